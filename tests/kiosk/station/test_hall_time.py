"""The hall's time on a machine whose own clock may be wrong."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.agent.station.clock import Clock
from kiosk.agent.station.hall_time import HallTime

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class HandClock(Clock):
    """Both hands are moved by the test."""

    def __init__(self) -> None:
        self.at = NOON
        self.ticked = 100.0

    def wall(self) -> datetime:
        return self.at

    def ticks(self) -> float:
        return self.ticked

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.ticked += seconds


def date_of(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")


def test_a_machine_whose_clock_is_right_uses_it() -> None:
    time = HallTime(HandClock())
    time.learn(None, date_of(NOON - timedelta(seconds=1)))
    assert time.now() == NOON


def test_a_wrong_clock_is_put_right_by_the_server() -> None:
    clock = HandClock()
    time = HallTime(clock)
    time.learn(None, date_of(NOON + timedelta(hours=3)))
    clock.pass_by(10)
    assert time.now() == NOON + timedelta(hours=3, seconds=10)


def test_a_clock_that_is_set_meanwhile_changes_nothing() -> None:
    clock = HandClock()
    time = HallTime(clock)
    time.learn(None, date_of(NOON))
    clock.at -= timedelta(hours=1)
    clock.ticked += 5
    assert time.now() == NOON + timedelta(seconds=5)


def test_after_a_reboot_the_machines_clock_fills_the_gap() -> None:
    clock = HandClock()
    anchor = HallTime(clock).learn(None, date_of(NOON + timedelta(hours=1)))
    again = HallTime(clock)
    clock.at += timedelta(minutes=20)
    clock.ticked = 3.0
    again.remember(anchor.from_json(anchor.to_json()))
    assert again.now() == NOON + timedelta(hours=1, minutes=20)
    clock.at = NOON - timedelta(days=1)
    assert again.now() == NOON + timedelta(hours=1)


def test_a_hall_of_a_demonstration_lives_faster() -> None:
    clock = HandClock()
    time = HallTime(clock)
    time.settle_in(ZoneInfo("Europe/Sofia"))
    replay = {"hall": "2026-11-23T21:00:00Z", "wall": "2026-11-23T12:00:00Z", "speed": 120.0}
    time.learn(replay, date_of(NOON))
    assert time.until_midnight() == 30.0
    clock.pass_by(30)
    assert (time.now(), time.today().isoformat()) == (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), "2026-11-24")


def test_a_server_that_says_no_date_is_believed_anyway() -> None:
    time = HallTime(HandClock())
    time.learn(None, None)
    assert time.now() == NOON
