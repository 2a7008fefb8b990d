"""What may stand on a ticket, whoever wrote it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.plain import plain
from kiosk.agent.ticket import BadTicket, Document, Ticket
from tests.kiosk.agent.tickets import ticket

WRITTEN = settings(derandomize=True, database=None, deadline=None, max_examples=400)


def test_a_printer_command_in_a_name_is_only_letters() -> None:
    assert plain("Услуга \x1b@\x1dV\x00\x1bp\x00\x19 край", 60) == "Услуга @Vp край"


def test_an_override_cannot_turn_a_name_around() -> None:
    assert plain("\u202eкарта\u202c \u2066и\u2069 \u200bброй\ufeff", 60) == "карта и брой"


def test_lines_and_tabs_become_single_spaces() -> None:
    assert plain("  едно\r\nдве\tтри\u2028четири  ", 60) == "едно две три четири"


def test_a_non_breaking_space_stays() -> None:
    assert plain("20\u00a0минути", 60) == "20\u00a0минути"


def test_an_accent_written_apart_joins_its_letter() -> None:
    assert plain("s\u0327i\u0307", 60) == "şi\u0307"


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert plain("а" * 61, 60) == "а" * 59 + "…"


@WRITTEN
@given(st.text())
def test_nothing_that_is_no_sign_is_ever_left(text: str) -> None:
    kept = plain(text, 50)
    assert len(kept) <= 50
    assert all(unicodedata.category(sign)[0] not in "C" for sign in kept)
    assert plain(kept, 50) == kept


@WRITTEN
@given(st.text(), st.text())
def test_every_text_of_a_ticket_is_cleaned_on_the_way_in(hall: str, name: str) -> None:
    made = Ticket(number="A 042", hall=hall, documents=(Document(name, note=name),))
    assert (made.hall, made.documents[0].name) == (plain(hall, 120), plain(name, 120))


def test_a_ticket_survives_the_way_to_another_process() -> None:
    assert Ticket.from_json(ticket("ro").to_json()) == ticket("ro")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "A 042",
        {},
        {"number": "A 042"},
        {"number": "\x1b", "hall": "Гише"},
        {"number": 42, "hall": "Гише"},
        {"number": "A 042", "hall": None},
        {"number": "A 042", "hall": "Гише", "name": "Иван"},
        {"number": "A 042", "hall": "Гише", "documents": 3},
        {"number": "A 042", "hall": "Гише", "documents": ["лична карта"]},
        {"number": "A 042", "hall": "Гише", "documents": [{"name": "лична карта", "have": "yes"}]},
    ],
)
def test_what_is_no_ticket_is_refused(data: object) -> None:
    with pytest.raises(BadTicket):
        Ticket.from_json(data)


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("Документ за самоличност", "Документ за самоличност", ""),
        ("Пълномощно – само за друго лице", "Пълномощно", "само за друго лице"),
        ("Заявление по образец (дава се и на гишето)", "Заявление по образец", "дава се и на гишето"),
        ("Декларация по чл. 14 ЗМДТ (образец)", "Декларация по чл. 14 ЗМДТ (образец)", ""),
        ("Актуална снимка (3,5 × 4,5 см)", "Актуална снимка (3,5 × 4,5 см)", ""),
    ],
)
def test_the_condition_of_a_document_goes_in_small_print(text: str, name: str, note: str) -> None:
    document = Document.named(text)
    assert (document.name, document.note) == (name, note)
