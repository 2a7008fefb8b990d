"""What we say to a printer, whatever is written on a ticket: our own few commands and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.agent.drawing import draw
from kiosk.agent.letters import IN_TEXT
from kiosk.agent.plain import plain
from kiosk.agent.printers import open_printer
from kiosk.agent.ticket import MOST_DOCUMENTS, BadTicket, Document, Ticket
from tests.kiosk.agent.eavesdropping import overheard
from tests.kiosk.agent.grammar import LINE, Foreign, read, read_paper, seen, shape
from tests.kiosk.agent.nasty import COMMANDS, nasty_strings
from tests.kiosk.agent.tickets import LANGUAGES, ticket
from tests.kiosk.agent.virtual import virtual_printer

NAMES = ("hall", "hall_bg", "service", "service_bg")
LABELS = ("copy", "offline", "heading", "ahead_label", "ahead", "wait_label", "wait", "documents_heading", "qr_heading")
SENTENCES = ("header", "priority", "qr_text", "footer", "keep", "foot")
ROOM = {**dict.fromkeys(NAMES, 120), **dict.fromkeys(LABELS, 60), **dict.fromkeys(SENTENCES, 200)}


def sent_for(drawn: Image.Image, folder: Path) -> bytes:
    """The bytes that a plain file takes for it."""
    path = folder / "paper"
    path.unlink(missing_ok=True)
    assert open_printer(f"file:{path}", drawn.width).print(drawn).state == "sent"
    return path.read_bytes()


def filled(texts: Iterator[str], room: int) -> str:
    """As many of the texts as are printed whole in a field, one if it is longer."""
    taken = next(texts, "")
    used = len(plain(taken, room))
    while used < 0.7 * room and (text := next(texts, None)) is not None:
        taken += " " + text
        used += 1 + len(plain(text, room))
    return taken


def crammed(texts: Iterator[str]) -> Ticket:
    """A ticket whose every field is full of them."""
    fields: dict[str, Any] = {name: filled(texts, room) for name, room in ROOM.items()}
    documents = tuple(Document(filled(texts, 120), filled(texts, 120), n % 2 == 0) for n in range(MOST_DOCUMENTS))
    return Ticket(number="A 042", qr_url=filled(texts, 20), documents=documents, **fields)


def test_a_ticket_is_a_start_an_image_in_pieces_a_feed_and_a_cut(tmp_path: Path) -> None:
    for lang in LANGUAGES:
        for dots in (576, 384):
            drawn = draw(ticket(lang), dots)
            sent = sent_for(drawn, tmp_path)
            assert shape(read(sent, dots)) == "start image image feed cut"
            assert read_paper(sent, dots).tobytes() == drawn.tobytes()


@pytest.mark.parametrize("dots", [576, 384])
def test_a_printer_that_answers_hears_a_few_questions_besides(tmp_path: Path, dots: int) -> None:
    drawn = draw(ticket("ro"), dots)
    with virtual_printer(tmp_path, dots) as machine, overheard(machine.port) as (spec, said):
        printer = open_printer(spec, dots, "auto")
        printer.look()
        assert printer.print(drawn).state == "confirmed"
    commands = [one for connection in said for one in read(connection, dots, LINE)]
    assert {one.name for one in commands} >= {"status", "model", "word", "start", "image", "feed", "cut"}
    assert seen(commands, dots).tobytes() == drawn.tobytes()


def test_nothing_foreign_reaches_the_printer_in_100_000_nasty_strings(tmp_path: Path) -> None:
    texts = nasty_strings(100_000)
    while (made := crammed(texts)).hall:
        assert {ord(sign) for name in ROOM for sign in getattr(made, name)} <= IN_TEXT
        drawn = draw(made, 384)
        assert read_paper(sent_for(drawn, tmp_path), 384).tobytes() == drawn.tobytes()


def test_a_number_is_printed_as_it_is_or_not_at_all() -> None:
    for text in nasty_strings(3000, seed=2):
        try:
            made = Ticket(number=text, hall="Гише")
        except BadTicket:
            continue
        assert "".join(made.number.split()) == "".join(plain(text, 99).upper().split())
        assert draw(made, 384).width == 384


@pytest.mark.parametrize("command", COMMANDS)
def test_no_other_command_is_in_our_grammar(command: str) -> None:
    """But for the beginning of a paper and for questions, which no paper holds."""
    with pytest.raises(Foreign):
        read_paper(b"\x1b@" + command.encode("latin-1", "replace") + b"\x1bd\x06\x1dV\x01", 384)


@pytest.mark.parametrize(
    "spoilt",
    [
        b"\x1b@\x1dv0\x00\x30\x00\x02\x00" + bytes(95) + b"\x1bd\x06\x1dV\x01",
        b"\x1b@\x1dv0\x00\x30\x00\x02\x00" + bytes(97) + b"\x1bd\x06\x1dV\x01",
        b"\x1b@\x1dv0\x00\x31\x00\x02\x00" + bytes(98) + b"\x1bd\x06\x1dV\x01",
        b"\x1b@\x1dv0\x00\x30\x00\x00\x00\x1bd\x06\x1dV\x01",
        b"\x1b@\x1dv0\x00\x30\x00\x02\x00" + bytes(96) + b"\x1bd\x06",
        b"\x1dv0\x00\x30\x00\x02\x00" + bytes(96) + b"\x1bd\x06\x1dV\x01",
        b"\x1b@\x1dv0\x00\x30\x00\x02\x00" + bytes(96) + b"\x1bd\x06\x1dV\x01A 042",
    ],
)
def test_a_paper_that_is_not_whole_is_no_paper(spoilt: bytes) -> None:
    with pytest.raises(Foreign):
        read_paper(spoilt, 384)
