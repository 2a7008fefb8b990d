"""A catalogue file becomes the hall's catalogue, or changes nothing and says why not."""

from pathlib import Path

import pytest

from server.domain.errors import Refusal
from server.hall.catalogue_file import PACKAGED, BadCatalogue, read_file
from server.hall.days import close_day
from server.hall.importing import import_catalogue
from tests.cast import TheHall

GOOD = """
[meta]
timezone = "Europe/Sofia"
[hall]
name = { bg = "Зала", en = "Hall" }
[hall.hours]
mon = ["08:30-12:00", "13:00-17:30"]
[[groups]]
letter = "A"
numbers = [1, 299]
name = { bg = "Актове" }
target_wait_min = 15
[[groups]]
letter = "T"
numbers = [300, 499]
name = { bg = "Данъци" }
target_wait_min = 10
[[counters]]
number = 1
primary = ["A"]
assist = ["T"]
[[services]]
code = "A01"
group = "A"
name = { bg = "Препис" }
documents = ["id_card"]
competence = "civil_status"
minutes = 8
fee_eur_normal = 2.5
[competences]
civil_status = { level = 2, bg = "Длъжностно лице" }
[documents.id_card]
bg = "Лична карта"
[[priority_groups]]
id = "pregnant"
name = { bg = "Бременни" }
"""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, "utf-8")
    return path


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


BAD = {
    "not TOML": ("this is no TOML [", "catalogue.toml"),
    "no groups": (GOOD.split("[[groups]]")[0], "groups"),
    "a letter of two": (changed('letter = "A"', 'letter = "AB"'), "letter"),
    "a Cyrillic letter": (changed('letter = "A"', 'letter = "А"'), "letter"),
    "two groups with a letter": (changed('letter = "T"', 'letter = "A"'), "two groups have the letter A"),
    "ranges that meet": (changed("[300, 499]", "[299, 499]"), "299"),
    "a range of the offline kiosks": (changed("[300, 499]", "[300, 5001]"), "5001"),
    "a range that is none": (changed("[300, 499]", "[499, 300]"), "499"),
    "a longer wait than allowed": (changed("target_wait_min = 10", "target_wait_min = 30"), "target_wait_min"),
    "a service of no group": (changed('group = "A"', 'group = "Z"'), "group Z"),
    "an unknown document": (changed('documents = ["id_card"]', 'documents = ["passport"]'), "passport"),
    "an unknown competence": (changed('competence = "civil_status"', 'competence = "magic"'), "magic"),
    "a counter for an unknown group": (changed('assist = ["T"]', 'assist = ["Z"]'), "counter 1"),
    "two services with a code": (
        GOOD + '[[services]]\ncode="A01"\ngroup="A"\nname={bg="Пак"}\nminutes=3\n',
        "same code",
    ),
    "two counters with a number": (GOOD + '[[counters]]\nnumber = 1\nprimary = ["T"]\n', "two counters"),
    "hours that are none": (changed('"08:30-12:00"', '"half past eight"'), "half past eight"),
    "hours that overlap": (changed('"13:00-17:30"', '"11:00-17:30"'), "overlap"),
    "hours that are no list": (changed('["08:30-12:00", "13:00-17:30"]', "830"), "mon"),
    "a special day with bad hours": (
        GOOD + '[hall.special]\n"2026-12-24" = { hours = ["12:00-09:00"] }\n',
        "12:00",
    ),
    "a special day that is none": (GOOD + '[hall.special]\n"2026-02-30" = {}\n', "2026-02-30"),
    "a zone that is nowhere": (changed("Europe/Sofia", "Europe/Atlantis"), "Atlantis"),
    "a last ticket at no time": (
        changed("[hall.hours]", '[hall.hours]\nlast_ticket_before_close_min = "soon"'),
        "last_ticket",
    ),
    "a name without Bulgarian": (changed('name = { bg = "Препис" }', 'name = { en = "Copy" }'), "bg"),
    "a priority group without a name": (changed('id = "pregnant"', 'ident = "pregnant"'), "priority_groups"),
    "a fee that is no number": (changed("fee_eur_normal = 2.5", 'fee_eur_normal = "cheap"'), "fee_eur_normal"),
    "a fee without end": (changed("fee_eur_normal = 2.5", "fee_eur_normal = inf"), "fee_eur_normal"),
    "a date where none is kept": (changed("fee_eur_normal = 2.5", "since = 2026-01-01"), "since"),
    "minutes of none": (changed("minutes = 8", "minutes = 0"), "minutes"),
    "a demand without end": (changed("minutes = 8", "minutes = 8\nweight = inf"), "weight"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_file_with_a_fault_is_refused_with_a_word_about_it(tmp_path: Path, fault: str) -> None:
    text, told = BAD[fault]
    with pytest.raises(Refusal) as refusal:
        read_file(file(tmp_path, text))
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="nowhere"):
        read_file(tmp_path / "nowhere.toml")


def test_the_packaged_catalogue_is_whole(hall: TheHall) -> None:
    house = hall.house()
    assert [group.letter for group in house.groups] == ["A", "T", "K", "M", "E", "H"]
    assert len([service for service in house.services if service.active]) == 37
    assert [place.number for place in house.counters] == list(range(1, 11))
    assert all(set(service.name) == {"bg", "en", "ro", "tr"} for service in house.services)


def test_a_second_import_keeps_every_id(hall: TheHall) -> None:
    tables = {"service_group": "letter", "service": "code", "counter": "number"}
    before = {t: {r[1]: r[0] for r in hall.rows(f"SELECT id, {c} FROM {t}")} for t, c in tables.items()}  # noqa: S608
    hall.do(import_catalogue, read_file(PACKAGED))
    after = {t: {r[1]: r[0] for r in hall.rows(f"SELECT id, {c} FROM {t}")} for t, c in tables.items()}  # noqa: S608
    assert after == before
    assert hall.house().version == 2
    assert hall.events("catalogue_imported")[-1].data == {"version": 2, "services": 37}


def test_what_a_new_file_no_longer_names_is_not_offered_but_its_visits_go_on(hall: TheHall, tmp_path: Path) -> None:
    visit = hall.issue("A02").visit
    hall.do(import_catalogue, read_file(file(tmp_path, GOOD)))
    assert hall.house().service("A02") is None
    assert [service.code for service in hall.house().services if service.active] == ["A01"]
    assert hall.next().visit == visit


def test_a_special_day_closes_the_hall_or_opens_it_at_hours_of_its_own(hall: TheHall, tmp_path: Path) -> None:
    special = (
        '[hall.special]\n"2026-11-24" = { note = { bg = "Ремонт" } }\n"2026-11-28" = { hours = ["09:00-12:00"] }\n'
    )
    hall.do(import_catalogue, read_file(file(tmp_path, GOOD + special)))
    hours = hall.house().hours
    assert not hours.gives_tickets(hall.clock.now().replace(day=24))
    assert hours.note(hall.clock.now().replace(day=24).date(), "bg") == "Ремонт"
    assert hours.gives_tickets(hall.clock.now().replace(day=28))
    hall.do(import_catalogue, read_file(file(tmp_path, GOOD)))
    assert not hall.house().hours.gives_tickets(hall.clock.now().replace(day=28))


def test_a_range_that_has_given_numbers_today_stays_as_it_is(hall: TheHall, tmp_path: Path) -> None:
    """A smaller range and a larger one after it would give the same number again."""
    hall.issue()
    smaller = read_file(file(tmp_path, changed("[1, 299]", "[1, 99]")))
    with pytest.raises(BadCatalogue, match="group A has given numbers today"):
        hall.do(import_catalogue, smaller)
    assert hall.house().version == 1
    hall.do(close_day)
    hall.do(import_catalogue, smaller)
    assert hall.house().groups[0].last == 99


def test_digits_that_somebody_holds_today_are_not_given_to_another_group(hall: TheHall, tmp_path: Path) -> None:
    """A 001 is out; group A goes and its range with it: the next ticket would be T 001."""
    hall.issue()
    without_a = GOOD.replace('letter = "A"\nnumbers = [1, 299]', 'letter = "N"\nnumbers = [500, 599]')
    without_a = without_a.replace('"A"', '"N"').replace("[300, 499]", "[1, 299]")
    taken_over = read_file(file(tmp_path, without_a))
    with pytest.raises(BadCatalogue, match="group A has given numbers of 1-299 today: group T can have 1-299 when"):
        hall.do(import_catalogue, taken_over)
    assert hall.house().version == 1
    hall.do(close_day)
    hall.do(import_catalogue, taken_over)
    assert [(group.letter, group.first) for group in hall.house().groups if group.letter in "NT"] == [
        ("N", 500),
        ("T", 1),
    ]


def test_a_group_beyond_its_range_keeps_the_blocks_after_it(hall: TheHall, tmp_path: Path) -> None:
    """A 1001 is out; with longer ranges in the hall, blocks would lie further apart and 1001 be T's."""
    hall.issue()
    hall.change("UPDATE number_series SET given = 299")
    assert hall.issue().number == "A 1001"
    longer = read_file(file(tmp_path, changed("[300, 499]", "[300, 1499]")))
    with pytest.raises(BadCatalogue, match="group A has given more numbers than its range holds"):
        hall.do(import_catalogue, longer)
    hall.do(import_catalogue, read_file(file(tmp_path, GOOD)))


def test_everything_else_may_change_in_the_middle_of_the_day(hall: TheHall, tmp_path: Path) -> None:
    hall.issue()
    hall.do(import_catalogue, read_file(file(tmp_path, GOOD)))
    assert hall.issue().number == "A 002"
