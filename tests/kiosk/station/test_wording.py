"""What stands on the paper of a ticket that the kiosk gave alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.agent.station.orders import Order
from kiosk.agent.station.tickets import OfflineTicket
from kiosk.agent.station.wording import paper_of
from kiosk.agent.ticket import Ticket

SOFIA = ZoneInfo("Europe/Sofia")
ORDER = Order("A01", "bg", "ordinary", (), "mine", {"form": True, "id_card": False}, "k")
GIVEN = OfflineTicket(
    1,
    "k",
    date(2026, 11, 3),
    5007,
    "A 5007",
    77,
    "77.token",
    ORDER.to_json(),
    datetime(2026, 11, 3, 7, 5, tzinfo=UTC),
    False,
    None,
)
PAPERS: dict[str, Any] = {
    "papers": {
        "bg": {
            "A01": {
                "number": "",
                "hall": "Зала",
                "offline": "Издаден без връзка.",
                "qr_heading": "Следете реда си",
                "qr_text": "Оставете страницата отворена.",
                "documents": [{"name": "Лична карта"}, {"name": "Заявление"}, {"name": "Пълномощно"}],
            }
        }
    },
    "issued": {"bg": "{date} г., {time} ч."},
    "copy": {"bg": "КОПИЕ"},
    "priority": {"bg": "Имате предимство."},
    "layout": None,
    "qr_base": "https://hall.example.bg/t/",
}
DOCUMENTS = ["id_card", "form", "power"]


def test_it_has_its_number_and_the_halls_own_time() -> None:
    paper = Ticket.from_json(paper_of(PAPERS, DOCUMENTS, GIVEN, SOFIA))
    assert (paper.number, paper.foot, paper.offline) == ("A 5007", "3.11.2026 г., 09:05 ч.", "Издаден без връзка.")
    assert paper.qr_url == "https://hall.example.bg/t/77.token"
    assert (paper.copy, paper.priority) == ("", "")


def test_what_the_service_costs_stands_behind_the_time() -> None:
    terms = {"bg": {"A01": {**PAPERS["papers"]["bg"]["A01"], "foot": "Такса 1,53 €"}}}
    paper = paper_of(PAPERS | {"papers": terms}, DOCUMENTS, GIVEN, SOFIA)
    assert paper["foot"] == "3.11.2026 г., 09:05 ч. · Такса 1,53 €"


def test_the_documents_are_marked_as_the_visitor_said() -> None:
    paper = paper_of(PAPERS, DOCUMENTS, GIVEN, SOFIA)
    assert [document["have"] for document in paper["documents"]] == [False, True, None]
    assert PAPERS["papers"]["bg"]["A01"]["documents"][0] == {"name": "Лична карта"}


def test_documents_that_are_not_those_of_the_catalogue_stay_unmarked() -> None:
    paper = paper_of(PAPERS, ["id_card"], GIVEN, SOFIA)
    assert "have" not in paper["documents"][0]


def test_a_copy_and_a_priority_are_named() -> None:
    first = replace(GIVEN, order=replace(ORDER, visitor_class="priority").to_json())
    paper = paper_of(PAPERS, DOCUMENTS, first, SOFIA, copy=True)
    assert (paper["copy"], paper["priority"]) == ("КОПИЕ", "Имате предимство.")


def test_a_hall_without_a_public_address_speaks_of_no_phone() -> None:
    paper = paper_of(PAPERS | {"qr_base": None}, DOCUMENTS, GIVEN, SOFIA)
    assert (paper["qr_url"], paper["qr_heading"], paper["qr_text"]) == ("", "", "")


def test_it_looks_as_the_hall_wants_its_tickets_to_look() -> None:
    layout: dict[str, Any] = {
        "header": {},
        "footer": {},
        "logo": None,
        "size": "large",
        "blocks": ["number"],
        "short": False,
    }
    assert paper_of(PAPERS | {"layout": layout}, DOCUMENTS, GIVEN, SOFIA)["layout"] == layout
    assert "layout" not in paper_of(PAPERS, DOCUMENTS, GIVEN, SOFIA)


def test_a_service_that_nobody_wrote_a_paper_for_has_none() -> None:
    other = replace(GIVEN, order=replace(ORDER, service="B02").to_json())
    with pytest.raises(KeyError):
        paper_of(PAPERS, DOCUMENTS, other, SOFIA)
