"""Wrong passwords: whoever tries again and again waits longer and longer, but only where they tried.

It is kept in memory: nothing is locked, and a new start forgets it. Colleagues at other machines are not held up.
"""

import threading
from math import ceil
from time import monotonic

from server.domain.errors import Refusal

FREE = 5  # wrong passwords in a row that cost no time
FIRST_S, LONGEST_S = 5, 60  # the wait after that many; each further one doubles it
FORGOTTEN_S = 15 * 60
MOST = 10_000  # accounts and places remembered


class TooOften(Refusal):
    """Too many wrong passwords for this account from this place."""

    code = "too_many"


class Tries:
    """How often which account was tried in vain, and from where: a device's number, else an address."""

    def __init__(self) -> None:
        self._wrong: dict[tuple[str, str], tuple[int, float]] = {}  # how often in a row, when last; the oldest first
        self._lock = threading.Lock()

    def check(self, login: str, where: str) -> None:
        """Raises TooOften while this account must not be tried from there."""
        times, last = self._wrong.get((login, where), (0, 0.0))
        wait = last + _wait_s(times) - monotonic()
        if wait > 0:
            raise TooOften("too many wrong passwords; try again in a while", retry_after=ceil(wait))

    def wrong(self, login: str, where: str) -> None:
        """That was a wrong one."""
        now = monotonic()
        with self._lock:
            while self._wrong and (len(self._wrong) >= MOST or now - next(iter(self._wrong.values()))[1] > FORGOTTEN_S):
                del self._wrong[next(iter(self._wrong))]
            times, _ = self._wrong.pop((login, where), (0, now))
            self._wrong[login, where] = (times + 1, now)

    def right(self, login: str, where: str) -> None:
        """That was the right one: nothing is held against it any more."""
        with self._lock:
            self._wrong.pop((login, where), None)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._wrong.clear()


def _wait_s(times: int) -> int:
    return min(LONGEST_S, FIRST_S << min(times - FREE, 10)) if times >= FREE else 0
