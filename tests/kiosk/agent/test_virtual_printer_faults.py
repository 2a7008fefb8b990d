"""The fourteen faults as whoever is connected meets them, and what a person holds afterwards."""

import json
import socket
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.kiosk.agent.spoilt import (
    ASK,
    ROWS,
    SAID,
    TICKET,
    connected,
    hanging,
    papers,
    printed,
    rows_of,
    told,
    wish,
)
from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer


def fails(machine: VirtualPrinter, patience_s: float = 0.3) -> type[OSError]:
    """What becomes of a connection with a ticket on it."""
    try:
        with connected(machine, patience_s) as line:
            line.sendall(TICKET)
            told(line, len(SAID))
    except OSError as broken:
        return type(broken)
    raise AssertionError("the ticket came out")


def status(machine: VirtualPrinter) -> str:
    """Its answers to the four questions."""
    with connected(machine) as line:
        line.sendall(b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04")
        return told(line, 4).hex(" ")


def test_refused_nobody_is_let_in_any_more_and_whoever_is_in_stays(machine: VirtualPrinter) -> None:
    with connected(machine) as line:
        line.sendall(ASK)
        told(line, 1)
        wish(machine, "refused")
        assert fails(machine) is ConnectionRefusedError
        line.sendall(TICKET)
        assert told(line, len(SAID)) == SAID
    wish(machine, None)
    assert printed(machine)


def test_silent_everything_is_taken_and_nothing_comes(machine: VirtualPrinter) -> None:
    wish(machine, "silent")
    assert fails(machine) is TimeoutError
    assert (papers(machine), hanging(machine)) == ([], None)
    wish(machine, None)
    assert printed(machine)
    assert [paper["complete"] for paper in papers(machine)] == [True]


def test_reset_under_the_ticket_and_all_is_well_again(machine: VirtualPrinter) -> None:
    wish(machine, "reset", after_bytes=5000)
    assert fails(machine) is ConnectionResetError
    assert machine.get("/state")[1]["fault"] == {"name": "reset", "after_bytes": 5000, "stage": "past"}
    assert hanging(machine)["rows"] == (5000 - 10) // 72
    assert printed(machine)
    both = papers(machine)[0]
    assert (both["complete"], both["cut"], both["rows"]) == (False, True, 69 + ROWS)
    assert both["breaks"] == [{"row": 69, "cause": "reset"}]


def test_half_open_nobody_hears_and_nobody_is_refused(machine: VirtualPrinter) -> None:
    with connected(machine, 0.3) as line:
        line.sendall(ASK)
        told(line, 1)
        wish(machine, "half_open")
        line.sendall(ASK)
        with pytest.raises(TimeoutError):
            line.recv(1)
        assert fails(machine) is TimeoutError
        wish(machine, None)
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    assert printed(machine)
    assert len(papers(machine)) == 1


def test_slow_a_ticket_takes_its_time(machine: VirtualPrinter) -> None:
    wish(machine, "slow", bytes_per_second=60_000)
    began = monotonic()
    assert printed(machine)
    assert 0.35 < monotonic() - began < 3


def test_a_roll_near_its_end_still_prints(machine: VirtualPrinter) -> None:
    assert wish(machine, "paper_near_end")["paper"] == "low"
    assert status(machine) == "12 12 12 1e"
    assert printed(machine)


@pytest.mark.parametrize(
    ("fault", "says"),
    [("paper_out", "1a 32 12 7e"), ("cover_open", "1a 16 12 12"), ("overheated", "1a 52 52 12")],
)
def test_what_it_cannot_print_it_holds_until_it_can(machine: VirtualPrinter, fault: str, says: str) -> None:
    wish(machine, fault)
    assert fails(machine) is TimeoutError
    assert status(machine) == says
    assert machine.get("/state")[1]["held"] == len(TICKET)
    assert (papers(machine), hanging(machine)) == ([], None)
    wish(machine, None)
    assert [paper["complete"] for paper in papers(machine)] == [True]


def test_the_roll_ends_under_the_ticket_and_two_pieces_are_held_in_hands(machine: VirtualPrinter) -> None:
    wish(machine, "paper_out_mid_ticket", after_rows=310)
    assert fails(machine) is TimeoutError
    assert status(machine) == "1a 32 12 7e"
    assert hanging(machine)["rows"] == 310
    machine.press(paper="ok")
    first, second = papers(machine)
    assert (first["rows"], first["cut"], first["complete"]) == (310, False, False)
    assert (second["rows"], second["cut"], second["complete"]) == (ROWS - 310, True, False)
    assert second["breaks"] == [{"row": 0, "cause": "paper_out"}]
    assert machine.get("/state")[1]["fault"] is None


def test_a_cover_opened_over_a_ticket_leaves_a_seam(machine: VirtualPrinter) -> None:
    wish(machine, "cover_open", after_rows=100)
    assert fails(machine) is TimeoutError
    assert hanging(machine)["rows"] == 100
    machine.press(cover="closed")
    [paper] = papers(machine)
    assert (paper["complete"], paper["breaks"]) == (False, [{"row": 100, "cause": "cover_open"}])
    assert paper["rows"] > ROWS


def test_a_head_that_cools_down_goes_on_where_it_stopped(machine: VirtualPrinter) -> None:
    assert printed(machine)
    wish(machine, "overheated", after_rows=100)
    assert fails(machine) is TimeoutError
    wish(machine, None)
    assert papers(machine)[1]["complete"]
    assert machine.paper("0002").tobytes() == machine.paper("0001").tobytes()


def test_a_jammed_cutter_leaves_the_whole_ticket_hanging(machine: VirtualPrinter) -> None:
    wish(machine, "cutter_jam")
    assert status(machine) == "12 12 12 12"  # nobody knows before it cuts
    assert fails(machine) is TimeoutError
    assert status(machine) == "1a 52 1a 12"
    assert papers(machine) == []
    assert {key: hanging(machine)[key] for key in ("rows", "complete", "cut")} == {
        "rows": ROWS,
        "complete": True,
        "cut": False,
    }
    wish(machine, None)
    assert [paper["cut"] for paper in papers(machine)] == [True]


def test_unplugged_it_forgets_what_it_held(machine: VirtualPrinter) -> None:
    machine.press(paper="out")
    with connected(machine) as line:
        line.sendall(TICKET + ASK)
        told(line, 1)
        wish(machine, "unplugged")
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    assert fails(machine) is ConnectionRefusedError
    assert wish(machine, None)["held"] == 0
    assert papers(machine) == []
    assert printed(machine)


def test_garbage_is_answered_and_the_ticket_comes_out(machine: VirtualPrinter) -> None:
    wish(machine, "garbage_status")
    with connected(machine) as line:
        line.sendall(TICKET + ASK)
        assert told(line, 1)[0] & 0x93 != 0x12
    assert papers(machine)[0]["complete"]


def test_mute_the_ticket_comes_out_and_nothing_is_said(machine: VirtualPrinter) -> None:
    wish(machine, "mute")
    assert fails(machine) is TimeoutError
    assert papers(machine)[0]["complete"]


def test_there_is_one_fault_at_a_time(machine: VirtualPrinter) -> None:
    wish(machine, "cover_open")
    state = wish(machine, "paper_out")
    assert (state["cover"], state["paper"], state["fault"]["name"]) == ("closed", "out", "paper_out")
    well = {"paper": "ok", "cover": "closed", "online": True, "cutter": "ok", "head": "ok"}
    assert wish(machine, None) == well | {"held": 0, "fault": None}


def test_a_fault_of_the_middle_of_a_ticket_waits_for_one(machine: VirtualPrinter) -> None:
    state = wish(machine, "cover_open", at_command=2)
    assert (state["cover"], state["fault"]) == ("closed", {"name": "cover_open", "at_command": 2, "stage": "armed"})
    assert status(machine) == "12 12 12 12"  # looking at it is no ticket
    assert fails(machine) is TimeoutError
    assert machine.get("/state")[1]["fault"]["stage"] == "now"
    assert hanging(machine)["rows"] == 300


def test_a_fault_behind_the_cut_takes_only_the_word_that_it_is_done(machine: VirtualPrinter) -> None:
    wish(machine, "reset", at_command=5)
    assert fails(machine) is ConnectionResetError
    assert (papers(machine)[0]["complete"], hanging(machine)) == (True, None)


def test_the_latest_ticket_tells_where_its_commands_begin(machine: VirtualPrinter) -> None:
    printed(machine)
    _, ticket = machine.get("/ticket")
    assert (ticket["bytes"], ticket["rows"], ticket["over"]) == (len(TICKET), 400, True)
    assert [step["at"] for step in ticket["commands"]] == [0, 2, 21610, 28818, 28821, 28824]
    assert [step["name"] for step in ticket["commands"]] == ["1b40", "1d76", "1d76", "1b64", "1d56", "1d28"]


def test_a_paper_is_as_long_as_it_says(machine: VirtualPrinter) -> None:
    printed(machine)
    [paper] = papers(machine)
    assert (paper["number"], paper["rows"], paper["bytes"]) == (1, rows_of(machine, 1), len(TICKET) - 11)


@pytest.mark.parametrize(
    "wished",
    [
        {},
        {"fault": "fire"},
        {"fault": 7},
        {"fault": None, "after_bytes": 1},
        {"fault": "reset", "after_bytes": -1},
        {"fault": "reset", "after_bytes": True},
        {"fault": "reset", "after_bytes": 1, "at_command": 1},
        {"fault": "reset", "bytes_per_second": 1},
        {"fault": "slow", "bytes_per_second": 0},
        {"fault": "cover_open", "soon": 1},
    ],
    ids=str,
)
def test_a_fault_that_there_is_not_is_refused(machine: VirtualPrinter, wished: dict[str, Any]) -> None:
    status_code, problem = machine.post("/faults", json.dumps(wished).encode())
    assert status_code == 422
    assert problem["detail"]
    assert machine.get("/state")[1]["fault"] is None


def test_the_port_stays_its_own_while_nobody_is_let_in(machine: VirtualPrinter) -> None:
    wish(machine, "unplugged")
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", machine.port))


def test_every_fault_is_listed_with_what_it_does(tmp_path: Path) -> None:
    with virtual_printer(tmp_path) as machine:
        faults = machine.get("/faults")[1]["faults"]
        assert len(faults) == 14
        for name in faults:
            assert wish(machine, name)["fault"]["name"] == name
