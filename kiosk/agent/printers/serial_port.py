"""A printer at a serial port, a real one or a USB adapter. Its settings are pyserial's, its time is kept by us."""

import termios
from contextlib import suppress
from functools import partial

import serial  # type: ignore[import-untyped]

from kiosk.agent.printers.kept import Kept
from kiosk.agent.printers.links import FileLink, Link

BAUD = 115_200
# How the printer says "wait"; by DTR and DSR it cannot under Linux.
FLOWS: dict[str, dict[str, bool]] = {"none": {}, "rts": {"rtscts": True}, "xon": {"xonxoff": True}}


class SerialLink(FileLink):
    """The port, ours alone while it is open."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port
        super().__init__(port.fileno())

    def on_the_way(self) -> int:
        return int(self._port.out_waiting)

    def close(self, *, broken: bool = False) -> None:
        if broken and self._port.is_open:
            with suppress(OSError, termios.error):  # the adapter may have been pulled out
                self._port.reset_output_buffer()
        self._port.close()
        self._fd = -1


def to_serial(place: str) -> Kept:
    """The port of PATH[:BAUD[:none|rts|xon]]. Raises ValueError, in words."""
    path, _, more = place.partition(":")
    baud, _, flow = more.partition(":")
    if not path or not (baud.isdecimal() or not baud) or (flow or "none") not in FLOWS:
        raise ValueError(f"a serial printer is serial:PATH[:BAUD[:{'|'.join(FLOWS)}]], not serial:{place}")
    return Kept(partial(_opened, path, int(baud or BAUD), flow or "none"))


def _opened(path: str, baud: int, flow: str) -> Link:
    """Raises OSError when it is not there, or will not go at this speed."""
    try:
        return SerialLink(serial.Serial(path, baud, timeout=0, write_timeout=0, exclusive=True, **FLOWS[flow]))
    except ValueError as wrong:
        raise OSError(str(wrong)) from None
