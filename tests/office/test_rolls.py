"""/office/roll"""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import TheHall
from tests.office.conftest import Browser

Of = Callable[[str], Browser]
PRINT = {"letter": "A", "count": "20", "thousand": "9", "key": "a key"}
GIVEN = {"number": "A 9003", "service": "A01", "at": "8:30", "decision": "still_waiting"}


def numbers(page: str) -> list[str]:
    """What stands on the slips."""
    return re.findall(r'class="number on-sill">([^<]+)<', page)


def test_every_sheet_has_new_numbers_and_a_list_of_them(browser_of: Of) -> None:
    ines = browser_of("ines")
    answer = ines.send("/office/roll", **PRINT)
    assert answer.status_code == 303
    page = ines.open(answer.headers["Location"]).text
    assert numbers(page) == [f"A {n}" for n in range(9001, 9021)]
    assert page.count('<section class="sheet"') == 2
    assert page.count('<th scope="row">A 90') == 20
    again = ines.send("/office/roll", **PRINT)  # the same press twice
    assert again.headers["Location"] == answer.headers["Location"]
    more = ines.send("/office/roll", **PRINT | {"key": "another", "letter": "T", "count": "3"})
    assert numbers(ines.open(more.headers["Location"]).text) == ["T 9021", "T 9022", "T 9023"]


def test_without_a_public_address_no_slip_has_a_code(
    browser_of: Of, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines = browser_of("ines")
    sheets = ines.send("/office/roll", **PRINT | {"count": "1"}).headers["Location"]
    assert '<div class="code"><svg' in ines.open(sheets).text
    monkeypatch.setattr(app.extensions["gishe"].settings, "public_url", None)
    page = ines.open(sheets).text
    assert "code" not in page.partition('class="slip"')[2]
    assert "Кодът" not in page


def test_a_number_that_was_given_joins_the_line(hall: TheHall, browser_of: Of) -> None:
    ines = browser_of("ines")
    ines.send("/office/roll", **PRINT)
    hall.clock.advance(minutes=45)
    answer = ines.send("/office/roll/numbers", **GIVEN | {"number": "а9003", "at": "9:15"})  # a Cyrillic letter
    assert answer.status_code == 303
    page = ines.open(answer.headers["Location"]).text
    assert "A 9003 е в реда." in page
    assert hall.next().number == "A 9003"
    served = ines.send("/office/roll/numbers", **GIVEN | {"number": "9004", "at": "9:20", "decision": "served"})
    assert "A 9004 е записан като обслужен." in ines.open(served.headers["Location"]).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"number": "A 42"}, "Напишете номера"),
        ({"number": "<script>"}, "Напишете номера"),
        ({"number": "A 9999"}, "не е отпечатван"),
        ({"service": "T01"}, "група A"),
        ({"service": "Z99"}, "Изберете услуга"),
        ({"at": "23:59"}, "който е минал"),
        ({"at": "25:00"}, "който е минал"),
        ({"at": ""}, "който е минал"),
    ],
)
def test_what_cannot_be_registered_is_said_beside_its_field(browser_of: Of, asked: dict[str, str], said: str) -> None:
    ines = browser_of("ines")
    ines.send("/office/roll", **PRINT)
    answer = ines.send("/office/roll/numbers", **GIVEN | asked)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]


def test_a_number_is_registered_once(hall: TheHall, browser_of: Of) -> None:
    ines = browser_of("ines")
    ines.send("/office/roll", **PRINT)
    for said in (303, 422):
        assert ines.send("/office/roll/numbers", **GIVEN).status_code == said
    assert hall.one("SELECT count(*) FROM visit WHERE digits = 9003") == 1


@pytest.mark.parametrize("asked", [{"count": "0"}, {"count": "121"}, {"count": "x"}, {"letter": "Z"}, {"key": ""}])
def test_no_sheets_are_made_of_nonsense(hall: TheHall, browser_of: Of, asked: dict[str, str]) -> None:
    assert browser_of("ines").send("/office/roll", **PRINT | asked).status_code == 422
    assert hall.one("SELECT count(*) FROM lease") == 0


def test_a_thousand_of_a_kiosk_is_refused(hall: TheHall, browser_of: Of) -> None:
    hall.change("UPDATE device SET thousand = 9 WHERE kind = 'kiosk'")
    answer = browser_of("ines").send("/office/roll", **PRINT)
    assert answer.status_code == 422
    assert "на автомат" in answer.text


@pytest.mark.parametrize("who", ["outsider", "vera", "kiosk"])
def test_nobody_but_managers_sees_or_prints_it(hall: TheHall, browser_of: Of, who: str) -> None:
    browser_of("ines").send("/office/roll", **PRINT)
    sheets = hall.one("SELECT id FROM lease")
    them = browser_of(who)
    for path in ("/office/roll", f"/office/roll/{sheets}", "/office/ticket"):
        assert them.open(path).headers["Location"].startswith("/office/sign-in")
    them.send("/office/roll", **PRINT | {"key": "theirs"})
    them.send("/office/roll/numbers", **GIVEN)
    assert hall.one("SELECT count(*) FROM lease") == 1
    assert hall.one("SELECT count(*) FROM visit") == 0


def test_a_form_of_another_page_does_nothing(hall: TheHall, browser_of: Of) -> None:
    answer = browser_of("ines").send("/office/roll", origin="https://evil.example", **PRINT)
    assert answer.status_code == 403
    assert hall.one("SELECT count(*) FROM lease") == 0


def test_sheets_that_are_none_are_not_found(browser_of: Of) -> None:
    assert browser_of("ines").open("/office/roll/4711").status_code == 404
    assert browser_of("ines").open("/office/roll/99999999999999999999").status_code == 404
