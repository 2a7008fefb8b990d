"""Sorting what a printer says: the bytes are from Epson's command reference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.printers.answers import Answers, Garbled
from kiosk.agent.printers.status import Status

WELL = [0x12, 0x12, 0x12, 0x12]


def test_answers_of_every_kind_come_down_one_line_in_pieces() -> None:
    heard = Answers()
    said = b"\x12" + b"\x37\x22A001\x00" + b"\x12\x10\x00\x00\x0f\x12" + b"_TM-T20III\x00" + b"\x11\x13\x12"
    for byte in said:
        heard.feed(bytes([byte]))
    assert (heard.status, heard.done, heard.identity) == (WELL, {b"A001"}, "TM-T20III")


def test_half_an_answer_is_waited_for() -> None:
    heard = Answers()
    heard.feed(b"\x37\x22A0")
    assert heard.half
    heard.feed(b"01\x00")
    assert not heard.half
    assert heard.done == {b"A001"}


@pytest.mark.parametrize("said", [b"?", b"\xff", b"\x00", b"\x92", b"_" + b"A" * 81])
def test_nonsense_is_known_as_such(said: bytes) -> None:
    with pytest.raises(Garbled):
        Answers().feed(said)


@settings(derandomize=True, database=None, deadline=None)
@given(st.lists(st.binary(max_size=12)))
def test_no_bytes_can_break_it(said: list[bytes]) -> None:
    heard = Answers()
    try:
        for piece in said:
            heard.feed(piece)
    except Garbled:
        return
    assert all(byte & 0x93 == 0x12 for byte in heard.status)


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        (WELL, None),
        ([0x12, 0x12, 0x12, 0x1E], None),  # near the end of the roll
        ([0x1A, 0x16, 0x12, 0x12], "cover_open"),
        ([0x1A, 0x36, 0x12, 0x7E], "cover_open"),  # the cover first: with it open nobody can see the paper
        ([0x1A, 0x32, 0x12, 0x7E], "paper_out"),
        ([0x1A, 0x52, 0x1A, 0x12], "cutter"),
        ([0x1A, 0x52, 0x52, 0x12], "overheated"),
        ([0x1A, 0x52, 0x32, 0x12], "offline"),
        ([0x1A, 0x12, 0x12, 0x12], "offline"),
    ],
)
def test_the_trouble_is_what_somebody_must_mend_first(answers: list[int], trouble: str | None) -> None:
    assert Status.of(*answers).trouble == trouble
