"""How the virtual printer takes a stream of bytes apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.virtual_printer.language import Command, Reader
from kiosk.agent.virtual_printer.lengths import CLEAR
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.tray import Tray
from tests.kiosk.agent.spoilt import ASK, DONE, TICKET, image

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=300)
LINE = b"A 042\n\x1dV\x00"
HOSTILE = st.binary(max_size=60) | st.sampled_from(
    [
        LINE,
        ASK,
        CLEAR,
        DONE,
        b"\x1b@",
        b"\x1d(k\x03\x001C\x06",
        b"\x1bd",
        b"\x1dv0\x00\x02\x00\x05\x00",
        b"\x1dk",
        b"\x1bD",
    ]
)


def read(*pieces: bytes) -> list[Command]:
    reader = Reader()
    return [command for piece in pieces for command in reader.feed(piece)]


def test_a_ticket_is_its_commands() -> None:
    names = [command.name for command in read(TICKET)]
    assert names == [b"\x1b@", b"\x1dv", b"\x1dv", b"\x1bd", b"\x1dV", b"\x1d("]


def test_an_image_comes_row_by_row_as_it_arrives() -> None:
    whole = image(5)
    first, second = read(whole[: 8 + 2 * 72 + 30], whole[8 + 2 * 72 + 30 :])
    assert (first.height, first.whole) == (2, False)
    assert (second.height, second.whole) == (3, True)
    assert first.raw + second.raw == whole


def test_dots_that_look_like_a_question_are_dots() -> None:
    question = (ASK * 24)[:72]
    [only] = read(b"\x1dv0\x00\x48\x00\x01\x00" + question)
    assert only.rows == question


@pytest.mark.parametrize("at", [0, 1, 71, 72, 100, 144])
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_the_order_to_forget_all_ends_an_image_wherever_it_stands(at: int, size: int) -> None:
    sent = image(9)[: 8 + at] + CLEAR + ASK
    commands = read(*(sent[start : start + size] for start in range(0, len(sent), size)))
    assert sum(command.height for command in commands) == at // 72
    assert [command.raw for command in commands if not command.height] == [CLEAR, ASK]


def test_an_image_that_ends_like_that_order_begins_is_whole_all_the_same() -> None:
    [only] = read(b"\x1dv0\x00\x01\x00\x02\x00\x10\x14")
    assert only.whole


def test_a_list_without_an_end_is_no_command() -> None:
    assert [command.name for command in read(b"\x1bD" + b"\x01" * 40)][:1] == [b"\x1bD"]
    assert [command.name for command in read(b"\x1dk\x00" + b"A" * 300 + LINE)][-1] == b"\x1dV"


def test_a_command_longer_than_any_printers_memory_is_none() -> None:
    assert [command.name for command in read(b"\x1d8L\xff\xff\xff\x7f" + LINE)][-1] == b"\x1dV"


@FIXED
@given(st.lists(HOSTILE))
def test_no_bytes_can_break_it_and_none_is_lost(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    taken = b"".join(command.raw for command in read(*pieces))
    assert CLEAR in whole or whole.startswith(taken)


@FIXED
@given(st.lists(HOSTILE, max_size=12), st.integers(1, 50))
def test_it_makes_no_difference_in_which_pieces_they_come(pieces: list[bytes], size: int) -> None:
    whole = b"".join(pieces)
    at_once, bit_by_bit = read(whole), read(*(whole[start : start + size] for start in range(0, len(whole), size)))
    assert b"".join(command.raw for command in at_once) == b"".join(command.raw for command in bit_by_bit)
    assert names(at_once) == names(bit_by_bit)


def names(commands: list[Command]) -> list[bytes]:
    """Of those that come in one piece: text, white and the rows of an image come as they arrive."""
    return [command.name for command in commands if command.name.strip(b"\0") and not command.height]


@settings(FIXED, max_examples=150)
@given(
    st.lists(
        HOSTILE
        | st.sampled_from(
            [b"\x1b", b"\x1d", b"\x1c", b"k", b"(", b"V", b"v0", b"!", b"d", b"\x00", b"\x01", b"1", b"\n"]
        )
    )
)
def test_nonsense_breaks_nothing_and_the_next_ticket_comes_out(
    tmp_path_factory: pytest.TempPathFactory, junk: list[bytes]
) -> None:
    machine = Machine(576, Tray(tmp_path_factory.mktemp("paper")))
    talk = machine.talk()
    machine.hear(talk, b"".join(junk))
    machine.hang_up(talk)
    before = len(machine.tray.sheets)
    assert machine.hear(machine.talk(), b"\x1b@" + LINE + ASK + DONE) == b"\x12\x37\x22A042\x00"
    assert len(machine.tray.sheets) == before + 1
