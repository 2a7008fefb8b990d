"""The way to a printer: a network port, a device, a plain file. python-escpos words the commands, we keep the time."""

import os
import select
import shutil
import socket
import stat
from pathlib import Path

# One small profile of our own: the library's 35 take 0.1 s and 4 MB to load, and an image is the same in all of them.
os.environ.setdefault("ESCPOS_CAPABILITIES_FILE", str(Path(__file__).with_name("capabilities.json")))

from escpos import capabilities
from escpos.escpos import Escpos

if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)  # a folder it would leave in /tmp at every start

ACCEPT_S = 3.0  # to be let in, and for each piece to be taken
PIECE = 4096  # bytes; a slow printer needs five seconds for a ticket, but only one for this much


class Line(Escpos):  # type: ignore[misc]  # the library is untyped
    """An open way to a printer. Raises OSError when it breaks, TimeoutError when the printer takes or says nothing."""

    _fd = -1

    def __init__(self, fd: int, *, talks: bool = True, ends: bool = True) -> None:
        """`fd` does not block. `talks`: it may be asked. `ends`: reading nothing means that the line was cut."""
        super().__init__()
        self._fd = fd
        self.talks = talks
        self._ends = ends

    def _raw(self, msg: bytes) -> None:
        left = memoryview(msg)
        while left:
            self._wait(select.POLLOUT, ACCEPT_S)
            left = left[os.write(self._fd, left[:PIECE]) :]

    def receive(self, patience_s: float) -> bytes:
        """What the printer says within `patience_s`."""
        self._wait(select.POLLIN, patience_s)
        said = os.read(self._fd, 16)
        if not said:
            raise ConnectionResetError if self._ends else TimeoutError
        return said

    def _wait(self, event: int, seconds: float) -> None:
        poll = select.poll()
        poll.register(self._fd, event)
        if not poll.poll(seconds * 1000):
            raise TimeoutError

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def to_network(host: str, port: int) -> Line:
    """A TCP connection, mostly to port 9100."""
    link = socket.create_connection((host, port), timeout=ACCEPT_S)
    link.setblocking(False)
    return Line(link.detach())


def to_file(path: str) -> Line:
    """A device such as /dev/usb/lp0, asked like a network printer; or a file or pipe, which only takes."""
    if _is_device(path):
        return Line(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY), ends=False)
    # An unplugged printer's name must not become a file in the memory that holds /dev.
    create = 0 if path.startswith("/dev/") else os.O_CREAT
    return Line(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | create, 0o644), talks=False)


def _is_device(path: str) -> bool:
    try:
        return stat.S_ISCHR(os.stat(path).st_mode)
    except FileNotFoundError:
        return False
