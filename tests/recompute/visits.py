"""What became of each visit: its entries without those that were undone, and the stages they make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from tests.recompute.journal import BrokenJournal, Event

RUNNING = ("waiting", "called", "serving", "parked")  # states in which a stage runs
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Stage:
    """A stretch of a visit; microseconds since 1970."""

    kind: str
    began: int
    ended: int | None = None

    @property
    def took(self) -> int:
        """Microseconds; of a stage that has ended. None pass where the clock was set back in between."""
        assert self.ended is not None
        return max(self.ended - self.began, 0)


@dataclass
class Visit:
    """One ticket: the letter on it, its state and its stages."""

    letter: str
    state: str
    stages: list[Stage]

    @property
    def before_service(self) -> list[Stage]:
        """The stages before the first serving one; all, if there is none."""
        return list(takewhile(lambda stage: stage.kind != "serving", self.stages))

    @property
    def wait(self) -> int | None:
        """Of a visit that was called: its waiting stages before the first service."""
        if not any(stage.kind == "called" for stage in self.stages):
            return None
        return sum(s.took for s in self.before_service if s.kind == "waiting" and s.ended is not None)

    @property
    def walk(self) -> int | None:
        """Of a visit that was served: from the call that was followed to the first service."""
        if not any(stage.kind == "serving" for stage in self.stages):
            return None
        return sum(s.took for s in takewhile(lambda stage: stage.kind == "called", reversed(self.before_service)))

    @property
    def service(self) -> int | None:
        """Of a visit that was finished: all its serving stages."""
        if self.state != "finished":
            return None
        return sum(stage.took for stage in self.stages if stage.kind == "serving")


def last_day(events: Iterable[Event]) -> tuple[str | None, list[Event]]:
    """The date of the latest service day and its entries, from its opening on; a day can be opened again.

    What happens to a visit belongs to the day of its ticket: one that was given offline may be told of days later.
    """
    date: str | None = None
    days: dict[str | None, list[Event]] = defaultdict(list)
    day_of: dict[int, str | None] = {}
    for event in events:
        if event["kind"] == "day_opened":
            date = event["data"]["day"]
        if event["kind"] == "visit_issued":
            day_of[event["visit"]] = event["data"].get("day", date)
        days[day_of.get(event["visit"], date)].append(event)
    return date, days[date] if date else []


def visits(events: Iterable[Event]) -> Iterator[Visit]:
    """Every visit of these entries. Raises BrokenJournal when an undo restored another state than it says."""
    histories: dict[int, list[Event]] = defaultdict(list)
    undone: dict[int, set[int]] = defaultdict(set)
    restored: dict[int, str] = {}
    for event in events:
        visit, data = event["visit"], event["data"]
        if event["kind"] == "visit_issued" or (event["kind"].startswith("visit_") and "before" in data):
            histories[visit].append(event)
            restored.pop(visit, None)
        elif event["kind"] == "visit_undone":
            undone[visit].add(data["undoes"])
            restored[visit] = data["state"]
    for number, history in histories.items():
        visit = _visit([event for event in history if event["seq"] not in undone[number]])
        if restored.get(number, visit.state) != visit.state:
            raise BrokenJournal(f"visit {number} was restored to {restored[number]}, not {visit.state}")
        yield visit


def _visit(history: list[Event]) -> Visit:
    visit = Visit(letter=history[0]["data"]["group"], state="", stages=[])
    for event in history:
        state = event["data"].get("state", "waiting")
        if state == visit.state:
            continue
        at = (datetime.fromisoformat(event["data"].get("issued_at", event["at"])) - EPOCH) // timedelta(microseconds=1)
        if visit.stages and visit.stages[-1].ended is None:
            visit.stages[-1].ended = at
        if state in RUNNING:
            visit.stages.append(Stage(state, at))
        visit.state = state
    return visit
