"""What may stand on a ticket, whoever wrote it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.letters import IN_TEXT
from kiosk.agent.plain import lacking, plain
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
    assert plain("s\u0327и\u0306e\u0302\u0301", 60) == "şйe"


def test_an_accent_that_makes_no_letter_is_left_out_and_a_heap_of_them_too() -> None:
    assert plain("за\u0300мък i\u0307", 60) == "замък i"
    assert plain("Z" + "\u0338\u0321\u0327" * 500 + "algo" + "\u20dd\ufe0f", 60) == "Zalgo"


def test_joiners_selectors_tags_and_lone_surrogates_are_gone() -> None:
    odd = "\u200d\u200c\ufe0f\U000e0067\U000e007f\ud83c\U0010fffd\ue000\u0378\u2060\u00ad"
    assert plain(f"А{odd}дрес{odd}", 60) == "Адрес"


def test_emoji_are_left_out_unless_nothing_else_is_said() -> None:
    assert plain("Деца 👨‍👩‍👧🏽 и 1️⃣ куче 🇧🇬 🎉", 60) == "Деца и 1 куче"
    assert plain("🎉🎉", 60) == "[…]"


def test_letters_of_another_alphabet_are_not_passed_over_in_silence() -> None:
    assert plain("Справка 語文 語 עברית", 60) == "Справка […]"
    assert plain("עברית", 60) == "[…]"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("до 20 → ≤ 30", "до 20 -> <= 30"),
        ("ﬁn ① Ａ ㎡", "fin 1 A m2"),
        ("−5 ℃ ′″ 20 ₺", "–5 ℃ ′″ 20 ₺"),
        ("Nguyễn ẞ", "Nguyen SS"),
        ("Αθήνα Ґданськ Қазақ", "Αθήνα Ґданськ Қазақ"),
    ],
)
def test_what_the_fonts_lack_is_spelt_otherwise(written: str, shown: str) -> None:
    assert plain(written, 60) == shown


def test_a_form_can_say_what_the_paper_cannot() -> None:
    assert lacking("Καλημέρα, за\u0300мък → 語 🎉 語") == "語🎉"
    assert lacking("Țară İş Ёлка – „№ 5“ 1,53 €") == ""


@pytest.mark.parametrize("sign", ["\x1b", " ", "а", "語", "🎉", "\u0301", "\u200d", "\ud800"])
def test_a_text_of_a_million_signs_is_soon_read(sign: str) -> None:
    assert len(plain(sign * 10**6, 200)) <= 200


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert plain("а" * 61, 60) == "а" * 59 + "…"


@WRITTEN
@given(st.text())
def test_nothing_that_is_no_sign_is_ever_left(text: str) -> None:
    kept = plain(text, 50)
    assert len(kept) <= 50
    assert {ord(sign) for sign in kept} <= IN_TEXT
    assert unicodedata.is_normalized("NFC", kept)
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
        {"number": "A 0420420420420", "hall": "Гише"},
        {"number": "A ٤٢", "hall": "Гише"},
        {"number": "🎉", "hall": "Гише"},
        {"number": "A 042", "hall": "Гише", "qr_url": 7},
        {"number": "A 042", "hall": "Гише", "layout": {"blocks": []}},
        {"number": "A 042", "hall": "Гише", "layout": "short"},
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
