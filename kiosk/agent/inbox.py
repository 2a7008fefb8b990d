"""Lines that come down a pipe, waited for only so long: whoever waits has other things to do, too."""

import os
import select
from collections import deque
from collections.abc import Sequence
from time import monotonic


class Inbox:
    """The lines of the descriptor `fd`."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._begun = b""
        self._lines: deque[bytes] = deque()
        self._poll = select.poll()
        self._poll.register(fd, select.POLLIN)

    def next(self, patience_s: float) -> bytes | None:
        """The next line, or None when none came in time. Raises EOFError at the end."""
        until = monotonic() + patience_s
        while not self._lines:
            if not self._poll.poll(max(0.0, until - monotonic()) * 1000):
                return None
            data = os.read(self._fd, 65536)
            if not data:
                raise EOFError
            *lines, self._begun = (self._begun + data).split(b"\n")
            self._lines.extend(lines)
        return self._lines.popleft()

    def put_back(self, lines: Sequence[bytes]) -> None:
        """They are not for whoever took them."""
        self._lines.extendleft(reversed(lines))
