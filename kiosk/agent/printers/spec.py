"""Which printer a setting names."""

from functools import partial

from kiosk.agent.printers.direct import DirectPrinter
from kiosk.agent.printers.links import to_file, to_network
from kiosk.agent.printers.outcome import Printer


def open_printer(spec: str, dots: int = 576, *, every_s: float = 1.0) -> Printer:
    """The printer of `network:HOST:PORT` or `file:PATH`, `dots` wide, looked at every second. Nothing is connected yet.

    Raises ValueError, in words for whoever wrote the setting.
    """
    kind, _, place = spec.partition(":")
    if kind == "network":
        host, _, port = place.rpartition(":")
        if host and port.isdecimal() and 0 < int(port) < 65536:
            return DirectPrinter(partial(to_network, host.strip("[]"), int(port)), dots, every_s=every_s)
    if kind == "file" and place:
        return DirectPrinter(partial(to_file, place), dots, every_s=every_s)
    raise ValueError(f"a printer is network:HOST:PORT or file:PATH, not {spec!r}")
