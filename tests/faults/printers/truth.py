"""How long somebody was left with something untrue, in seconds; 0: never."""

from collections.abc import Iterator

from tests.faults.machines.screen import Told
from tests.faults.printers.lane import SAYS
from tests.faults.printers.run import Run

STILL_S = 1.0  # a paper that has not moved for so long does not come out


def untrue_on_the_screen_s(run: Run) -> float:
    """The longest time, from the fault or the tap on, for which the screen said what was not so."""
    return max((until - since for since, until in _lies(run)), default=0.0)


def known_after_s(run: Run) -> float | None:
    """After how long the screen said how it ended; None: there was no fault."""
    if run.began_at is None or not run.told:
        return None
    ends = [
        told.at for told in run.told if told.outcome in ("printed", "failed", "unknown") and told.at < run.mended_at
    ]
    return max(0.0, ends[-1] - run.began_at) if ends else None


def staff_know_after_s(run: Run) -> float | None:
    """After how long both desk and office showed the fault; None: it leaves nothing to see."""
    if run.struck_at is None:
        return None
    wants = SAYS.get(run.spot.fault)
    if wants is None:
        return _told_of_the_paper(run)
    office = _first(run.struck_at, ((seen.at, seen.state == wants) for seen in run.office))
    desk = run.struck_at if wants == "low" else _first(run.struck_at, ((t.at, t.cause is not None) for t in run.desk))
    return max(office, desk) - run.struck_at


def lobby_knows_after_s(run: Run) -> float | None:
    """After how long the kiosk itself knew of its printer."""
    wants = SAYS.get(run.spot.fault)
    if run.struck_at is None or wants is None:
        return None
    return _first(run.struck_at, ((seen.at, seen.paper == wants) for seen in run.lobby)) - run.struck_at


def _told_of_the_paper(run: Run) -> float | None:
    """A fault that is over at once shows only in the last paper of this printer."""
    if run.settled_at is None or run.struck_at is None or run.told[-1].outcome not in ("failed", "unknown"):
        return None
    since = max(run.struck_at, run.settled_at)
    return _first(since, ((seen.at, seen.last_number == run.number) for seen in run.office)) - since


def _first(since: float, told: Iterator[tuple[float, bool]]) -> float:
    """When this was so for the first time after `since`; before it, if it was so already."""
    known = list(told)
    before = [is_so for at, is_so in known if at <= since]
    if before and before[-1]:
        return since
    return next((at for at, is_so in known if at > since and is_so), float("inf"))


def _lies(run: Run) -> Iterator[tuple[float, float]]:
    """From when to when the screen said something that was not so."""
    began = run.began_at
    if began is None:
        return
    ends = [*(told.at for told in run.told[1:]), run.mended_at]
    for told, until in zip(run.told, ends, strict=True):
        for since, till in _untrue(run, told, min(until, run.mended_at)):
            if till > max(since, began):
                yield max(since, began), till


def _untrue(run: Run, told: Told, until: float) -> Iterator[tuple[float, float]]:
    """When it was untrue while it stood there."""
    if told.outcome == "blank":
        yield told.at, until
    if told.outcome == "printed":
        yield told.at, until if run.whole_at is None else min(until, run.whole_at)
    if told.outcome == "printing":
        still_from = _stood_still(run)
        yield max(told.at, still_from), until


def _stood_still(run: Run) -> float:
    """From when on the paper did not move any more."""
    moved = [now.at for now in run.world[1:]]
    return moved[-1] if moved else run.tapped_at
