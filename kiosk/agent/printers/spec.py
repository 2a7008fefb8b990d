"""Which printer a setting names."""

from functools import partial

from kiosk.agent.printers.line import to_file, to_network
from kiosk.agent.printers.outcome import Printer
from kiosk.agent.printers.raster import RasterPrinter


def open_printer(spec: str, dots: int = 576) -> Printer:
    """The printer of `network:HOST:PORT` or `file:PATH`, `dots` wide. Nothing is connected yet.

    Raises ValueError, in words for whoever wrote the setting.
    """
    kind, _, place = spec.partition(":")
    if kind == "network":
        host, _, port = place.rpartition(":")
        if host and port.isdecimal() and 0 < int(port) < 65536:
            return RasterPrinter(partial(to_network, host.strip("[]"), int(port)), dots)
    if kind == "file" and place:
        return RasterPrinter(partial(to_file, place), dots)
    raise ValueError(f"a printer is network:HOST:PORT or file:PATH, not {spec!r}")
