"""Whatever people do, in whatever order: the visits stay whole and the journal tells the truth."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from server.domain.errors import Refusal
from server.domain.lifecycle import MOVES, OPEN, Step, after, stage_of
from server.hall.days import close_day
from server.hall.desks import pause, resume, sign_off, sign_on
from server.hall.serving import absent, call_given, finish, recall, start
from server.hall.transferring import come_back, park, reclassify, transfer, withdraw
from server.hall.undoing import undo
from server.models.visit import VisitClass, VisitState
from tests.cast import NINE, TheHall
from tests.hall.reading_journal import broken_at, replayed

STEPS: dict[str, tuple[Step, Callable[..., Any]]] = {
    "recall": (Step.RECALL, recall),
    "start": (Step.START, start),
    "finish": (Step.FINISH, finish),
    "absent": (Step.ABSENT, absent),
    "park": (Step.PARK, park),
    "return": (Step.RETURN, lambda work, staff, visit: come_back(work, visit, staff)),
    "return at the kiosk": (Step.RETURN, lambda work, _staff, visit: come_back(work, visit)),
    "send to counter 1": (Step.TRANSFER, lambda work, staff, visit: transfer(work, staff, visit, counter=1)),
    "send to taxes": (Step.TRANSFER, lambda work, staff, visit: transfer(work, staff, visit, service="T01")),
    "other service": (Step.RECLASSIFY, lambda work, staff, visit: reclassify(work, staff, visit, "A02")),
    "withdraw": (Step.WITHDRAW, lambda work, staff, visit: withdraw(work, visit, staff)),
    "withdraw by phone": (Step.WITHDRAW, lambda work, _staff, visit: withdraw(work, visit)),
}
# How often people do what: mostly what a working day is made of.
ACTS = ["issue"] * 5 + ["next"] * 8 + ["serve"] * 6 + ["go on"] * 6 + ["any step"] * 6 + ["undo"] * 5
ACTS += ["sit down", "resume", "time passes"] * 3 + ["given"] * 2 + ["sign off", "pause", "night falls"]


PEOPLE = ["vera", "omar", "vera", "omar", "lili"]


class AnyDay:
    """Clerks and visitors who press whatever they can press."""

    def __init__(self, hall: TheHall) -> None:
        self.hall = hall
        self.visits: list[int] = []
        self.undoable: dict[int, str] = {}  # the state a visit would go back to
        for n in range(6):
            self.issue(hall.vera, n)

    def act(self, what: str, who: str, n: int) -> None:
        """Try to do something, then look whether the visits are whole."""
        # A refusal is undone with its transaction; what follows looks whether that is so.
        with suppress(Refusal):
            getattr(self, what.replace(" ", "_"))(self.hall.cast.staff[who], n)
        self.every_open_visit_has_one_running_stage_of_its_state()
        self.the_journal_tells_the_same_states()

    def issue(self, _who: int, n: int) -> None:
        kind = VisitClass.PRIORITY if n % 5 == 0 else VisitClass.ORDINARY
        self.visits.append(self.hall.issue(["A01", "H01", "A02", "T01"][n % 4], visitor_class=kind).visit)

    def next(self, who: int, _n: int) -> None:
        waiting = {visit for visit in self.visits if self.hall.state(visit) == "waiting"}
        done = self.hall.press_next(who)
        assert done is None or done.visit in waiting
        if done is not None:
            self.undoable[done.visit] = "waiting"

    def go_on(self, who: int, n: int) -> None:
        """Something that can be done with the visit at the desk."""
        for visit in self.at_desk(who):
            possible = [name for name, (step, _) in sorted(STEPS.items()) if visit.state in MOVES[step]]
            self.take(who, visit.id, possible[n % len(possible)])

    def serve(self, who: int, _n: int) -> None:
        for visit in self.at_desk(who):
            self.take(who, visit.id, "start" if visit.state == "called" else "finish")

    def any_step(self, who: int, n: int) -> None:
        self.take(who, self.visits[n % len(self.visits)], sorted(STEPS)[n % len(STEPS)])

    def take(self, who: int, visit: int, name: str) -> None:
        before, (step, verb) = self.hall.state(visit), STEPS[name]
        done = self.hall.do(verb, who, visit)
        assert self.hall.state(visit) == done.state == after(VisitState(before), step)
        if step is not Step.RECALL:
            self.undoable[visit] = before

    def undo(self, who: int, n: int) -> None:
        at_desk = [visit.id for visit in self.at_desk(who)]
        visit = at_desk[0] if at_desk and n % 2 else self.visits[n % len(self.visits)]
        assert self.hall.do(undo, who, visit).state == self.undoable.pop(visit)

    def given(self, who: int, n: int) -> None:
        row = self.hall.visit(self.visits[n % len(self.visits)])
        done = self.hall.do(call_given, who, f"{row.letter}{row.digits}", "по изключение", self.hall.key())
        self.undoable[done.visit] = "waiting"

    def sit_down(self, who: int, n: int) -> None:
        self.hall.do(sign_on, who, [1, 1, 2, 2, 3, 5][n % 6])

    def sign_off(self, who: int, _n: int) -> None:
        self.hall.do(sign_off, who)

    def pause(self, who: int, _n: int) -> None:
        self.hall.do(pause, who, "кафе")

    def resume(self, who: int, _n: int) -> None:
        self.hall.do(resume, who)

    def time_passes(self, _who: int, n: int) -> None:
        self.hall.clock.advance(seconds=[1, 20, 61, 600, 901][n % 5])

    def night_falls(self, _who: int, n: int) -> None:
        if n % 4 == 0:
            self.hall.do(close_day)
            assert not {self.hall.state(visit) for visit in self.visits} & {str(state) for state in OPEN}
            days = self.hall.one("SELECT count(*) FROM service_day")
            self.hall.clock.set(NINE)
            self.hall.clock.advance(days=7 * days)
            self.hall.open()

    def at_desk(self, who: int) -> Any:
        return self.hall.rows(
            "SELECT v.id, v.state FROM visit v JOIN desk d ON d.counter_id = v.counter_id "
            "WHERE d.staff_id = :staff AND v.state IN ('called', 'serving')",
            staff=who,
        )

    def every_open_visit_has_one_running_stage_of_its_state(self) -> None:
        running = self.hall.rows("SELECT visit_id, kind FROM stage WHERE ended_at IS NULL")
        assert max(Counter(stage.visit_id for stage in running).values(), default=1) == 1
        kinds = {stage.visit_id: stage.kind for stage in running}
        for row in self.hall.rows("SELECT id, state FROM visit"):
            assert kinds.get(row.id) == stage_of(VisitState(row.state))

    def the_journal_tells_the_same_states(self) -> None:
        states = {row.id: row.state for row in self.hall.rows("SELECT id, state FROM visit")}
        assert replayed(self.hall.events()) == states

    def stages_follow_one_another_without_a_hole(self) -> None:
        stages = self.hall.rows("SELECT visit_id, kind, started_at, ended_at FROM stage ORDER BY visit_id, id")
        assert all(stage.ended_at is None or stage.ended_at >= stage.started_at for stage in stages)
        for one, two in pairwise(stages):
            assert one.visit_id != two.visit_id or (one.ended_at and one.ended_at <= two.started_at)


# A seeded walk and not a state machine of Hypothesis: that one prefers small numbers and equal choices so much that
# hardly anybody is ever called.
@pytest.mark.parametrize("seed", range(12))
def test_whatever_people_do_the_visits_stay_whole(hall: TheHall, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 a walk to be repeated, no secret
    day = AnyDay(hall)
    for _ in range(100):
        day.act(chance.choice(ACTS), chance.choice(PEOPLE), chance.randrange(60))
    day.stages_follow_one_another_without_a_hole()
    assert broken_at(hall.events()) is None
