"""The ticket as whoever takes it out of the slot sees it: on the virtual printer's paper."""

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.agent.drawing import draw
from kiosk.agent.layout import Layout
from kiosk.agent.sizes import PAPERS
from tests.kiosk.agent.looking import DOTS_PER_MM, bands, ink_box, rules
from tests.kiosk.agent.tickets import ADDRESS, LANGUAGES, SERVICE, bare, said, ticket
from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer

WIDTHS = (576, 384)


@pytest.mark.parametrize("dots", WIDTHS)
def test_a_phone_reads_the_code_from_the_paper_in_every_language(tmp_path: Path, dots: int) -> None:
    with virtual_printer(tmp_path, dots) as machine:
        for lang in LANGUAGES:
            assert machine.connected().print(draw(ticket(lang), dots)).state == "sent"
            paper = machine.latest()
            assert paper.width == dots
            assert [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))] == [ADDRESS], lang


def test_the_paper_shows_dot_for_dot_what_was_drawn(machine: VirtualPrinter) -> None:
    drawn = draw(ticket("tr"))
    machine.connected().print(drawn)
    paper = machine.latest()
    assert paper.crop((0, 0, *drawn.size)).tobytes() == drawn.tobytes()


@pytest.mark.parametrize(("dots", "millimetres"), [(576, 7 / DOTS_PER_MM), (384, 4 / DOTS_PER_MM)])
def test_a_square_of_the_code_is_large_enough_for_an_old_phone(dots: int, millimetres: float) -> None:
    [code] = zxingcpp.read_barcodes(draw(ticket(), dots).convert("L"))
    side = code.position.top_right.x - code.position.top_left.x
    assert side / 33 / DOTS_PER_MM >= millimetres * 0.98


@pytest.mark.parametrize("dots", WIDTHS)
def test_the_code_has_four_squares_of_white_around_it(dots: int) -> None:
    paper = draw(ticket(), dots)
    [code] = zxingcpp.read_barcodes(paper.convert("L"))
    at = code.position
    quiet = 4 * PAPERS[dots].module - 1
    left, top, right, bottom = at.top_left.x, at.top_left.y, at.bottom_right.x + 1, at.bottom_right.y + 1
    for beside in (
        (left - quiet, top, left, bottom),
        (right + 1, top, right + quiet, bottom),
        (left, top - quiet, right, top),
        (left, bottom + 1, right, bottom + quiet),
    ):
        assert paper.convert("L").crop(beside).getextrema() == (255, 255), beside


NUMBERS = ["A 042", "M 111", "T 304", "M 4042", "K 9777", "A 15042", "M 71717", "M 100042", "ЩЖ-123456789"]


@pytest.mark.parametrize("layout", [Layout(), Layout(size="small"), Layout(size="large"), Layout(short=True)])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("dots", WIDTHS)
def test_every_number_is_12_mm_high_and_stays_on_the_paper(dots: int, number: str, layout: Layout) -> None:
    paper = draw(bare(number, layout), dots)
    left, _, right, _ = ink_box(paper)
    assert left >= PAPERS[dots].margin
    assert right <= dots - PAPERS[dots].margin
    *figures, sill = bands(paper)
    assert sill.height < 20
    assert min(line.height for line in figures) / DOTS_PER_MM >= 12


@pytest.mark.parametrize(
    ("number", "dots", "lines"),
    [
        ("A 042", 576, 1),
        ("M 4042", 576, 1),
        ("A 15042", 576, 1),
        ("M 100042", 576, 1),
        ("A 042", 384, 1),
        ("M 042", 384, 1),
        ("A 4042", 384, 2),  # the letter, and below it the figures, rather than all of it small
        ("M 15042", 384, 2),
        ("M 100042", 384, 3),
    ],
)
def test_a_number_is_one_line_wherever_it_fits(number: str, dots: int, lines: int) -> None:
    assert len(bands(draw(bare(number), dots))) == lines + 1  # and the sill


@pytest.mark.parametrize("dots", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_touches_the_edges(lang: str, dots: int) -> None:
    paper = draw(ticket(lang, copy=said("copy", lang), priority=said("priority", lang)), dots)
    margin = PAPERS[dots].margin - 2  # a slanted letter may lean out by a dot
    left, top, right, bottom = ink_box(paper)
    assert min(left, top, dots - right, paper.height - bottom) >= margin


@pytest.mark.parametrize("dots", WIDTHS)
def test_no_rule_is_so_thin_that_a_worn_head_loses_it(dots: int) -> None:
    found = rules(draw(ticket("ro"), dots))
    assert len(found) >= 4
    assert min(band.height for band in found) >= 3


@pytest.mark.parametrize(
    "name",
    [
        "Taşınmaz satışlarının tescil edilmesi",
        "Declararea sau schimbarea adresei permanente și a adresei actuale",
        "Издаване на удостоверение за идентичност на лице с различни имена и промени в административния адрес",
    ],
)
@pytest.mark.parametrize("dots", WIDTHS)
def test_a_long_service_name_takes_more_lines_and_stays_on_the_paper(dots: int, name: str) -> None:
    short, long = (draw(ticket("tr", service=words, service_bg=""), dots) for words in ("Nüfus", name))
    left, _, right, _ = ink_box(long)
    assert long.height > short.height
    assert left >= PAPERS[dots].margin - 2
    assert right <= dots - PAPERS[dots].margin + 2


def test_a_bulgarian_ticket_names_the_service_once() -> None:
    assert draw(ticket("bg")).tobytes() == draw(ticket("bg", service_bg="", hall_bg="")).tobytes()


def test_a_foreign_ticket_names_the_service_in_bulgarian_below() -> None:
    assert draw(ticket("en")).height > draw(ticket("en", service_bg="")).height
    assert ticket("en").service_bg == SERVICE["bg"]


def test_without_a_public_address_no_word_speaks_of_the_phone() -> None:
    silent = ticket("bg", qr_url="")
    assert draw(silent).tobytes() == draw(replace(silent, qr_heading="", qr_text="")).tobytes()
    assert not zxingcpp.read_barcodes(draw(silent).convert("L"))


def test_without_a_known_wait_the_paper_promises_none() -> None:
    assert draw(ticket(wait="")).height == draw(ticket(wait="", wait_label="")).height


def test_a_copy_cannot_be_taken_for_another_number() -> None:
    paper = draw(ticket(copy="КОПИЕ"))
    band = next(band for band in bands(paper, at_least=300) if band.height > 30)
    assert band.top < bands(paper, at_least=400)[1].top  # above everything else that is as dark


def test_what_the_visitor_has_is_ticked_and_what_they_lack_is_an_empty_box() -> None:
    has, lacks, not_asked = (
        draw(ticket(documents=(replace(ticket().documents[0], have=have),))) for have in (True, False, None)
    )
    assert has.tobytes() != lacks.tobytes()
    assert lacks.tobytes() == not_asked.tobytes()


def test_a_ticket_that_says_all_it_can_is_still_drawn() -> None:
    words = "много дълги думи " * 30
    documents = tuple(replace(ticket().documents[0], name=words, note=words) for _ in range(40))
    crammed = ticket(
        **dict.fromkeys(("hall", "service", "footer", "foot", "ahead", "wait"), words), documents=documents
    )
    for dots in WIDTHS:
        left, _, right, _ = ink_box(draw(crammed, dots))
        assert 0 < left < right < dots


def test_a_paper_of_another_width_is_refused() -> None:
    with pytest.raises(KeyError):
        draw(ticket(), 400)


def test_a_drawn_ticket_is_black_or_white() -> None:
    image = draw(ticket())
    assert isinstance(image, Image.Image)
    assert image.mode == "1"
