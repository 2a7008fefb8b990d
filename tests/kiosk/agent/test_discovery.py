"""What an installer is told of that is plugged in."""

from pathlib import Path

import pytest

from kiosk.agent.printers import Found, discover
from kiosk.agent.printers.discovery import _network
from tests.kiosk.agent.test_cups import Queue, queue
from tests.kiosk.agent.virtual import VirtualPrinter

__all__ = ["queue"]


def plug_in(system: Path) -> None:
    """A printer and a mouse at the USB ports, as the kernel's files show them."""
    devices, listed = system / "sys/devices/pci0/usb1", system / "sys/bus/usb/devices"
    listed.mkdir(parents=True)
    for port, kind, facts in (
        ("1-1", "07", {"manufacturer": "EPSON", "product": "TM-T20III", "serial": "J5ZF123"}),
        ("1-2", "03", {"manufacturer": "Logitech", "product": "Mouse"}),
    ):
        interface = devices / port / f"{port}:1.0"
        interface.mkdir(parents=True)
        for name, value in {"idVendor": "04b8", "idProduct": "0e28", **facts}.items():
            (devices / port / name).write_text(value + "\n")
        (interface / "bInterfaceClass").write_text(kind + "\n")
        (listed / interface.name).symlink_to(interface)
    device = system / "sys/class/usbmisc/lp0"
    device.mkdir(parents=True)
    (device / "device").symlink_to(devices / "1-1" / "1-1:1.0")


def test_a_usb_printer_is_listed_with_its_name_and_its_device_file_and_a_mouse_is_not(tmp_path: Path) -> None:
    plug_in(tmp_path)
    assert discover(system=tmp_path)[:2] == [
        Found("usb:04b8:0e28:J5ZF123", "EPSON TM-T20III"),
        Found("file:/dev/usb/lp0", "EPSON TM-T20III"),
    ]


def test_the_queues_of_cups_are_listed(queue: Queue) -> None:
    assert Found("cups:desk", "CUPS, usb://EPSON/TM-T20III") in discover(system=queue.room)


def test_a_machine_with_nothing_plugged_in_lists_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert discover(system=tmp_path) == []


def test_what_this_machine_has_can_be_listed() -> None:
    assert all(found.spec and found.name for found in discover())


def test_a_network_printer_is_looked_for_only_where_one_is_asked_for(
    machine: VirtualPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.agent.printers.discovery.PORT", machine.port)
    assert [found.spec for found in _network(["127.0.0.1"])] == [f"network:127.0.0.1:{machine.port}"]
    monkeypatch.setattr("kiosk.agent.printers.discovery.PORT", 1)
    assert list(_network(["127.0.0.1"])) == []
