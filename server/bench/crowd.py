"""Many clients at once, each a process of its own, so that none waits for another's interpreter."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic, sleep
from typing import Any, TypeVar

from server.bench.figures import CannotMeasure

T = TypeVar("T")
FORK = get_context("fork")
HEAD_START_S = 0.3  # all are connected before the first one begins


def together(many: int, work: Callable[[int, float], T]) -> list[T]:
    """Run `work(n, begin_at)` for n = 0, 1, ... in processes of their own; their answers in that order."""
    begin_at = monotonic() + HEAD_START_S
    hired = []
    for n in range(many):
        ours, theirs = FORK.Pipe(duplex=False)
        child = FORK.Process(target=_do, args=(theirs, work, n, begin_at), daemon=True)
        child.start()
        theirs.close()
        hired.append((child, ours))
    answers: list[T] = []
    for child, ours in hired:
        try:
            well, answer = ours.recv()
        except EOFError:
            well, answer = False, "a client died"
        child.join()
        if not well:
            raise CannotMeasure(answer)
        answers.append(answer)
    return answers


def at_full_speed(many: int, seconds: float, ready: Callable[[int], Callable[[], object]]) -> float:
    """How many times a second `many` clients together get it done; `ready(n)` gives what client n repeats."""

    def work(n: int, begin_at: float) -> int:
        once = ready(n)
        wait_until(begin_at)
        done = 0
        while monotonic() < begin_at + seconds:
            once()
            done += 1
        return done

    return sum(together(many, work)) / seconds


def at_a_pace(many: int, a_second: float, samples: int, ready: Callable[[int], Callable[[], float]]) -> list[float]:
    """`many` clients in turn, so many times a second together; how long each took, as `ready(n)()` says."""

    def work(n: int, begin_at: float) -> list[float]:
        once = ready(n)
        took = []
        for place in range(n, samples, many):
            wait_until(begin_at + place / a_second)
            took.append(once())
        return took

    return [took for client in together(many, work) for took in client]


def wait_until(moment: float) -> None:
    """Until this moment (monotonic seconds); at once if it has passed."""
    sleep(max(0.0, moment - monotonic()))


def _do(answers: Connection, work: Callable[[int, float], Any], n: int, begin_at: float) -> None:
    try:
        answers.send((True, work(n, begin_at)))
    except CannotMeasure as error:
        answers.send((False, str(error)))
