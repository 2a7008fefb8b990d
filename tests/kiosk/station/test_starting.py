"""How a kiosk's machine is set up: by a code, once; and every reason why it will not start, in a sentence."""

import json
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kiosk.station.service import Service, run
from tests.kiosk.station.stand_in import AGENT, CODE, Hall

Start = Callable[..., Service]


@pytest.fixture
def start(hall: Hall, tmp_path: Path) -> Iterator[Start]:
    """Starts the agent; ends those that still run."""
    running: list[Service] = []

    def started(*options: str) -> Service:
        service = Service(tmp_path / "agent", "--server", hall.url, "--printer", f"file:{tmp_path / 'paper'}", *options)
        running.append(service)
        return service.started()

    yield started
    for service in running:
        service.end()


def refused(hall: Hall, tmp_path: Path, *options: str) -> str:
    """What it says instead of starting."""
    told = run("--data", str(tmp_path / "agent"), "--server", hall.url, "--printer", f"file:{tmp_path / 'p'}", *options)
    assert told.returncode != 0
    assert "Traceback" not in told.stderr
    return told.stderr


def test_it_is_enrolled_by_a_code_and_needs_none_again(hall: Hall, start: Start, tmp_path: Path) -> None:
    first = start("--pair", CODE)
    kept = tmp_path / "agent" / "enrolment.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "agent").stat().st_mode) == 0o700
    assert json.loads(kept.read_text("utf-8"))["agent"]["token"] == AGENT
    assert CODE.replace("-", "") not in kept.read_text("utf-8")
    assert first.end() == 0
    assert start().end() == 0
    assert start("--pair", CODE).end() == 0
    assert hall.count("POST", "/api/v1/pairing") == 1


def test_a_ticket_is_printed_by_the_real_press(hall: Hall, start: Start, tmp_path: Path) -> None:
    start("--pair", CODE)
    job = hall.ask_for_paper()
    hall.until(lambda: job.states == ["sending", "sent"])
    assert (tmp_path / "paper").stat().st_size > 1000
    assert hall.cause is None


def test_a_wrong_code_is_no_way_in(hall: Hall, tmp_path: Path) -> None:
    assert "the code is wrong" in refused(hall, tmp_path, "--pair", "AAAA-AAAA")
    assert not (tmp_path / "agent" / "enrolment.json").exists()


def test_without_a_code_there_is_no_way_in_either(hall: Hall, tmp_path: Path) -> None:
    assert "not enrolled" in refused(hall, tmp_path)


def test_a_server_that_cannot_be_reached(hall: Hall, tmp_path: Path) -> None:
    hall.go_away()
    assert "cannot be reached" in refused(hall, tmp_path, "--pair", CODE)


def test_something_that_is_no_gishe(hall: Hall, tmp_path: Path) -> None:
    hall.status["/api/v1/pairing"] = 404
    assert "no gishe" in refused(hall, tmp_path, "--pair", CODE)


def test_a_folder_that_cannot_be_written(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "agent").write_text("a file")
    assert "cannot be written" in refused(hall, tmp_path, "--pair", CODE)


def test_a_store_that_is_broken_is_not_thrown_away(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "agent").mkdir()
    (tmp_path / "agent" / "agent.db").write_bytes(b"no database" * 100)
    assert "cannot be used" in refused(hall, tmp_path, "--pair", CODE)
    assert (tmp_path / "agent" / "agent.db").stat().st_size == 1100


def test_two_agents_in_one_folder(hall: Hall, start: Start, tmp_path: Path) -> None:
    start("--pair", CODE)
    assert "another kiosk-agent" in refused(hall, tmp_path)


def test_a_port_that_is_taken(hall: Hall, start: Start, tmp_path: Path) -> None:
    start("--pair", CODE).end()
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert "cannot be used" in refused(hall, tmp_path, "--port", str(other.getsockname()[1]))


def test_a_printer_that_nobody_can_open(hall: Hall, start: Start, tmp_path: Path) -> None:
    start("--pair", CODE).end()
    said = refused(hall, tmp_path, "--printer", "parrot")
    assert "a printer is network:HOST:PORT" in said
    assert "the printer's setting is refused" in said


@pytest.mark.parametrize("server", ["hall.example.bg", "ftp://hall", "http://10.1.2.3:8080"])
def test_an_address_that_must_not_be_used(server: str, hall: Hall, tmp_path: Path) -> None:
    said = refused(hall, tmp_path, "--server", server, "--pair", CODE)
    assert "is no address" in said or "in the open" in said


def test_a_file_that_is_no_certificate(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    assert "no certificate authority" in refused(hall, tmp_path, "--tls-ca", str(tmp_path / "ca.pem"), "--pair", CODE)


def test_it_can_be_started_again_at_once(start: Start) -> None:
    assert start("--pair", CODE).end() == 0
    for _ in range(3):
        assert start().end() == 0


def test_the_test_page(tmp_path: Path) -> None:
    told = run("--test", "--printer", f"file:{tmp_path / 'paper'}")
    assert (told.returncode, told.stdout) == (0, "sent\n")
    told = run("--test", "--printer", "network:127.0.0.1:1")
    assert (told.returncode, told.stdout) == (1, "failed: unreachable\n")


def test_what_is_plugged_in_is_listed() -> None:
    told = run("--list")
    assert told.returncode == 0
    assert told.stdout
