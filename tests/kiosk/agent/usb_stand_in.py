"""A USB bus without a bus: what pyusb asks of libusb, answered by a printer that is plugged in here."""

from array import array
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import usb.backend  # type: ignore[import-untyped]
import usb.core  # type: ignore[import-untyped]

OUT, INTO = 0x01, 0x82
TIMED_OUT = 110


class Bus(usb.backend.IBackend):  # type: ignore[misc]
    """One printer, and a mouse beside it. `answer` plays the printer."""

    def __init__(self, answer: Callable[[bytes], bytes], serial: str = "J5ZF123", ends: int = 2) -> None:
        """`ends`: 1 for a printer that only takes."""
        self.plugged = True
        self.driver = True  # the kernel's own holds it
        self.taking = True
        self.claimed: list[int] = []
        self.opened = 0
        self.patience: list[int] = []  # milliseconds that it was waited for
        self._answer = answer
        self._said = bytearray()
        self._serial = serial
        self._ends = ends

    def enumerate_devices(self) -> Iterator[str]:
        yield "mouse"
        if self.plugged:
            yield "printer"

    def get_device_descriptor(self, dev: str) -> Any:
        ids = {"idVendor": 0x04B8, "idProduct": 0x0E15} if dev == "printer" else {"idVendor": 0x046D, "idProduct": 1}
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, bcdDevice=0x100, iManufacturer=1, iProduct=2, iSerialNumber=3, bNumConfigurations=1,
            address=4, bus=1, port_number=1, port_numbers=(1,), speed=3, **ids,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: str, config: int) -> Any:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=self._ends,
            bInterfaceClass=7 if dev == "printer" else 3, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, INTO)[ep], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: str) -> str:
        self.opened += 1
        return dev

    def close_device(self, handle: str) -> None:
        self.opened -= 1

    def get_configuration(self, handle: str) -> int:
        return 1

    def claim_interface(self, handle: str, intf: int) -> None:
        if self.driver:
            raise usb.core.USBError("Resource busy", errno=16)
        self.claimed.append(intf)

    def release_interface(self, handle: str, intf: int) -> None:
        self.claimed.remove(intf)

    def is_kernel_driver_active(self, handle: str, intf: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, handle: str, intf: int) -> None:
        self.driver = False

    def bulk_write(self, handle: str, ep: int, intf: int, data: Any, timeout: int) -> int:
        assert ep == OUT
        self._wait(timeout)
        if not self.taking:
            raise usb.core.USBTimeoutError("Operation timed out", errno=TIMED_OUT)
        self._said += self._answer(bytes(data))
        return len(data)

    def bulk_read(self, handle: str, ep: int, intf: int, buff: "array[int]", timeout: int) -> int:
        assert ep == INTO
        self._wait(timeout)
        if not self._said:
            raise usb.core.USBTimeoutError("Operation timed out", errno=TIMED_OUT)
        said = bytes(self._said[: len(buff)])
        del self._said[: len(said)]
        buff[: len(said)] = array("B", said)
        return len(said)

    def ctrl_transfer(  # the words of the device: its languages, then a text
        self, handle: str, kind: int, request: int, value: int, index: int, data: "array[int]", timeout: int
    ) -> int:
        text = b"\x09\x04" if not value & 0xFF else self._serial.encode("utf-16-le")
        said = array("B", bytes([2 + len(text), 3]) + text)
        data[: len(said)] = said
        return len(said)

    def _wait(self, timeout: int) -> None:
        assert timeout > 0  # 0 would be for ever
        self.patience.append(timeout)
        if not self.plugged:
            raise usb.core.USBError("No such device", errno=19)
