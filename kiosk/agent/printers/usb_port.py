"""A printer at a USB port, spoken to directly by pyusb and libusb."""

from functools import partial
from time import monotonic, sleep
from typing import Any

import usb.core  # type: ignore[import-untyped]
import usb.util  # type: ignore[import-untyped]

from kiosk.agent.printers.kept import Kept
from kiosk.agent.printers.links import BREATH_S, PIECE, Link

PRINTER_CLASS = 7
BULK, BULK_MASK, INTO = 0x02, 0x03, 0x80


class UsbLink:
    """The printer interface of a device, taken from the kernel's own driver while it is open."""

    def __init__(self, device: Any, interface: Any) -> None:
        """Raises OSError when somebody else has it."""
        self._device = device
        self._number = interface.bInterfaceNumber
        self._out = _ends(interface, 0)[0]
        self._into = next(iter(_ends(interface, INTO)), None)
        self.talks = True  # one that has no way back is as one that never answers
        if device.is_kernel_driver_active(self._number):
            device.detach_kernel_driver(self._number)
        usb.util.claim_interface(device, self._number)
        if interface.bAlternateSetting:
            device.set_interface_altsetting(self._number, interface.bAlternateSetting)

    def write(self, data: memoryview, patience_s: float) -> int:
        try:
            return int(self._device.write(self._out, bytes(data[:PIECE]), _ms(patience_s)))
        except usb.core.USBTimeoutError:
            raise TimeoutError from None

    def read(self, patience_s: float) -> bytes:
        until = monotonic() + patience_s
        if self._into is None:
            sleep(max(0.0, patience_s))
            raise TimeoutError
        while True:
            try:
                said = bytes(self._device.read(self._into, 64, _ms(until - monotonic())))
            except usb.core.USBTimeoutError:
                raise TimeoutError from None
            if said:
                return said
            if monotonic() >= until:
                raise TimeoutError
            sleep(BREATH_S)  # some answer "nothing" at once and for ever

    def on_the_way(self) -> int:
        return 0

    def close(self, *, broken: bool = False) -> None:
        usb.util.dispose_resources(self._device)


def to_usb(place: str, backend: Any = None) -> Kept:
    """The printer of [VENDOR:PRODUCT[:SERIAL]] in hex, or the first one. Raises ValueError, in words."""
    vendor, _, rest = place.partition(":")
    product, _, serial = rest.partition(":")
    try:
        wanted = {"idVendor": int(vendor, 16), "idProduct": int(product, 16)} if place else {}
    except ValueError:
        raise ValueError(f"a USB printer is usb[:VENDOR:PRODUCT[:SERIAL]] in hex, not usb:{place}") from None
    try:
        usb.core.find(backend=backend)
    except usb.core.NoBackendError:
        raise ValueError("a USB printer needs libusb: apt install libusb-1.0-0, or use file:/dev/usb/lp0") from None
    return Kept(partial(_opened, wanted, serial, backend))


def _opened(wanted: dict[str, int], serial: str, backend: Any) -> Link:
    """Raises OSError when it is not plugged in, or not ours to use."""
    for device in usb.core.find(find_all=True, backend=backend, **wanted):
        interface = _printer_of(device)
        if interface is not None and (not serial or _serial_of(device) == serial):
            return UsbLink(device, interface)
    raise FileNotFoundError("no such USB printer is plugged in")


def _printer_of(device: Any) -> Any:
    """The printer's interface that takes and says, or else one that takes, in the configuration the system chose."""
    best = None
    for interface in device.get_active_configuration():
        if interface.bInterfaceClass == PRINTER_CLASS and _ends(interface, 0):
            if _ends(interface, INTO):
                return interface
            best = best or interface
    return best


def _ends(interface: Any, way: int) -> list[int]:
    """Addresses of its bulk endpoints that go this way: INTO the computer, or 0, out of it."""
    bulk = (end for end in interface if end.bmAttributes & BULK_MASK == BULK)
    return [end.bEndpointAddress for end in bulk if end.bEndpointAddress & INTO == way]


def _serial_of(device: Any) -> str | None:
    try:
        return str(device.serial_number)
    except ValueError:  # without permission it does not even say its languages
        return None


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # 0 means for ever
