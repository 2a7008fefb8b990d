"""Many people who do something at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(people: int, deed: Callable[[int], T]) -> list[T]:
    """What each got who did it; they all begin together. Raises what the first of them raised."""
    ready = threading.Barrier(people, timeout=20)

    def person(n: int) -> T:
        ready.wait()
        return deed(n)

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(person, range(people)))


def outcomes(people: int, deed: Callable[[int], T]) -> tuple[list[T], list[Exception]]:
    """What those got who succeeded, and how the others were refused."""

    def attempt(n: int) -> T | Exception:
        try:
            return deed(n)
        except Exception as refusal:
            return refusal

    got = at_once(people, attempt)
    return [one for one in got if not isinstance(one, Exception)], [one for one in got if isinstance(one, Exception)]
