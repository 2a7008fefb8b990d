"""The hall that is built of a ticket log."""

import gzip
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from server.domain.numbering import check_ranges
from server.hall.catalogue import intervals
from server.simulation.log import BadLog, LoggedDay, read_day
from server.simulation.replay import counters, hall_of
from tests.simulation.logs import MadeUp, synthetic_day, write_log


@pytest.fixture
def log(tmp_path: Path) -> str:
    """Four queues on a Sunday, two of them with the same letter."""
    sunday = "2026-11-22"
    queues = [
        MadeUp("C", "C: Kasa", range(480, 780, 5), counters=3, day=sunday),
        MadeUp("C", "C: Paszporty", [500, 510, 700], counters=2, day=sunday),
        MadeUp("D", "D: Świadczenia  rodzinne", [490, 600], counters=1, day=sunday),
        MadeUp("Z", "Z: Odpisy", [485], counters=5, day=sunday),
        MadeUp("C", "C: Kasa", range(480, 600, 5), day="2026-11-23"),
        MadeUp("C", "C: Kasa", range(480, 500, 5), day=sunday, office="Small_Office"),
    ]
    return f"replay:{write_log(tmp_path / 'log.csv', queues)}"


def test_the_busiest_office_and_its_busiest_day_are_taken_if_nobody_says_which(log: str) -> None:
    day = read_day(log)
    assert (day.office, day.date, len(day.tickets)) == ("Town_Hall", date(2026, 11, 22), 66)
    assert read_day(f"{log}:Small_Office").date == date(2026, 11, 22)
    assert len(read_day(f"{log}:Town_Hall:2026-11-23").tickets) == 24


def test_a_packed_log_is_read_too(tmp_path: Path) -> None:
    plain, packed = synthetic_day(tmp_path / "log.csv"), synthetic_day(tmp_path / "log.csv.gz")
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert read_day(f"replay:{packed}") == read_day(f"replay:{plain}")


def test_a_letter_that_is_taken_gives_way_to_the_next_free_one(log: str) -> None:
    assert [(q.letter, q.was, q.name) for q in read_day(log).queues] == [
        ("C", "C", "Kasa"),
        ("D", "D", "Świadczenia rodzinne"),
        ("E", "C", "Paszporty"),
        ("Z", "Z", "Odpisy"),
    ]


def test_every_queue_is_a_group_with_one_service_under_its_polish_name(log: str) -> None:
    file, _ = hall_of(log)
    assert [(g.letter, g.name["bg"], g.target_wait_min) for g in file.groups][1] == ("D", "Świadczenia rodzinne", 20)
    assert [(s.code, s.group, s.minutes) for s in file.services][:2] == [("C01", "C", 5), ("D01", "D", 14)]
    assert set(file.services[0].name) == {"bg", "en", "ro", "tr"}


def test_numbers_run_on_from_group_to_group_and_suffice_for_the_day(log: str) -> None:
    groups = hall_of(log)[0].groups
    assert [g.numbers for g in groups] == [(1, 60), (61, 62), (63, 65), (66, 66)]
    check_ranges((g.letter, *g.numbers) for g in groups)


def test_a_queue_gets_the_counters_that_were_open_but_no_more_than_it_can_keep_at_work(log: str) -> None:
    by_letter = {queue.letter: counters(queue) for queue in read_day(log).queues}
    assert by_letter == {"C": 2, "D": 1, "E": 1, "Z": 1}
    file, _ = hall_of(log)
    assert [(c.number, c.primary) for c in file.counters] == [
        (1, ["C"]),
        (2, ["C"]),
        (3, ["D"]),
        (4, ["E"]),
        (5, ["Z"]),
    ]


def test_the_hall_opens_before_the_first_arrival_and_closes_for_good_two_hours_after_the_last(log: str) -> None:
    file, start = hall_of(log)
    hours = file.hall.special[date(2026, 11, 22)].hours  # a Sunday, on which the week's hours would say closed
    assert [str(interval) for interval in intervals(hours)] == ["07:55-14:55"]
    assert file.hall.hours.overrun_max_min == 0
    assert start == datetime(2026, 11, 22, 5, 54, tzinfo=UTC)  # Sofia is two hours ahead in winter


def test_a_day_of_the_log_that_runs_into_the_night_closes_at_midnight(tmp_path: Path) -> None:
    file, _ = hall_of(f"replay:{write_log(tmp_path / 'log.csv', [MadeUp('K', 'Kasa', [3, 1420])])}")
    assert [str(i) for i in intervals(file.hall.special[date(2026, 11, 20)].hours)] == ["00:00-24:00"]


def test_minutes_of_the_log_are_minutes_of_the_local_day() -> None:
    day = LoggedDay("Town_Hall", date(2026, 3, 29), ())  # the night in which summer begins
    assert day.moment(600) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)
    assert day.moment(601) - day.moment(600) == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("{folder}/none.csv", "No such file"),
        ("{folder}/text.csv", "not a ticket log"),
        ("{folder}/broken.csv.gz", "not a ticket log"),
        ("{folder}/log.csv:Nowhere", "no tickets of Nowhere; there are Town_Hall"),
        ("{folder}/log.csv:Town_Hall:2026-01-01", "no tickets of Town_Hall on 2026-01-01"),
        ("{folder}/log.csv:Town_Hall:yesterday", "no tickets of Town_Hall on yesterday"),
    ],
)
def test_what_is_no_log_is_refused_with_a_sentence(tmp_path: Path, asked: str, why: str) -> None:
    synthetic_day(tmp_path / "log.csv")
    (tmp_path / "text.csv").write_text("a,b\n1,2\n")
    (tmp_path / "broken.csv.gz").write_text("no gzip")
    with pytest.raises(BadLog, match=why):
        read_day("replay:" + asked.format(folder=tmp_path))
