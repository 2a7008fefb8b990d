"""What the virtual printer says about itself, bit by bit as the manual has it."""

from pathlib import Path

import pytest

from kiosk.agent.virtual_printer.faults import Fault
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.sensors import Sensors
from kiosk.agent.virtual_printer.tray import Tray
from tests.kiosk.agent.spoilt import DONE, SAID, TICKET
from tests.kiosk.agent.test_virtual_printer_language import LINE

ALL_FOUR = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
WATCH = b"\x1da\x0f"


@pytest.fixture
def printer(tmp_path: Path) -> Machine:
    return Machine(576, Tray(tmp_path))


@pytest.mark.parametrize(
    ("sensors", "answers"),
    [
        (Sensors(), "12 12 12 12"),
        (Sensors(paper="low"), "12 12 12 1e"),
        (Sensors(paper="out"), "1a 32 12 7e"),
        (Sensors(cover="open"), "1a 16 12 12"),
        (Sensors(cutter="jammed"), "1a 52 1a 12"),
        (Sensors(head="hot"), "1a 52 52 12"),
    ],
)
def test_the_four_questions_are_answered_at_once_whatever_waits(
    printer: Machine, sensors: Sensors, answers: str
) -> None:
    printer.turn(sensors)
    assert printer.receive(LINE + ALL_FOUR) == bytes.fromhex(answers)
    assert printer.held == (0 if sensors.ready else len(LINE))


def test_a_fifth_question_is_not_answered(printer: Machine) -> None:
    assert printer.receive(b"\x10\x04\x05\x10\x04\x00") == b""


def test_the_paper_and_the_drawer_are_told_in_turn(printer: Machine) -> None:
    assert printer.receive(b"\x1dr\x01\x1dr\x31\x1dr\x02\x1dr\x07") == b"\x00\x00\x00"
    printer.turn(Sensors(paper="low"))
    assert printer.receive(b"\x1dr\x01") == b"\x03"
    printer.turn(Sensors(paper="out"))
    assert printer.receive(b"\x1dr\x01") == b""  # it waits with all the rest
    printer.turn(Sensors())
    assert printer.receive(b"") == b"\x00"


def test_it_says_who_it_is(printer: Machine) -> None:
    assert printer.receive(b"\x1dI\x01\x1dI\x02\x1dI\x03") == b"\x20\x02\x01"
    names = printer.receive(b"".join(b"\x1dI" + bytes([n]) for n in (65, 66, 67, 68, 69)))
    assert names == b"_1.00\x00_Gishe\x00_Virtual-80\x00_V000001\x00_\x00"


@pytest.mark.parametrize(
    ("sensors", "told"),
    [
        (Sensors(paper="low"), "10 00 03 00"),
        (Sensors(paper="out"), "18 00 0f 00"),
        (Sensors(cover="open"), "38 00 00 00"),
        (Sensors(cutter="jammed"), "18 08 00 00"),
        (Sensors(head="hot"), "18 40 00 00"),
    ],
)
def test_once_asked_it_tells_each_change_by_itself(printer: Machine, sensors: Sensors, told: str) -> None:
    talk = printer.talk()
    assert printer.hear(talk, WATCH) == bytes.fromhex("10 00 00 00")
    printer.turn(sensors)
    assert printer.unasked(talk) == bytes.fromhex(told)
    printer.turn(sensors)
    assert printer.unasked(talk) == b""
    printer.turn(Sensors())
    assert printer.unasked(talk) == bytes.fromhex("10 00 00 00")


def test_it_tells_only_what_was_asked_for(printer: Machine) -> None:
    talk = printer.talk()
    printer.hear(talk, b"\x1da\x02")
    printer.turn(Sensors(paper="low"))
    assert printer.unasked(talk) == b""
    printer.turn(Sensors(paper="out"))
    assert printer.unasked(talk) == bytes.fromhex("18 00 0f 00")


@pytest.mark.parametrize("end", [b"\x1da\x00", b"\x1b@"])
def test_it_can_be_asked_to_be_quiet_again(printer: Machine, end: bytes) -> None:
    talk = printer.talk()
    printer.hear(talk, WATCH + end)
    printer.turn(Sensors(cover="open"))
    assert printer.unasked(talk) == b""


def test_it_says_that_a_ticket_is_done_when_it_is_done(printer: Machine) -> None:
    assert printer.receive(TICKET[: -len(DONE)]) == b""
    assert printer.receive(DONE) == SAID
    assert len(printer.tray.sheets) == 1


def test_a_ticket_that_waits_for_paper_is_done_when_it_came_out(printer: Machine) -> None:
    talk = printer.talk()
    printer.turn(Sensors(paper="out"))
    assert printer.hear(talk, TICKET) == b""
    printer.turn(Sensors())
    assert printer.unasked(talk) == SAID


@pytest.mark.parametrize("asked", [b"\x1d(H\x06\x0000A\x1b42", b"\x1d(H\x05\x0000A04", b"\x1d(H\x06\x0090A042"])
def test_a_request_that_is_none_is_not_answered(printer: Machine, asked: bytes) -> None:
    assert printer.receive(asked) == b""


@pytest.mark.parametrize(("wanted", "told"), [(b"1", "37 23 00"), (b"2", "37 23 42 00"), (b"0", "")])
def test_it_says_when_it_goes_off_line_and_why(printer: Machine, wanted: bytes, told: str) -> None:
    talk = printer.talk()
    printer.hear(talk, b"\x1d(H\x03\x0010" + wanted)
    printer.turn(Sensors(paper="out"))
    assert printer.unasked(talk) == bytes.fromhex(told)
    printer.turn(Sensors())
    assert printer.unasked(talk) == b""


def test_it_forgets_what_it_holds_when_told_to(printer: Machine) -> None:
    printer.turn(Sensors(paper="out"))
    assert printer.receive(LINE + b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08") == b"\x37\x25\x00"
    printer.turn(Sensors())
    assert (printer.held, len(printer.tray.sheets)) == (0, 0)


def test_a_mute_one_prints_and_says_nothing(printer: Machine) -> None:
    printer.wish(Fault("mute"))
    assert printer.receive(ALL_FOUR + WATCH + TICKET) == b""
    assert printer.tray.sheets[0].complete


def test_one_that_talks_nonsense_prints_and_no_answer_of_it_is_one(printer: Machine) -> None:
    printer.wish(Fault("garbage_status"))
    said = [printer.receive(b"\x10\x04" + bytes([1 + n % 4])) for n in range(8)]
    assert not any(answer[0] & 0x93 in (0x10, 0x12) for answer in said)
    assert printer.receive(TICKET) != SAID
    assert printer.tray.sheets[0].complete
