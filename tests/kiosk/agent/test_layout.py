"""The paper as the office lays it out."""

from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from kiosk.agent.drawing import draw
from kiosk.agent.layout import BLOCKS, STANDARD, Layout
from kiosk.agent.refusals import REASONS, BadLayout
from kiosk.agent.sizes import DOTS_PER_MM, PAPERS
from kiosk.agent.ticket import BadTicket, Ticket
from tests.kiosk.agent.logos import in_base64, lettering
from tests.kiosk.agent.looking import bands, ink_box, rules
from tests.kiosk.agent.tickets import LANGUAGES, said, ticket

WIDTHS = tuple(PAPERS)


def laid(lang: str = "bg", **changed: Any) -> Ticket:
    return ticket(lang, layout=Layout.from_json(changed))


def mm(paper: Image.Image) -> float:
    return paper.height / DOTS_PER_MM


def refused(**settings: Any) -> BadLayout:
    with pytest.raises(BadLayout) as wrong:
        Layout.from_json(settings)
    return wrong.value


def test_a_layout_that_says_nothing_is_the_standard_one() -> None:
    assert Layout.from_json({}) == STANDARD
    assert Ticket.from_json(ticket().to_json()).layout is STANDARD
    assert "layout" not in ticket().to_json()


def test_a_layout_survives_the_way_to_another_process() -> None:
    whole = {
        "header": {"bg": "Работим без обедна почивка", "tr": "Öğle arası yok"},
        "footer": {"en": "Thank you!"},
        "logo": in_base64(lettering(300, 90)),
        "size": "large",
        "blocks": ["number", "house", "follow"],
        "short": True,
    }
    layout = Layout.from_json(whole)
    assert layout.to_json() == whole
    assert Ticket.from_json(ticket(layout=layout).to_json()) == ticket(layout=layout)
    assert hash(layout) == hash(Layout.from_json(whole))


@pytest.mark.parametrize("dots", WIDTHS)
@pytest.mark.parametrize("left_out", [block for block in BLOCKS if block != "number"])
def test_what_the_office_leaves_out_is_not_on_the_paper(left_out: str, dots: int) -> None:
    there = [block for block in BLOCKS if block != left_out]
    assert draw(laid(blocks=there), dots).height < draw(laid(), dots).height - 30


def test_the_blocks_come_in_the_order_of_the_office() -> None:
    paper = draw(laid(blocks=["farewell", "number", "when"]))
    [figures] = [band for band in bands(paper) if band.height > 100]
    above, below = rules(paper)[0], rules(paper)[-1]
    assert above.top < figures.top < below.top


def test_a_rule_stands_between_blocks_but_not_within_who_is_called() -> None:
    def across(*blocks: str) -> int:
        return len([band for band in rules(draw(laid(blocks=list(blocks)))) if band.height == 4])

    assert across("house", "number", "service") == 0
    assert across("number", "when", "service") == 1
    assert across("when", "number", "documents") == 1  # the sill of the number is one
    assert across(*BLOCKS) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dots", WIDTHS)
def test_large_text_is_larger_and_small_text_saves_paper(dots: int, lang: str) -> None:
    small, normal, large = (mm(draw(laid(lang, size=size), dots)) for size in ("small", "normal", "large"))
    assert small < 0.95 * normal
    assert large > 1.05 * normal


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("dots", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_touches_the_edges_in_any_size(lang: str, dots: int, size: str) -> None:
    all_said = replace(
        laid(lang, size=size),
        copy=said("copy", lang),
        priority=said("priority", lang),
        offline=OFFLINE[lang],
        header=HEADER,
    )
    paper = draw(all_said, dots)
    left, top, right, bottom = ink_box(paper)
    assert min(left, top, dots - right, paper.height - bottom) >= PAPERS[dots].margin - 2


OFFLINE = {
    "bg": "Издаден без връзка. Номерът ви важи.",
    "en": "Issued offline. Your number is valid.",
    "ro": "Emis fără conexiune. Numărul este valabil.",
    "tr": "Çevrimdışı verildi. Numaranız geçerlidir.",
}
HEADER = "Община Свобода"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("dots", "most_mm"), [(576, 60), (384, 70)])
def test_a_short_ticket_takes_less_than_half_of_the_paper(dots: int, most_mm: float, lang: str) -> None:
    short = draw(laid(lang, short=True), dots)
    assert mm(short) < most_mm
    assert short.height < 0.45 * draw(laid(lang), dots).height


@pytest.mark.parametrize("dots", WIDTHS)
def test_a_short_ticket_still_says_that_it_is_a_copy_issued_offline(dots: int) -> None:
    short = laid(short=True)
    heights = [
        draw(replace(short, copy=copy, offline=offline), dots).height
        for copy, offline in (("", ""), ("КОПИЕ", ""), ("КОПИЕ", OFFLINE["bg"]))
    ]
    assert heights == sorted(set(heights))


def test_a_short_ticket_without_a_code_still_says_when() -> None:
    silent = replace(laid(short=True), qr_url="")
    assert draw(silent).height > draw(replace(silent, foot="")).height
    no_farewell = laid(short=True, blocks=[block for block in BLOCKS if block != "farewell"])
    assert draw(no_farewell).tobytes() != draw(laid(short=True)).tobytes()


def test_an_offline_ticket_says_so_in_a_frame() -> None:
    paper = draw(ticket(offline=OFFLINE["bg"]))
    frames = [band for band in bands(paper, at_least=PAPERS[576].width) if band.height == 3]
    assert len(frames) == 2
    assert frames[1].top - frames[0].top > 30


def test_the_halls_own_words_stand_above_the_number() -> None:
    assert draw(ticket(header=HEADER)).height > draw(ticket()).height + 20
    assert draw(ticket(header=HEADER, layout=Layout(blocks=("number",)))).height == draw(laid(blocks=["number"])).height


@pytest.mark.parametrize(
    ("settings", "field", "reason"),
    [
        ({"colour": "red"}, "colour", "unknown"),
        ({"size": "huge"}, "size", "choice"),
        ({"size": []}, "size", "choice"),
        ({"short": "yes"}, "short", "kind"),
        ({"header": "Здравейте"}, "header", "kind"),
        ({"header": {"de": "Hallo"}}, "header", "language"),
        ({"footer": {"bg": 7}}, "footer.bg", "kind"),
        ({"footer": {"bg": "а" * 201}}, "footer.bg", "too_long"),
        ({"footer": {"tr": "Teşekkürler 🎉"}}, "footer.tr", "letters"),
        ({"header": {"en": "歡迎"}}, "header.en", "letters"),
        ({"blocks": "number"}, "blocks", "kind"),
        ({"blocks": ["house"]}, "blocks", "block_number"),
        ({"blocks": []}, "blocks", "block_number"),
        ({"blocks": ["number", "number"]}, "blocks", "block_twice"),
        ({"blocks": ["number", "weather"]}, "blocks", "block_unknown"),
        ({"blocks": ["number", {}]}, "blocks", "block_unknown"),
        ({"logo": 7}, "logo", "kind"),
        ({"logo": "not base64!"}, "logo", "logo_text"),
        ({"logo": "лого"}, "logo", "logo_text"),
    ],
)
def test_what_no_paper_can_be_is_refused_by_the_fields_name(settings: dict[str, Any], field: str, reason: str) -> None:
    wrong = refused(**settings)
    assert (wrong.field, wrong.reason) == (field, reason)
    assert str(wrong) == f"{field}: {REASONS[reason].format(**wrong.facts)}"


@pytest.mark.parametrize("data", [None, [], "short", 7])
def test_a_layout_is_an_object(data: object) -> None:
    with pytest.raises(BadLayout):
        Layout.from_json(data)


def test_a_refusal_repeats_no_more_than_a_line_of_what_was_sent() -> None:
    assert len(str(refused(size="x" * 10**6))) < 200
    assert len(str(refused(**{"y" * 10**6: 1}))) < 200
    assert len(str(refused(header={"bg": "語" * 10**6}))) < 200


def test_texts_are_cleaned_and_empty_ones_left_out() -> None:
    layout = Layout.from_json({"header": {"bg": " Здравей\x1b@\u202e те ", "en": " \u200b"}})
    assert layout.header == {"bg": "Здравей@ те"}


def test_a_ticket_with_an_impossible_layout_is_no_ticket() -> None:
    with pytest.raises(BadTicket, match="layout: size") as wrong:
        Ticket.from_json(ticket().to_json() | {"layout": {"size": "huge"}})
    assert isinstance(wrong.value.__cause__, BadLayout)
