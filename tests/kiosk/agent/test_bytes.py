"""What we say to a printer: a grammar of five commands, written down here from the manual, and nothing else."""

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.drawing import draw
from kiosk.agent.printers import open_printer
from kiosk.agent.ticket import Document, Ticket
from tests.kiosk.agent.tickets import LANGUAGES, ticket

RASTER = re.compile(rb"\x1dv0\x00(..)(..)", re.DOTALL)


def commands(sent: bytes, dots: int) -> list[str]:
    """The commands of one ticket; an assertion fails at a byte that belongs to none."""
    found: list[str] = []
    at = 0
    while at < len(sent):
        if sent.startswith(b"\x1b@", at):
            found, at = [*found, "init"], at + 2
        elif image := RASTER.match(sent, at):
            wide, high = (int.from_bytes(size, "little") for size in image.groups())
            assert wide == dots // 8
            assert 0 < high <= 960
            found, at = [*found, "image"], image.end() + wide * high
        elif sent.startswith(b"\x1bd\x06", at):
            found, at = [*found, "feed"], at + 3
        else:
            assert sent.startswith(b"\x1dV\x01", at), sent[at : at + 8]
            found, at = [*found, "cut"], at + 3
    assert at == len(sent)
    return found


def sent_for(made: Ticket, dots: int) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "paper")
        assert open_printer(f"file:{path}", dots).print(draw(made, dots)).state == "sent"
        return path.read_bytes()


def test_a_ticket_is_a_start_an_image_in_pieces_a_feed_and_a_cut() -> None:
    for lang in LANGUAGES:
        for dots in (576, 384):
            assert commands(sent_for(ticket(lang), dots), dots) == ["init", "image", "image", "feed", "cut"]


text = st.text(max_size=40) | st.sampled_from(
    ["\x1b@\x1dV\x00", "\x10\x04\x01", "\x1bp\x00\x19\x19", "\x1c\x70\x01\x00"]
)


@settings(derandomize=True, database=None, deadline=None, max_examples=int(os.environ.get("GISHE_EXAMPLES", "60")))
@given(text, text, text, text, st.sampled_from([576, 384]))
def test_nothing_foreign_reaches_the_printer(number: str, hall: str, service: str, address: str, dots: int) -> None:
    made = Ticket(
        number="A" + number,
        hall=hall,
        service=service,
        footer=service,
        qr_url=address,
        documents=(Document(service, hall),),
    )
    first, *images, feed, cut = commands(sent_for(made, dots), dots)
    assert (first, set(images), feed, cut) == ("init", {"image"}, "feed", "cut")
