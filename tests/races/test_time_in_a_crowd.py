"""Whoever waits for the writer's turn must not bring an old time into it: nobody waits less than nothing."""

import time
from datetime import datetime, timedelta
from itertools import pairwise

from server.hall.serving import finish, start
from tests.cast import NINE, StoppedClock, TheHall
from tests.races.crowd import at_once


class RunningClock(StoppedClock):
    """A clock that runs, from nine o'clock on."""

    def now(self) -> datetime:
        """Nine o'clock, and what has passed since."""
        return NINE + timedelta(seconds=time.monotonic() - self.made)


def test_the_journal_runs_forward_and_no_stage_ends_before_it_began(hall: TheHall) -> None:
    hall.clock = RunningClock()

    def busy(n: int) -> None:
        clerk = (hall.vera, hall.omar)[n % 2]
        for turn in range(12):
            if n >= 2:
                hall.issue(key=f"{n}/{turn}")
            elif (done := hall.press_next(clerk, key=f"{n}/{turn}")) is not None:
                hall.do(start, clerk, done.visit)
                hall.do(finish, clerk, done.visit)

    at_once(10, busy)
    assert [b.seq for a, b in pairwise(hall.events()) if b.at < a.at] == []
    stages = hall.rows("SELECT visit_id, kind FROM stage WHERE ended_at < started_at")
    assert [tuple(stage) for stage in stages] == []
