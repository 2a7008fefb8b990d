"""A fault at every boundary of a ticket's commands and at many a byte: what had come is printed, and never twice."""

from pathlib import Path
from random import Random

import pytest

from kiosk.agent.virtual_printer.faults import Fault
from kiosk.agent.virtual_printer.lengths import CLEAR
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.mechanism import SEAM
from kiosk.agent.virtual_printer.sensors import Sensors
from kiosk.agent.virtual_printer.tray import Break, Tray
from tests.kiosk.agent.spoilt import ROWS, SAID, TICKET, WIDTH

FIRST, SECOND, FEED, CUT, ASKED = 2, 21_610, 28_818, 28_821, 28_824  # where the commands begin
BOUNDARIES = (0, FIRST, SECOND, FEED, CUT, ASKED, len(TICKET))
OFFSETS = sorted(Random(3).sample(range(len(TICKET)), 40))  # noqa: S311 a drawn place is no secret
LOSING = ("reset", "unplugged", "silent", "half_open")
HOLDING = ("paper_out", "paper_out_mid_ticket", "cover_open", "overheated")


def rows_of(size: int) -> int:
    """How many rows the first bytes of the ticket make."""
    first = min(300, max(0, size - FIRST - 8) // WIDTH)
    second = min(100, max(0, size - SECOND - 8) // WIDTH)
    return first + second + (180 if size >= CUT else 0)


def struck(folder: Path, fault: Fault) -> Machine:
    """A printer that was sent a ticket, and what became of it."""
    printer = Machine(576, Tray(folder))
    printer.wish(fault)
    talk = printer.talk()
    printer.hear(talk, TICKET)
    assert printer.trouble.stage != "armed"
    return printer


def out(printer: Machine) -> list[tuple[int, bool]]:
    """Every paper's rows and whether it was cut, what hangs in the slot too."""
    fell, hanging = printer.papers()
    return [(sheet.rows, sheet.cut) for sheet in (*fell, *([hanging] if hanging else []))]


@pytest.mark.parametrize("name", LOSING)
def test_what_had_come_is_printed_and_the_rest_never(tmp_path: Path, name: str) -> None:
    for size in {*BOUNDARIES, *OFFSETS}:
        printer = struck(tmp_path / f"{size}", Fault(name, after_bytes=size))
        assert out(printer) == ([(rows_of(size), size >= ASKED)] if rows_of(size) else [])
        printer.mend()
        assert printer.held == 0
        assert printer.hear(printer.talk(), TICKET) == SAID
        assert [sheet.cut for sheet in printer.tray.sheets] == [True] * (1 + (size >= ASKED))
        assert sum(rows for rows, _ in out(printer)) == rows_of(size) + ROWS
        assert printer.tray.sheets[-1].complete == (size >= ASKED or not rows_of(size))


@pytest.mark.parametrize("name", HOLDING)
def test_what_was_held_is_printed_once_when_it_can_be(tmp_path: Path, name: str) -> None:
    for size in {*BOUNDARIES, *OFFSETS}:
        printer = struck(tmp_path / f"{size}", Fault(name, after_bytes=size))
        assert sum(rows for rows, _ in out(printer)) == rows_of(size)
        printer.mend()
        assert (printer.held, printer.receive(b"")) == (0, b"")
        seam = SEAM if name == "cover_open" and rows_of(size) > 0 and size < ASKED else 0
        assert sum(rows for rows, _ in out(printer)) == ROWS + seam
        assert sum(cut for _, cut in out(printer)) == 1


@pytest.mark.parametrize("name", [*LOSING, *HOLDING, "mute", "garbage_status", "refused", "slow"])
def test_a_boundary_by_its_index_is_the_same_place_as_by_its_byte(tmp_path: Path, name: str) -> None:
    rate = 1000 if name == "slow" else None
    for index, size in enumerate(BOUNDARIES):
        by_index = struck(tmp_path / f"i{index}", Fault(name, at_command=index, bytes_per_second=rate))
        by_byte = struck(tmp_path / f"b{index}", Fault(name, after_bytes=size, bytes_per_second=rate))
        assert (out(by_index), by_index.held) == (out(by_byte), by_byte.held)


@pytest.mark.parametrize("index", range(7))
def test_a_cutter_that_gets_weak_jams_at_the_next_cut(tmp_path: Path, index: int) -> None:
    printer = struck(tmp_path, Fault("cutter_jam", at_command=index))
    printer.receive(TICKET)
    assert out(printer) == ([(ROWS, False)] if index <= 4 else [(ROWS, True), (ROWS, False)])
    assert printer.sensors == Sensors(cutter="jammed")


def test_in_whatever_pieces_the_ticket_comes_the_place_is_the_same(tmp_path: Path) -> None:
    for size in OFFSETS[::8]:
        whole = struck(tmp_path / f"{size}", Fault("overheated", after_bytes=size))
        piecemeal = Machine(576, Tray(tmp_path / f"{size}-pieces"))
        piecemeal.wish(Fault("overheated", after_bytes=size))
        talk = piecemeal.talk()
        for start in range(0, len(TICKET), 1000):
            piecemeal.hear(talk, TICKET[start : start + 1000])
        assert out(whole) == out(piecemeal)


def test_it_strikes_once_and_not_in_the_next_ticket(tmp_path: Path) -> None:
    printer = struck(tmp_path, Fault("reset", after_bytes=100))
    for _ in range(2):
        assert printer.hear(printer.talk(), TICKET) == SAID
    assert printer.lost == 1


def test_a_new_roll_under_an_open_cover_and_then_no_current_leaves_a_clean_paper(tmp_path: Path) -> None:
    printer = struck(tmp_path, Fault("paper_out_mid_ticket", after_rows=100))
    printer.turn(Sensors(paper="out", cover="open"))
    printer.turn(Sensors(cover="open"))
    printer.turn(Sensors(cover="open", online=False))
    printer.turn(Sensors())
    assert printer.hear(printer.talk(), TICKET) == SAID
    assert [(sheet.rows, sheet.complete) for sheet in printer.tray.sheets] == [(100, False), (ROWS, True)]


def test_a_whole_ticket_whose_cut_was_thrown_away_is_still_a_whole_ticket(tmp_path: Path) -> None:
    printer = struck(tmp_path, Fault("cutter_jam"))
    printer.receive(CLEAR)
    assert out(printer) == [(ROWS, False)]
    hanging = printer.papers()[1]
    assert hanging is not None
    assert (hanging.complete, hanging.breaks) == (True, ())
    printer.mend()
    printer.receive(b"\x1bd\x06\x1dV\x01")
    assert [(sheet.rows, sheet.complete) for sheet in printer.tray.sheets] == [(ROWS + 180, True)]


def test_with_the_next_ticket_below_it_nobody_holds_one(tmp_path: Path) -> None:
    printer = struck(tmp_path, Fault("cutter_jam"))
    printer.receive(CLEAR)
    printer.mend()
    printer.receive(TICKET)
    [both] = printer.tray.sheets
    assert (both.rows, both.complete, both.breaks) == (2 * ROWS, False, (Break(ROWS, "uncut"),))


def test_what_was_said_before_the_line_was_cut_is_said(tmp_path: Path) -> None:
    for name in ("reset", "unplugged", "silent"):
        printer = Machine(576, Tray(tmp_path / name))
        printer.wish(Fault(name, at_command=6))
        assert printer.hear(printer.talk(), TICKET) == SAID
