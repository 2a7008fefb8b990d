"""A hall in which a whole day was played, and what was seen of it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.simulation.log import LoggedDay, read_day
from tests.journeys.hall_at_work import HallAtWork, demo_hall
from tests.recompute.figures import differences, figures
from tests.recompute.journal import Event, ask, read
from tests.simulation.logs import synthetic_day

TICKETS = os.environ.get("GISHE_TICKETS")
DAY = "UD_Bielany 2020-01-13" if TICKETS else "a synthetic day: GISHE_TICKETS is not set"
SPEED = 240
LOOK_S = 1.0
LOOKS = 10


@dataclass(frozen=True)
class Played:
    """One day from before its doors opened until after its close."""

    day: LoggedDay
    said: str  # by the demo and its simulation
    in_between: list[str]  # where hall and journal differed while the day ran
    events: list[Event]
    today: dict[str, Any]  # hall-today after the close

    @property
    def differences(self) -> list[str]:
        """Where hall and journal differ after the close."""
        return differences(self.today, figures(self.events))


@contextmanager
def played(folder: Path) -> Iterator[Played]:
    """Play the real day if there is one, else a synthetic one."""
    file = f"{TICKETS}:UD_Bielany:2020-01-13" if TICKETS else synthetic_day(folder / "log.csv")
    visitors = f"replay:{file}"
    day = read_day(visitors)
    span_min = max(t.arrival for t in day.tickets) - min(t.arrival for t in day.tickets) + 130
    patience_s = 120 + 2 * span_min * 60 / SPEED
    with demo_hall(folder / "hall", "--visitors", visitors, "--speed", str(SPEED)) as hall:
        token = hall.sign_in("ines").token
        said = folder / "hall.log"
        seen(lambda: ask(hall.url, token, "hall-today")["finished"] > len(day.tickets) / 3, patience_s)
        in_between = unlike_the_journal(hall, token)
        seen(lambda: "answers of the hall" in said.read_text("utf-8"), patience_s)
        seen(lambda: read(hall.url, token)[-1]["kind"] == "day_closed", patience_s)
        today = ask(hall.url, token, "hall-today")
        yield Played(day, said.read_text("utf-8"), in_between, read(hall.url, token), today)


def unlike_the_journal(hall: HallAtWork, token: str) -> list[str]:
    """Where the figures of this moment differ from the journal's.

    A picture is stamped just before it is read, so now and then it already knows one entry more: look again.
    """
    found: list[str] = []
    for _ in range(LOOKS):
        today = ask(hall.url, token, "hall-today")
        journal = read(hall.url, token)
        found = differences(today, figures(journal[: today["seq"]]))
        if not found:
            break
    return found


def seen(happened: Callable[[], bool], seconds: float) -> None:
    """Look once a second until it has happened. Raises AssertionError."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"it did not happen within {seconds:.0f} s"
        time.sleep(LOOK_S)
