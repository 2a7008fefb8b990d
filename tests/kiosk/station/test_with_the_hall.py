"""A kiosk's machine and the real server, with a wire between them that can be cut."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.journeys.hall_at_work import HallAtWork, demo_hall, until
from tests.kiosk.station.machine import Heard, ask
from tests.kiosk.station.service import ROOT, Service
from tests.kiosk.station.wire import Wire, wire


class AtWork(NamedTuple):
    """The hall, the machine of one of its kiosks, the wire between them, and where the papers fall."""

    hall: HallAtWork
    machine: Service
    wire: Wire
    tray: Path

    def get(self, path: str) -> dict[str, Any]:
        answer = ask(self.machine.port, "GET", f"/api/v1/{path}")
        assert answer.status == 200, answer
        return dict(answer.body)

    def post(self, path: str, **body: Any) -> Heard:
        return ask(self.machine.port, "POST", f"/api/v1/{path}", body)

    def take(self, key: str, **more: Any) -> dict[str, Any]:
        answer = self.post("tickets", service="A01", lang="bg", key=key, **more)
        assert answer.status == 201, answer
        return dict(answer.body)

    def paper(self, visit: int) -> str:
        return str(self.get(f"visits/{visit}")["print"]["state"])

    def papers(self) -> int:
        return len(list(self.tray.glob("[0-9]*.png")))


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    folder = tmp_path_factory.mktemp("kiosk")
    with demo_hall(tmp_path_factory.mktemp("hall") / "demo") as hall, wire(int(hall.url.rpartition(":")[2])) as laid:
        server, tray = f"http://127.0.0.1:{laid.port}", folder / "tray"
        options = ("--server", server, "--printer", f"virtual:{tray}", "--pair", pairing_code(hall))
        machine = Service(folder / "agent", *options).started()
        work = AtWork(hall, machine, laid, tray)
        until(lambda: work.get("lobby")["paper"] == "ready")
        yield work
        machine.end()


def pairing_code(hall: HallAtWork) -> str:
    command = [
        sys.executable,
        "-m",
        "server.cli",
        "device",
        "pair",
        "agent",
        "--name",
        "Принтер",
        "--kiosk",
        "На етажа",
    ]
    env = os.environ | hall.settings()
    said = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    code = re.search(r"Code: (\S+)", said)
    assert code is not None, said
    return code[1]


def test_a_ticket_goes_from_tap_to_paper(at_work: AtWork) -> None:
    before = at_work.papers()
    ticket = at_work.take("tap")
    assert until(lambda: at_work.paper(ticket["visit"]) == "confirmed")
    copy = at_work.post(f"visits/{ticket['visit']}/prints")
    assert copy.status == 201
    until(
        lambda: (
            at_work.get(f"visits/{ticket['visit']}")["print"] | {"cause": 0}
            == copy.body | {"state": "confirmed", "cause": 0}
        )
    )
    assert at_work.papers() == before + 2


def test_a_kiosk_alone_and_back(at_work: AtWork) -> None:
    before = at_work.papers()
    at_work.wire.cut()
    ticket = at_work.take("alone", documents={"id_card": True}, needs=["sight"], **{"class": "priority"})
    assert at_work.get("lobby")["offline"]
    assert until(lambda: at_work.paper(ticket["visit"]) == "confirmed")
    assert at_work.post(f"visits/{ticket['visit']}/held").status == 200
    copy = at_work.post(f"visits/{ticket['visit']}/prints").body
    until(
        lambda: (
            at_work.get(f"visits/{ticket['visit']}")["print"]
            == {"job": copy["job"], "state": "confirmed", "cause": None}
        )
    )
    at_work.wire.mend()
    manager = at_work.hall.sign_in("ines")
    known = until(
        lambda: manager.get(f"visits/{ticket['visit']}").ok and manager.get(f"visits/{ticket['visit']}").json()
    )
    assert (known["number"], known["state"], known["class"]) == (ticket["number"], "waiting", "priority")
    assert known["print"]["state"] == "confirmed"
    until(lambda: not at_work.get("lobby")["offline"])
    again = at_work.post(
        "tickets",
        service="A01",
        lang="bg",
        key="alone",
        documents={"id_card": True},
        needs=["sight"],
        **{"class": "priority"},
    )
    assert (again.status, again.body["number"]) == (200, ticket["number"])
    assert at_work.papers() == before + 2


def test_the_ghost_of_a_tap_is_withdrawn(at_work: AtWork) -> None:
    """The server gives a number; the wire is cut under its answer; the kiosk gives another one."""
    before = at_work.papers()
    at_work.wire.cut()
    ticket = at_work.take("ghost")
    kiosk = ask(
        int(at_work.hall.url.rpartition(":")[2]),
        "POST",
        "/api/v1/tickets",
        {"service": "A01", "lang": "bg", "key": "ghost"},
        Authorization=f"Bearer {kiosk_token(at_work.machine)}",
    )
    assert kiosk.status == 201
    at_work.wire.mend()
    manager = at_work.hall.sign_in("ines")
    until(lambda: manager.get(f"visits/{ticket['visit']}").ok)
    ghost = manager.get(f"visits/{kiosk.body['visit']}").json()
    assert ghost["state"] == "withdrawn"
    until(lambda: manager.get(f"visits/{kiosk.body['visit']}").json()["print"]["state"] in ("failed", "unknown"))
    assert at_work.papers() == before + 1


def kiosk_token(machine: Service) -> str:
    kept = json.loads((machine.folder / "enrolment.json").read_text("utf-8"))
    return str(kept["kiosk"]["token"])


def test_the_server_refuses_nothing_that_the_machine_says(at_work: AtWork) -> None:
    assert "refuse" not in at_work.machine.said
    assert "broke" not in at_work.machine.said
