"""Agents that wait for a paper: woken by the journal, let go at their time and at the end."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from server.models.event import EventKind
from server.waiting_papers import ASKED, WaitingPapers
from tests.asking import server_of
from tests.cast import TheHall

LONG = 60.0  # seconds that no test waits


class Queue:
    """Papers, and somebody who looks for one."""

    def __init__(self) -> None:
        self.papers: list[str] = []
        self.looked = threading.Semaphore(0)

    def take(self) -> str | None:
        """The next one."""
        found = self.papers.pop(0) if self.papers else None
        self.looked.release()
        return found


class Told:
    """An entry of the journal, as far as it matters here."""

    def __init__(self, kind: EventKind) -> None:
        self.kind = kind.value


def tell(waiting: WaitingPapers, kind: EventKind = EventKind.VISIT_ISSUED) -> None:
    waiting.tell(1, None, [Told(kind)])  # type: ignore[arg-type, list-item]  # nothing else is looked at


@pytest.fixture
def people() -> Any:
    """Some who can wait."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


def waits(pool: ThreadPoolExecutor, waiting: WaitingPapers, queue: Queue, who: str = "door") -> Future[str | None]:
    """Somebody who has looked once and waits now."""
    asked = pool.submit(waiting.wait_for, who, queue.take, LONG)
    assert queue.looked.acquire(timeout=10)
    return asked


@pytest.mark.parametrize("kind", ASKED)
def test_a_paper_that_is_asked_for_ends_the_waiting_at_once(people: ThreadPoolExecutor, kind: EventKind) -> None:
    waiting, queue = WaitingPapers(), Queue()
    asked = waits(people, waiting, queue)
    queue.papers.append("A 001")
    tell(waiting, kind)
    assert asked.result(10) == "A 001"


def test_what_is_there_already_is_not_waited_for() -> None:
    queue = Queue()
    queue.papers.append("A 001")
    assert WaitingPapers().wait_for("door", queue.take, LONG) == "A 001"


def test_without_time_nobody_waits() -> None:
    assert WaitingPapers().wait_for("door", Queue().take, 0) is None
    assert WaitingPapers().wait_for("door", Queue().take, -1) is None


def test_the_waiting_ends_at_its_time() -> None:
    queue = Queue()
    assert WaitingPapers().wait_for("door", queue.take, 0.05) is None
    assert queue.looked.acquire(timeout=10)


def test_news_of_other_things_wakes_nobody(people: ThreadPoolExecutor) -> None:
    waiting, queue = WaitingPapers(), Queue()
    asked = waits(people, waiting, queue)
    queue.papers.append("A 001")
    tell(waiting, EventKind.VISIT_CALLED)
    assert queue.papers == ["A 001"]
    tell(waiting)
    assert asked.result(10) == "A 001"


def test_a_paper_of_another_lets_one_go_on_waiting(people: ThreadPoolExecutor) -> None:
    waiting, door, stairs = WaitingPapers(), Queue(), Queue()
    asked = [waits(people, waiting, door, "door"), waits(people, waiting, stairs, "stairs")]
    stairs.papers.append("A 001")
    tell(waiting)
    assert asked[1].result(10) == "A 001"
    assert door.looked.acquire(timeout=10)
    assert not asked[0].done()
    waiting.stop()
    assert asked[0].result(10) is None


def test_whoever_asks_again_has_given_up_the_question_before(people: ThreadPoolExecutor) -> None:
    """Nobody listens to the first answer any more: a paper in it would be lost."""
    waiting, queue = WaitingPapers(), Queue()
    first, second = (waits(people, waiting, queue) for _ in range(2))
    queue.papers += ["A 001", "A 002"]
    tell(waiting)
    assert second.result(10) == "A 001"
    tell(waiting)
    waiting.stop()
    assert first.result(10) is None
    assert queue.papers == ["A 002"]


def test_when_the_process_ends_nobody_waits_any_longer(people: ThreadPoolExecutor) -> None:
    waiting, queue = WaitingPapers(), Queue()
    asked = waits(people, waiting, queue)
    waiting.stop()
    assert asked.result(10) is None
    assert waiting.wait_for("door", queue.take, LONG) is None


def test_a_paper_between_look_and_wait_is_not_missed() -> None:
    waiting = WaitingPapers()
    found: list[Callable[[], str | None]] = [lambda: tell(waiting), lambda: "A 001"]
    assert waiting.wait_for("door", lambda: found.pop(0)(), LONG) == "A 001"


def test_a_server_that_is_closed_lets_them_go(hall: TheHall) -> None:
    run = server_of(hall).extensions["gishe"]
    run.close()
    assert run.papers.wait_for("door", Queue().take, LONG) is None
