"""Papers of the server: printed once, and the truth of each reaches the server, whatever happens in between."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.agent.station import press_child
from tests.kiosk.station.machine import Machine, MovedClock, cleared, machine, presses, printed
from tests.kiosk.station.stand_in import Hall, Job


def nudged(hall: Hall, number: str = "A 042", key: str = "desk") -> Job:
    job = hall.ask_for_paper(number, key=key)
    hall.do(hall.nudge)
    return job


def told(hall: Hall, job: Job, *states: str) -> None:
    hall.until(lambda: job.states == list(states))


def test_a_paper_is_printed_when_the_server_nudges(hall: Hall, kiosk: Machine) -> None:
    job = nudged(hall)
    told(hall, job, "sending", "sent")
    assert job.heard[-1] == {"state": "sent", "mm": 99.5, "last": True}
    assert printed(kiosk.folder) == ["A 042"]


def test_a_printer_that_confirms_says_so_after_it_took_everything(hall: Hall, kiosk: Machine) -> None:
    (kiosk.folder / "press").write_text("confirms")
    job = nudged(hall)
    told(hall, job, "sending", "sent", "confirmed")
    assert [word["last"] for word in job.heard] == [False, False, True]


def test_papers_come_in_their_order(hall: Hall, kiosk: Machine) -> None:
    numbers = [f"A {n:03}" for n in range(1, 8)]
    jobs = [hall.ask_for_paper(number) for number in numbers]
    hall.do(hall.nudge)
    told(hall, jobs[-1], "sending", "sent")
    assert printed(kiosk.folder) == numbers


def test_without_its_socket_the_agent_asks_and_waits_for_a_job(hall: Hall, tmp_path: Path) -> None:
    hall.sockets = False
    with machine(hall, tmp_path, silent_s=3.0) as kiosk:
        hall.until(lambda: hall.count("POST", "/api/v1/print-jobs/claims"))
        job = hall.ask_for_paper()
        told(hall, job, "sending", "sent")
        assert printed(kiosk.folder) == ["A 042"]


def test_a_job_that_the_hall_has_given_up_is_not_printed(hall: Hall, kiosk: Machine) -> None:
    job = hall.ask_for_paper()
    job.ended = True
    hall.do(hall.nudge)
    told(hall, job, "failed")
    assert job.heard[0]["cause"] == "too_late"
    assert printed(kiosk.folder) == []


def test_a_paper_comes_out_though_the_server_falls_silent_and_hears_of_it_later(hall: Hall, kiosk: Machine) -> None:
    hall.loses = {"/api/v1/print-jobs/1"}
    job = nudged(hall)
    hall.until(lambda: printed(kiosk.folder) == ["A 042"])
    hall.loses = set()
    hall.until(lambda: job.states[-1:] == ["sent"])


def test_a_claim_that_has_grown_old_is_not_printed_without_the_servers_word(hall: Hall, tmp_path: Path) -> None:
    clock = MovedClock()
    hall.status["/api/v1/print-jobs/1"] = 503
    with machine(hall, tmp_path, clock=clock) as kiosk:
        job = nudged(hall)
        hall.until(lambda: hall.count("PATCH", "/api/v1/print-jobs/1"))
        clock.by += timedelta(seconds=31)
        hall.until((kiosk.folder / "stopped").exists)
        hall.status.clear()
        told(hall, job, "sending", "failed")
        assert job.heard[-1]["cause"] == "too_late"
        assert printed(kiosk.folder) == []


@pytest.mark.parametrize(
    ("does", "states", "cause"),
    [
        ("out", ["failed"], "paper_out"),
        ("fails", ["sending", "unknown"], "timeout"),
        ("dies before", ["failed"], "press"),
        ("dies after", ["sending", "unknown"], "press"),
        ("dies sent", ["sending", "sent", "sent"], None),
    ],
)
def test_a_printer_in_trouble_is_told_as_it_is(
    does: str, states: list[str], cause: str | None, hall: Hall, kiosk: Machine
) -> None:
    (kiosk.folder / "press").write_text(does)
    job = nudged(hall)
    told(hall, job, *states)
    assert job.heard[-1].get("cause") == cause
    (kiosk.folder / "press").write_text("well")
    told(hall, nudged(hall, "A 043"), "sending", "sent")
    assert printed(kiosk.folder).count("A 042") == (0 if states[0] == "failed" else 1)
    assert cleared(kiosk.folder) == (does == "dies after")  # what hangs out of the printer is cut off first


def test_a_press_that_hangs_is_replaced(hall: Hall, kiosk: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press_child, "HUNG_S", 0.5)
    (kiosk.folder / "press").write_text("hangs")
    job = nudged(hall)
    told(hall, job, "sending", "unknown")
    assert job.heard[-1]["cause"] == "press"
    (kiosk.folder / "press").write_text("well")
    told(hall, nudged(hall, "A 043"), "sending", "sent")


def test_a_press_that_says_nothing_is_replaced(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press_child, "IDLE_S", 1.0)
    (tmp_path / "press").write_text("mute")
    with machine(hall, tmp_path):
        hall.until(lambda: presses(tmp_path) > 1)
        (tmp_path / "press").write_text("well")
        told(hall, nudged(hall), "sending", "sent")


def test_how_the_printer_is_reaches_the_server_and_clears_by_itself(hall: Hall, kiosk: Machine) -> None:
    (kiosk.folder / "press").write_text("out")
    hall.until(lambda: hall.cause == "paper_out")
    assert hall.printer[-1]["dots"] == 576
    (kiosk.folder / "press").write_text("well")
    hall.until(lambda: hall.cause is None)
