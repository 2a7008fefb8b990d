"""Public holidays in Bulgaria, closed days with their reason, working Saturdays."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.domain.public_holidays import holiday
from tests.domain.halls import EVERY_DAY_HALL, HALL, MONDAY, sofia, special

HOLIDAYS = {
    2026: "01-01 01-02 03-03 04-10 04-11 04-12 04-13 05-01 05-06 05-24 05-25 09-06 09-07 09-22 12-24 12-25 12-26 12-28",
    2027: "01-01 03-03 04-30 05-01 05-02 05-03 05-04 05-06 05-24 09-06 09-22 12-24 12-25 12-26 12-27 12-28",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_hall_is_closed_on_exactly_the_public_holidays(year: int) -> None:
    """By the Labour Code, art. 154, with the days off for weekends; 2 January 2026 by a decision of the ministers."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    closed = [f"{day:%m-%d}" for day in days if not EVERY_DAY_HALL.intervals(day)]
    assert closed == HOLIDAYS[year].split()
    assert [f"{day:%m-%d}" for day in days if EVERY_DAY_HALL.note(day, "bg")] == closed


@pytest.mark.parametrize(
    ("day", "bg", "en"),
    [
        (date(2026, 3, 3), "Ден на Освобождението", "Liberation Day"),
        (date(2026, 9, 7), "Ден на Съединението (почивен ден)", "Unification Day (observed)"),
        (date(2027, 5, 3), "Великден", "Easter"),
    ],
)
def test_a_holiday_has_a_name_in_bulgarian_and_in_english(day: date, bg: str, en: str) -> None:
    assert (HALL.note(day, "bg") or "").startswith(bg)
    assert (HALL.note(day, "en") or "").startswith(en)
    assert HALL.note(day, "ro") == HALL.note(day, "tr") == HALL.note(day, "en")


def test_a_plain_day_needs_no_note() -> None:
    assert HALL.note(MONDAY, "bg") is None
    assert holiday(MONDAY, "bg") is None


def test_a_closed_day_has_its_reason() -> None:
    hall = special("2026-11-23", bg="Авария на водопровода", en="A burst pipe")
    assert not hall.is_open(sofia("2026-11-23 12:00"))
    assert hall.opens_at(sofia("2026-11-23 07:00")) == sofia("2026-11-24 08:30")
    assert (hall.note(MONDAY, "bg"), hall.note(MONDAY, "tr")) == ("Авария на водопровода", "A burst pipe")


def test_a_reason_known_only_in_bulgarian_is_told_in_bulgarian() -> None:
    assert special("2026-11-23", bg="Ремонт").note(MONDAY, "en") == "Ремонт"
    assert special("2026-11-23").note(MONDAY, "en") is None


def test_a_working_saturday_has_hours_of_its_own() -> None:
    hall = special("2026-11-28", "09:00-13:00", bg="Работна събота")
    assert hall.is_open(sofia("2026-11-28 09:00"))
    assert not hall.is_open(sofia("2026-11-28 13:00"))
    assert hall.opens_at(sofia("2026-11-27 18:00")) == sofia("2026-11-28 09:00")
    assert hall.note(date(2026, 11, 28), "bg") == "Работна събота"


def test_a_hall_may_work_on_a_holiday() -> None:
    hall = special("2026-12-24", "08:30-12:00")
    assert hall.is_open(sofia("2026-12-24 11:00"))
    assert hall.note(date(2026, 12, 24), "bg") is None


def test_a_hall_that_is_always_open_never_loads_the_holidays() -> None:
    """They cost a quarter of a second and 12 MB."""
    program = """
import sys
from tests.domain.halls import MONDAY, SOFIA, Hours
assert Hours({}, SOFIA, always=True).intervals(MONDAY)
sys.exit("holidays" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])
