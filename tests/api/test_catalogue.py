"""GET /api/v1/catalogue?lang="""

from collections.abc import Callable

import pytest

from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


@pytest.mark.parametrize("lang", ["bg", "en", "ro", "tr"])
def test_everything_is_named_in_the_language_asked_for(hall: TheHall, ask: Ask, lang: str) -> None:
    shown = ask("kiosk").get(f"catalogue?lang={lang}").get_json()
    house = hall.house()
    assert [group["letter"] for group in shown["groups"]] == ["A", "T", "K", "M", "E", "H"]
    for group, known in zip(shown["groups"], house.groups, strict=True):
        assert group["name"] == known.name[lang]
        for service in group["services"]:
            offer = house.service(service["code"])
            assert offer is not None
            assert service["name"] == offer.name[lang]
            assert [d["code"] for d in service["documents"]] == list(offer.documents)
            assert all(d["name"] for d in service["documents"])
    assert all(group["name"] for group in shown["priority_groups"])
    assert shown["hall"]["langs"] == ["bg", "en", "ro", "tr"]


def test_without_a_language_it_is_bulgarian(ask: Ask) -> None:
    assert ask("kiosk").get("catalogue").get_json() == ask("kiosk").get("catalogue?lang=bg").get_json()
    assert code_of(ask("kiosk").get("catalogue?lang=de"), 422) == "invalid"


def test_it_tells_how_many_wait_and_for_how_long(hall: TheHall, ask: Ask) -> None:
    for _ in range(3):
        hall.issue()
    service = ask("kiosk").get("catalogue?lang=bg").get_json()["groups"][0]["services"][0]
    assert (service["code"], service["open"], service["waiting"]) == ("A01", True, 3)
    assert 0 <= service["wait"]["low_min"] < service["wait"]["high_min"]
    assert service["wait"]["low_min"] % 5 == service["wait"]["high_min"] % 5 == 0


def test_a_closed_hall_offers_nothing_and_says_so(hall: TheHall, ask: Ask) -> None:
    hall.clock.advance(hours=9)
    services = [s for g in ask("kiosk").get("catalogue").get_json()["groups"] for s in g["services"]]
    assert {(s["open"], s["reason"]) for s in services} == {(False, "closed")}


def test_what_nobody_has_found_out_is_null_not_invented(ask: Ask) -> None:
    services = [s for g in ask("kiosk").get("catalogue").get_json()["groups"] for s in g["services"]]
    assert any(s["fee_eur"]["express"] is None for s in services)
    assert any(s["fee_eur"]["normal"] == 0 for s in services)
    assert any(s["term"]["normal"] == "PT0H" for s in services)
