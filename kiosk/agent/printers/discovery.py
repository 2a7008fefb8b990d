"""What is plugged in: for an installer who has to name a printer."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kiosk.agent.printers.direct import DirectPrinter
from kiosk.agent.printers.links import to_network
from kiosk.agent.printers.spooled import queues

SYSTEM = Path("/")
PORT = 9100


class Found(NamedTuple):
    """`spec`: how a setting names it. `name`: how a person knows it."""

    spec: str
    name: str


def discover(hosts: Sequence[str] = (), system: Path = SYSTEM) -> list[Found]:
    """USB printers, device files, serial ports, CUPS queues; of `hosts`, those with an open printer's port."""
    return [*_usb(system), *_devices(system), *_serial(system), *_queues(), *_network(hosts)]


def _usb(system: Path) -> Iterator[Found]:
    """Devices with an interface of the printer class, as the kernel lists them: no library, no permission needed."""
    for kind in sorted(system.glob("sys/bus/usb/devices/*/bInterfaceClass")):
        if _read(kind) != "07":
            continue
        device = kind.resolve().parents[1]
        serial = _read(device / "serial")
        ids = [_read(device / "idVendor"), _read(device / "idProduct"), *([serial] if serial else [])]
        yield Found(":".join(["usb", *ids]), _named(device) or "USB printer")


def _devices(system: Path) -> Iterator[Found]:
    for entry in sorted(system.glob("sys/class/usbmisc/lp*")):
        yield Found(f"file:/dev/usb/{entry.name}", _named((entry / "device").resolve().parent) or "USB printer")


def _serial(system: Path) -> Iterator[Found]:
    if system == SYSTEM:
        from serial.tools import list_ports  # type: ignore[import-untyped]  # for the few who list ports

        for port in sorted(list_ports.comports()):
            yield Found(f"serial:{port.device}", port.description or "serial port")


def _queues() -> Iterator[Found]:
    if shutil.which("lpstat"):
        with suppress(OSError):
            for queue, device in queues():
                yield Found(f"cups:{queue}", f"CUPS, {device}")


def _network(hosts: Sequence[str]) -> Iterator[Found]:
    for host in hosts:
        printer = DirectPrinter(lambda host=host: to_network(host, PORT), 576)  # type: ignore[misc]
        printer.look()
        if printer.health.cause != "unreachable":
            says = printer.health.model or ("answers" if printer.health.answers else "says nothing of itself")
            yield Found(f"network:{host}:{PORT}", f"network printer, {says}")


def _named(device: Path) -> str:
    return " ".join(word for word in (_read(device / "manufacturer"), _read(device / "product")) if word)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
