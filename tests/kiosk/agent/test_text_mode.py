"""A ticket in a printer's own letters."""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.code_pages import CodePages
from kiosk.agent.layout import Layout
from kiosk.agent.printers import Outcome
from kiosk.agent.printers.profile import library
from kiosk.agent.spelling import spelt
from kiosk.agent.text_mode import write
from kiosk.agent.text_writer import TextPrinter
from kiosk.agent.ticket import Document, Ticket
from tests.kiosk.agent.spoilt import papers
from tests.kiosk.agent.tickets import ADDRESS, LANGUAGES, SERVICE, bare, ticket
from tests.kiosk.agent.virtual import VirtualPrinter

EPSON = TextPrinter.of("TM-T88V", 576)
NARROW = TextPrinter.of("POS-5890", 384)
ASCII_ONLY = TextPrinter.of("TM-U220", 384)


def read(printer: TextPrinter, machine: VirtualPrinter, made: Ticket) -> list[str]:
    """What stands on the paper, as the virtual printer reads its own letters; without the white at the ends."""
    assert machine.connected().print(write(made, printer)) == Outcome("sent")
    return [line.strip() for line in papers(machine)[-1]["text"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ticket_is_readable_in_every_language(machine: VirtualPrinter, lang: str) -> None:
    lines = read(EPSON, machine, ticket(lang))
    assert "A 042" in lines
    words = " ".join(lines)
    cedillas = str.maketrans("ȘșȚț", "ŞşŢţ")
    for text in (SERVICE[lang], SERVICE["bg"], ticket(lang).ahead):
        assert text.replace("\u00a0", " ").translate(cedillas) in words
    assert "?" not in words


def test_romanian_gets_its_letters_with_cedillas_and_turkish_all_of_its_own(machine: VirtualPrinter) -> None:
    made = ticket("ro", header="Știința țării, mâine", footer="Ağır işçi, ÇIĞ İÖÜ")
    words = " ".join(read(EPSON, machine, made))
    assert "Ştiinţa ţării, mâine" in words
    assert "Ağır işçi, ÇIĞ İÖÜ" in words


def test_the_number_is_in_the_largest_letters_that_fit() -> None:
    assert b"\x1d!\x77" in write(bare("A 042"), EPSON).data  # eight times as wide and as high: 24 mm
    assert b"\x1d!\x57" in write(bare("A 042"), NARROW).data
    assert b"\x1d!\x47" in write(bare("A 1042"), NARROW).data


def test_a_cyrillic_letter_of_a_number_is_the_latin_one_that_looks_the_same() -> None:
    assert b"A 042\n" in write(bare("А 042"), ASCII_ONLY).data


def test_a_copy_and_a_ticket_from_a_lost_connection_say_so(machine: VirtualPrinter) -> None:
    lines = read(EPSON, machine, ticket(copy="КОПИЕ", offline="Издаден без връзка"))
    assert "*** КОПИЕ ***" in lines
    assert "*** Издаден без връзка ***" in lines


def test_the_blocks_stand_as_the_layout_has_them(machine: VirtualPrinter) -> None:
    whole = write(ticket(), EPSON)
    short = write(ticket(layout=Layout(short=True)), EPSON)
    assert short.mm < 0.6 * whole.mm
    assert ticket().hall not in " ".join(read(EPSON, machine, ticket(layout=Layout(blocks=("number", "farewell")))))


def test_the_printer_draws_the_code_where_it_can_and_where_it_cannot_no_word_of_it_is_said() -> None:
    assert ADDRESS.encode() in write(ticket(), EPSON).data
    for printer in (NARROW, TextPrinter.of("generic", 576)):
        sent = write(ticket("en"), printer).data
        assert ADDRESS.encode() not in sent
        assert ticket("en").qr_heading.encode() not in sent


def test_a_printer_without_cyrillic_gets_latin_letters_and_no_question_mark() -> None:
    sent = write(ticket("bg", service="Удостоверение за Щастие – № 5, „да“, 1,53 €"), ASCII_ONLY).data
    assert b'Udostoverenie za Shtastie - No 5, "da", 1,53 EUR' in sent.replace(b"\n", b" ")
    assert sent.isascii()
    assert b"?" not in sent


def test_a_chinese_printer_is_told_to_take_single_letters_and_an_epson_is_not() -> None:
    assert write(ticket(), NARROW).data.startswith(b"\x1b@\x1c.")
    assert b"\x1c" not in write(ticket(), EPSON).data


def test_it_begins_anew_once_so_that_the_code_page_is_never_another_than_we_think() -> None:
    assert write(ticket(), EPSON).data.count(b"\x1b@") == 1


def test_an_installer_may_name_the_code_pages_of_his_printer() -> None:
    pages = CodePages.of("generic", "6=CP1251, 30=CP1250,32=CP1254")
    assert pages.numbers == {"CP1251": 6, "CP1250": 30, "CP1254": 32}
    assert b"\x1bt\x06" in write(ticket("bg"), TextPrinter(576, pages)).data


@pytest.mark.parametrize("setting", ["CP866", "17=CP437", "300=CP866", "17=CP866;18=CP852", "x=CP866"])
def test_code_pages_that_are_none_are_refused_in_words(setting: str) -> None:
    with pytest.raises(ValueError, match="NUMBER=NAME"):
        CodePages.of("generic", setting)


@pytest.mark.parametrize("profile", ["generic", "epson", "auto", *library()])
def test_every_profile_can_say_every_language(profile: str) -> None:
    printer = TextPrinter.of(profile, 576)
    for lang in LANGUAGES:
        assert b"?" not in write(ticket(lang, qr_url=""), printer).data


def test_a_page_is_kept_as_long_as_it_will_do() -> None:
    made = Ticket(number="A 042", hall="Гише", service="Паспорти", priority="„Предимство“", footer="Изчакайте")
    assert write(made, EPSON).data.count(b"\x1bt") == 2  # once at all, once for the quotation marks


GRAMMAR = re.compile(
    rb"\x1b@(?:\x1c\.)?"
    rb"(?:\x1bt[\x00-\x5f]|\x1ba[\x00\x01]|\x1bE[\x00\x01]|\x1d![\x00-\x77]|[\x20-\x7e\x80-\xff]*\n"
    rb"|\x1d\(k\x04\x001A2\x00|\x1d\(k\x03\x001C\x06|\x1d\(k\x03\x001E1|\x1d\(k\x03\x001Q0"
    rb"|\x1d\(k(?P<size>..)1P0[\x21-\x7e]+?(?=\x1d\(k\x03\x001Q0))*"
    rb"\x1bd\x06\x1dV\x01",
    re.DOTALL,
)
anything = st.text(max_size=60) | st.sampled_from(
    ["\x1b@\x1dV\x00", "\x10\x04\x01", "\x1bp\x00\x19\x19", "\x1c\x70\x01\x00", "\x9b\x85", "a\nb\rc"]
)


@settings(derandomize=True, database=None, deadline=None, max_examples=int(os.environ.get("GISHE_EXAMPLES", "60")))
@given(anything, anything, anything, st.sampled_from([EPSON, NARROW, ASCII_ONLY]), st.booleans())
def test_nothing_foreign_reaches_the_printer_and_never_a_question_mark(
    hall: str, service: str, note: str, printer: TextPrinter, short: bool
) -> None:
    made = Ticket(
        number="A 042",
        hall=hall,
        service=service,
        footer=note,
        qr_url=ADDRESS,
        documents=(Document(service, note),),
        layout=Layout(short=short),
    )
    sent = write(made, printer).data
    assert GRAMMAR.fullmatch(sent)
    asked = sum(text.count("?") for text in (made.hall, made.service, made.footer, service, note))
    assert sent.replace(ADDRESS.encode(), b"").count(b"?") <= 4 * asked


@given(st.text())
@settings(derandomize=True, database=None, deadline=None)
def test_whatever_a_page_lacks_is_spelt_in_letters_that_it_has(text: str) -> None:
    assert all(" " <= sign <= "~" for sign in spelt(text, lambda sign: " " <= sign <= "~"))
