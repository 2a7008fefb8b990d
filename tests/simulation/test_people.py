"""Who comes: drawn from a seed, before anything happens."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

import pytest

from server.simulation.arrivals import BUSY, arrivals, logged_arrivals, per_minute
from server.simulation.log import read_day
from server.simulation.medians import median_min
from server.simulation.people import MEAN, Offered, Person
from tests.simulation.logs import MadeUp, chance, synthetic_day, write_log

MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
OFFERED = (
    Offered("A01", "A", 10, weight=3, documents=("id_card", "application")),
    Offered("A02", "A", 5),
    Offered("T01", "T", 4, weight=2),
)


def busy(seed: int = 1, people: int = 4000, rate: float = 1.0) -> list[Person]:
    return list(islice(arrivals(chance(seed), OFFERED, rate, MORNING), people))


def share(people: list[Person], which: list[Person]) -> float:
    return len(which) / len(people)


def test_the_same_seed_brings_the_same_people() -> None:
    assert busy(seed=4) == busy(seed=4)
    assert busy(seed=4) != busy(seed=5)


def test_people_come_as_often_as_wanted_and_for_what_is_wanted_most() -> None:
    people = busy(rate=2.0)
    assert (people[-1].at - MORNING) / timedelta(minutes=1) == pytest.approx(2000, rel=0.05)
    assert share(people, [p for p in people if p.service == "A01"]) == pytest.approx(0.5, abs=0.03)


def test_a_busy_day_begins_with_a_line_at_the_door() -> None:
    people = list(islice(arrivals(chance(1), OFFERED, 1.0, MORNING, at_the_door=20), 20))
    assert people[-1].at - MORNING < timedelta(minutes=5)


def test_service_times_have_the_median_of_their_service_and_a_long_tail() -> None:
    minutes = [p.service_s / 60 for p in busy() if p.service == "A01"]
    assert median(minutes) == pytest.approx(10, rel=0.06)
    assert sum(minutes) / len(minutes) == pytest.approx(10 * MEAN, rel=0.06)


def test_eight_of_a_hundred_do_not_come_and_nobody_waits_for_their_papers() -> None:
    people = busy()
    absent = [p for p in people if not p.comes]
    assert share(people, absent) == pytest.approx(0.08, abs=0.015)
    assert all(p.slip is None for p in absent)
    assert all(p.comes for p in people if p.back_s is None and p.slip)


def test_a_busy_hall_has_everybody_in_it() -> None:
    people = busy()
    assert {p.lang for p in people} == {"bg", "en", "ro", "tr"}
    assert {p.visitor_class for p in people} == {"ordinary", "priority"}
    assert {p.slip for p in people} == {None, "call", "absent", "finish"}
    assert any(p.needs for p in people)
    assert any(p.recalled for p in people)
    assert any(p.aside_s for p in people)
    assert any(p.back_s for p in people)
    assert all(set(p.documents) == {"id_card", "application"} for p in people if p.service == "A01")


def test_a_clerk_sends_people_to_another_group_only() -> None:
    sent = {(p.service, p.then_to) for p in busy() if p.then_to}
    assert sent == {("A01", "T01"), ("A02", "T01"), ("T01", "A01"), ("T01", "A02")}


def test_the_clerks_are_busy_but_keep_up() -> None:
    rate = per_minute(OFFERED, clerks=4)
    minutes = sum(o.weight * (o.minutes * MEAN + 0.5) for o in OFFERED) / sum(o.weight for o in OFFERED)
    assert rate * minutes / 4 == pytest.approx(BUSY)


def test_the_people_of_a_log_come_inside_the_step_that_the_log_knows(tmp_path: Path) -> None:
    day = read_day(f"replay:{write_log(tmp_path / 'log.csv', [MadeUp('K', 'K: Kasa', [480, 480, 485, 500])])}")
    people = logged_arrivals(chance(1), day)
    seen = [(p.at - day.moment(0)) / timedelta(minutes=1) for p in people]
    assert seen == sorted(seen)
    assert all(step - 5 <= at <= step for at, step in zip(seen, [480, 480, 485, 500], strict=True))
    assert [p.at for p in people] == [p.at for p in logged_arrivals(chance(1), day)]


def test_the_people_of_a_log_only_wait_are_served_or_do_not_come(tmp_path: Path) -> None:
    people = logged_arrivals(chance(1), read_day(f"replay:{synthetic_day(tmp_path / 'log.csv')}"))
    assert len(people) == 150
    assert all(p.aside_s is None and p.then_to is None and p.back_s is None for p in people)
    assert {p.visitor_class for p in people} == {"ordinary"}


@pytest.mark.parametrize(
    ("queue", "minutes"),
    [
        ("Kasa", 4.6),
        ("KASY - PEŁNOMOCNICTWA| ODPADY| OPŁATY: SKARBOWE", 4.6),
        ("SKŁADANIE WNIOSKÓW: ZAMELDOWANIA| DOWODY OSOBISTE| ZAŚWIADCZENIA", 5.8),
        ("ODBIÓR DOWODÓW OSOBISTYCH", 5.8),
        ("INFORMACJA PODATKOWA| KARTA WARSZAWIAKA", 6.3),
        ("ODBIÓR PASZPORTÓW", 6.6),
        ("Biuro podawcze | WIFI", 7.6),
        ("SKŁADANIE WNIOSKÓW| ODBIÓR PRAW JAZDY", 7.9),
        ("WPIS DO CEIDG", 8.9),
        ("ARCHITEKTURA|GEODEZJA| OCHRONA ŚRODOWISKA", 9.3),
        ("Urząd stanu cywilnego - odpisy", 9.7),
        ("ŚWIADCZENIA RODZINNE I FUNDUSZ ALIMENTACYJNY", 13.7),
        ("Złożenie dokumentów i wydawanie zaświadczeń", 7.9),
        ("UŻYTKOWANIE WIECZYSTE| PRZEKSZTAŁCENIA", 8.0),
    ],
)
def test_the_words_of_a_queue_say_how_long_a_visit_takes(queue: str, minutes: float) -> None:
    assert median_min(queue) == minutes
