"""The hall's time where the machine's clock steps back."""

from datetime import timedelta

import pytest

from server.domain.steady import HELD, hall_time, lasted, set_back
from tests.cast import NINE

STEPS = [
    ("nothing has happened yet", None, NINE),
    ("the clock goes on", NINE - timedelta(hours=1), NINE),
    ("the clock stands", NINE, NINE),
    ("a blink back", NINE + timedelta(microseconds=1), NINE + timedelta(microseconds=1)),
    ("a summer hour too many", NINE + timedelta(hours=1), NINE + timedelta(hours=1)),
    ("the longest step that is held", NINE + HELD, NINE + HELD),
    ("it was far ahead", NINE + HELD + timedelta(microseconds=1), NINE),
    ("it was years ahead", NINE + timedelta(days=3650), NINE),
]


@pytest.mark.parametrize(("last", "time"), [step[1:] for step in STEPS], ids=[step[0] for step in STEPS])
def test_the_halls_time_waits_for_a_clock_set_back_by_hours_and_believes_one_set_back_by_more(
    last: object, time: object
) -> None:
    assert hall_time(NINE, last) == time  # type: ignore[arg-type]
    assert set_back(NINE, last) == (last is not None and time < last)  # type: ignore[arg-type, operator]


def test_nothing_takes_less_than_no_time() -> None:
    assert lasted(NINE, NINE + timedelta(seconds=2)) == timedelta(seconds=2)
    assert lasted(NINE, NINE - timedelta(hours=5)) == timedelta()
