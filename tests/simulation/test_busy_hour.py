"""Visitors and clerks by hand, in a demo that runs: what a busy hour has that a log does not know."""

import subprocess
import sys
from collections import Counter as Tally
from collections.abc import Iterator

import pytest

from tests.journeys.hall_at_work import HallAtWork, demo_hall
from tests.recompute.journal import read
from tests.simulation.played import unlike_the_journal

SPEED = "180"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A demo in a hurry that nobody visits yet."""
    with demo_hall(tmp_path_factory.mktemp("busy") / "hall", "--speed", SPEED) as hall:
        yield hall


def simulate(hall: HallAtWork, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "server.cli", "simulate", "--demo", str(hall.folder / "demo.json"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=150)


def test_a_counter_where_a_person_sits_is_left_to_them(hall: HallAtWork) -> None:
    maria = hall.sign_in("maria")
    assert maria.post("desk", counter=1).status_code == 201
    run = simulate(hall, "--minutes", "8", "--clerks", "6")
    assert run.returncode == 0, run.stderr
    assert maria.get("desk").json()["clerk"] == hall.staff("maria")["name"]
    assert maria.http.delete(f"{hall.url}/api/v1/desk", timeout=10).status_code == 204
    called = [e for e in read(hall.url, hall.sign_in("ines").token) if e["kind"] == "visit_called"]
    assert called
    assert all(event["counter"] != 1 for event in called)


def test_a_busy_hour_ends_with_nobody_left_and_figures_that_follow_from_the_journal(hall: HallAtWork) -> None:
    run = simulate(hall, "--minutes", "60", "--seed", "2")
    assert (run.returncode, run.stderr) == (0, "")
    assert "closed 0 (0.0%)" in run.stdout
    token = hall.sign_in("ines").token
    assert unlike_the_journal(hall, token) == []
    kinds = Tally(event["kind"] for event in read(hall.url, token))
    assert kinds["visit_issued"] > 20
    for step in ("recalled", "absent", "transferred", "parked", "returned", "undone"):
        assert kinds[f"visit_{step}"] > 0, step


def test_a_log_that_is_none_is_refused_with_a_sentence(hall: HallAtWork) -> None:
    run = simulate(hall, "--visitors", "replay:nowhere.csv")
    assert (run.returncode, run.stderr) == (1, "Error: nowhere.csv: No such file or directory\n")
