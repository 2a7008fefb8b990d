"""Ways to a printer that bytes go down: a network connection, a device, a plain file."""

import fcntl
import os
import select
import socket
import stat
import struct
import termios
from contextlib import suppress
from time import monotonic, sleep
from typing import Protocol

PIECE = 4096  # bytes given at a time: a slow printer needs five seconds for a ticket, but only one for this much
BREATH_S = 0.01
CONNECT_S = 2.0  # to be let in; long enough for a lost first packet to be sent again
ARRIVE_S = 2.0
ROOM = 1 << 18  # bytes: a whole ticket on its way, so that what has arrived can be told from what has not
ABORT = struct.pack("ii", 1, 0)  # SO_LINGER: what has not arrived yet is dropped


class Link(Protocol):
    """An open way. Raises OSError when it breaks, TimeoutError when the other end takes or says nothing in time."""

    talks: bool  # the printer may be asked

    def write(self, data: memoryview, patience_s: float) -> int:
        """Give it some of the data; answers how many bytes it took, at least one."""
        ...

    def read(self, patience_s: float) -> bytes:
        """What it says, at least one byte."""
        ...

    def on_the_way(self) -> int:
        """How many bytes of what was given have not arrived yet, as far as the system knows."""
        ...

    def close(self, *, broken: bool = False) -> None:
        """Let go. `broken`: what was given and has not arrived must not arrive any more."""
        ...


class FileLink:
    """Whatever the system has a descriptor for."""

    def __init__(self, fd: int, *, talks: bool = True, ends: bool = True) -> None:
        """`fd` does not block. `ends`: reading nothing means that the line was cut."""
        self.talks = talks
        self._fd = fd
        self._ends = ends

    def write(self, data: memoryview, patience_s: float) -> int:
        until = monotonic() + patience_s
        while True:
            self._wait(select.POLLOUT, until)
            with suppress(BlockingIOError):
                return os.write(self._fd, data[:PIECE])

    def read(self, patience_s: float) -> bytes:
        until = monotonic() + patience_s
        while True:
            self._wait(select.POLLIN, until)
            with suppress(BlockingIOError):
                if said := os.read(self._fd, 256):
                    return said
                if self._ends:
                    raise ConnectionResetError
            sleep(BREATH_S)  # some USB printers answer "nothing" at once and for ever

    def _wait(self, event: int, until: float) -> None:
        poll = select.poll()
        poll.register(self._fd, event)
        if not poll.poll(max(0.0, until - monotonic()) * 1000):
            raise TimeoutError

    def on_the_way(self) -> int:
        return 0

    def close(self, *, broken: bool = False) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


class NetworkLink(FileLink):
    """A TCP connection."""

    def __init__(self, link: socket.socket) -> None:
        link.setblocking(False)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        self._link = link
        super().__init__(link.fileno())

    def on_the_way(self) -> int:
        return int(struct.unpack("i", fcntl.ioctl(self._link, termios.TIOCOUTQ, b"\0\0\0\0"))[0])

    def close(self, *, broken: bool = False) -> None:
        with suppress(OSError):
            if broken:
                self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
            elif self._unread():
                self._arrive()
        self._link.close()
        self._fd = -1

    def _unread(self) -> bool:
        with suppress(BlockingIOError):
            return bool(self._link.recv(4096))
        return False

    def _arrive(self) -> None:
        """Whoever hangs up on a word unheard is cut off at once, and with him what is still on the way."""
        until = monotonic() + ARRIVE_S
        while self.on_the_way() and monotonic() < until:
            sleep(BREATH_S)
            self._unread()


def to_network(host: str, port: int) -> Link:
    """A printer's own network port, mostly 9100."""
    try:
        return NetworkLink(socket.create_connection((host, port), timeout=CONNECT_S))
    except TimeoutError:  # of a printer that is not there; one that says nothing has let us in
        raise ConnectionRefusedError("nobody answers at this address") from None


def to_file(path: str) -> Link:
    """A device such as /dev/usb/lp0, asked like a network printer; or a file or pipe, which only takes."""
    if _is_device(path):
        return FileLink(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY), ends=False)
    # An unplugged printer's name must not become a file in the memory that holds /dev.
    create = 0 if path.startswith("/dev/") else os.O_CREAT
    return FileLink(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | create, 0o644), talks=False)


def _is_device(path: str) -> bool:
    try:
        return stat.S_ISCHR(os.stat(path).st_mode)
    except FileNotFoundError:
        return False
