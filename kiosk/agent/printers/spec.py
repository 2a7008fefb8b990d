"""Which printer a setting names."""

from functools import partial

from kiosk.agent.printers.direct import DirectPrinter
from kiosk.agent.printers.links import to_file, to_network
from kiosk.agent.printers.outcome import Printer
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.profile import AUTO, profile_named
from kiosk.agent.printers.spooled import SpooledPrinter
from kiosk.agent.printers.virtual import VirtualWay

KINDS = (
    "network:HOST:PORT, usb[:VENDOR:PRODUCT[:SERIAL]], serial:PATH[:BAUD[:none|rts|xon]], cups:QUEUE, file:PATH or "
    "virtual:DIR"
)


def open_printer(
    spec: str, dots: int = 576, profile: str = "generic", *, every_s: float = 1.0, torn: Paper | None = None
) -> Printer:
    """The printer that `spec` names, one of KINDS, `dots` wide, looked at every second. Nothing is connected yet.

    `torn`: a paper of which it may hold a part, from somebody who broke off. Raises ValueError, in words for whoever
    wrote the setting.
    """
    able = None if profile == AUTO else profile_named(profile)
    direct = partial(DirectPrinter, dots=dots, profile=able, every_s=every_s, torn=torn)
    kind, _, place = spec.partition(":")
    match kind:
        case "network":
            host, _, port = place.rpartition(":")
            if host and port.isdecimal() and 0 < int(port) < 65536:
                return direct(partial(to_network, host.strip("[]"), int(port)))
        case "file" if place:
            return direct(partial(to_file, place))
        case "usb":
            from kiosk.agent.printers.usb_port import to_usb  # megabytes that other kinds do without

            usb = to_usb(place)
            return direct(usb, release=usb.close)
        case "serial":
            from kiosk.agent.printers.serial_port import to_serial

            serial = to_serial(place)
            return direct(serial, release=serial.close)
        case "cups" if place and not place.startswith("-"):
            return SpooledPrinter(place, dots, every_s=every_s)
        case "virtual" if place:
            way = VirtualWay(place, dots)
            return direct(way, release=way.close)
    raise ValueError(f"a printer is {KINDS}, not {spec!r}")
