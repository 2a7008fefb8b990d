"""kill -9 of the agent at every step of a paper: each ends in a true state, and none is printed twice by itself."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kiosk.station.machine import ask
from tests.kiosk.station.service import Service
from tests.kiosk.station.stand_in import CODE, Hall, Job

Start = Callable[[], Service]

STEPS = [
    ("before", "claimed"),
    ("before", "sending"),
    ("after", "sending"),
    ("before", "confirmed"),
    ("after", "confirmed"),
]


@pytest.fixture
def start(hall: Hall, tmp_path: Path) -> Iterator[Start]:
    """Switches the kiosk's machine on; at the end it is off."""
    running: list[Service] = []

    def switched_on() -> Service:
        service = Service(tmp_path / "agent", "--server", hall.url, "--printer", f"virtual:{tmp_path}", "--pair", CODE)
        running.append(service)
        return service.started()

    yield switched_on
    for service in running:
        service.end()


def papers(folder: Path) -> int:
    return len(list(folder.glob("[0-9]*.png")))


def is_true(hall: Hall, job: Job, folder: Path) -> None:
    """What the server heard of the paper is what came out of the printer, and no second one did."""
    hall.until(lambda: job.heard and job.heard[-1]["last"], within=20)
    state = job.states[-1]
    assert papers(folder) == {"failed": 0, "sent": 1, "confirmed": 1}.get(state, papers(folder))
    assert papers(folder) <= 1
    assert state != "queued"


@pytest.mark.parametrize(("when", "state"), STEPS)
def test_killed_at_a_step_of_a_paper(when: str, state: str, hall: Hall, start: Start, tmp_path: Path) -> None:
    service = start()
    hall.until(lambda: hall.printer)

    def kill(moment: str, said: dict[str, Any]) -> None:
        if (moment, said["state"]) == (when, state):
            service.process.kill()

    hall.trap = kill
    job = hall.ask_for_paper()
    hall.do(hall.nudge)
    service.gone()
    hall.trap = lambda _when, _said: None
    start()
    is_true(hall, job, tmp_path)


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment(seed: int, hall: Hall, start: Start, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 a draw that can be repeated
    service = start()
    hall.until(lambda: hall.printer)
    job = hall.ask_for_paper()
    hall.do(hall.nudge)
    hall.loop.call_soon_threadsafe(lambda: hall.loop.call_later(chance.uniform(0, 0.12), service.process.kill))
    service.gone()
    start()
    is_true(hall, job, tmp_path)


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_the_server_is_away(seed: int, hall: Hall, start: Start, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 a draw that can be repeated
    given: dict[str, str] = {}
    service = start()
    hall.until(lambda: hall.count("GET", "/api/v1/offline-papers") and hall.count("POST", "/api/v1/leases"))
    hall.until(lambda: b"A01" in (tmp_path / "agent" / "agent.db-wal").read_bytes())
    hall.go_away()
    for n in range(4):
        answer = ask(service.port, "POST", "/api/v1/tickets", {"service": "A01", "lang": "bg", "key": f"k{n}"})
        given[f"k{n}"] = answer.body["number"]
        if chance.random() < 0.5:
            service.kill()
            service = start()
    assert len(set(given.values())) == 4
    again = {
        key: ask(service.port, "POST", "/api/v1/tickets", {"service": "A01", "lang": "bg", "key": key}) for key in given
    }
    assert {key: answer.body["number"] for key, answer in again.items()} == given
    hall.come_back()
    hall.until(lambda: len(hall.uploads) == 4, within=20)
    assert sorted(f"A {upload['digits']}" for upload in hall.uploads.values()) == sorted(given.values())
    states = [upload["paper"]["state"] for upload in hall.uploads.values()]
    assert states.count("sent") + states.count("confirmed") <= papers(tmp_path) <= 4
