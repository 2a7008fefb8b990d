"""The process that prints: a job in, an answer out, whatever comes."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers.wording import raster
from tests.kiosk.agent.spoilt import hanging, until
from tests.kiosk.agent.tickets import LANGUAGES, ticket
from tests.kiosk.agent.virtual import VirtualPrinter


class Press:
    """A running one, and what it said first."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.first = self.heard("ready")

    def heard(self, kind: str = "job") -> dict[str, Any]:
        """The next thing it says of this kind."""
        assert self.process.stdout is not None
        while True:
            said: dict[str, Any] = json.loads(self.process.stdout.readline())
            if kind in said:
                return said

    def status(self, **expected: object) -> dict[str, Any]:
        """The next status that says so."""
        while True:
            said: dict[str, Any] = self.heard("status")["status"]
            if expected.items() <= said.items():
                return said

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hand(self, number: int, lang: str = "bg") -> dict[str, Any]:
        """A job; answers the first word on it."""
        self.tell(json.dumps({"job": number, "ticket": ticket(lang).to_json()}))
        return self.heard()

    def job(self, number: int, lang: str = "bg") -> dict[str, Any]:
        """A job that may go out as soon as it is ready; answers what became of it."""
        answer = self.hand(number, lang)
        if answer == {"job": number, "state": "sending"}:
            self.tell(json.dumps({"go": number}))
            answer = self.heard()
        return answer if answer["last"] else self.heard()


@contextmanager
def running(spec: str, *more: str) -> Iterator[Press]:
    command = [sys.executable, "-m", "kiosk.agent.press", "--printer", spec, "--every", "0.1", *more]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Press(process)
        finally:
            process.kill() if process.poll() is None else None


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    with running(f"file:{tmp_path / 'paper'}") as started:
        yield started


def test_it_says_that_it_is_ready_and_then_what_became_of_each_job(machine: VirtualPrinter) -> None:
    with running(f"network:127.0.0.1:{machine.port}") as press:
        assert press.first == {"ready": True}
        press.status(confirms=True)
        for number, lang in enumerate(LANGUAGES):
            answer = press.job(number, lang)
            assert answer.pop("ms") > 0
            assert 100 < answer.pop("mm") < 250
            assert answer == {"job": number, "state": "confirmed", "cause": None, "last": True}
        machine.press(paper="out")
        assert press.job(9)["cause"] == "paper_out"
        machine.press(paper="ok")
        assert press.job(10)["state"] == "confirmed"
    assert len(machine.tickets()) == 5


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ticket please",
        "[]",
        "7",
        '{"job": 7}',
        '{"job": 7, "ticket": {}}',
        '{"job": 7, "ticket": ' + "[" * 9999,
        "\x1b@",
    ],
)
def test_a_line_that_is_no_job_failed_and_the_next_one_is_printed(press: Press, line: str) -> None:
    press.tell(line)
    answer = press.heard()
    assert (answer["state"], answer["cause"]) == ("failed", "bad_ticket")
    assert press.job(8)["state"] == "sent"


def test_nothing_is_sent_before_its_parent_has_written_that_down(press: Press, tmp_path: Path) -> None:
    assert press.hand(7) == {"job": 7, "state": "sending"}
    assert (tmp_path / "paper").read_bytes() == b""
    press.tell('{"go": 7}')
    assert press.heard()["state"] == "sent"
    assert (tmp_path / "paper").read_bytes() != b""


def test_a_ticket_that_may_not_go_out_any_more_is_not_printed(press: Press, tmp_path: Path) -> None:
    press.hand(7)
    press.tell('{"stop": 7}')
    answer = press.heard()
    assert answer.pop("ms") > 0
    assert answer == {"job": 7, "state": "failed", "cause": "too_late", "mm": 0.0, "last": True}
    assert (tmp_path / "paper").read_bytes() == b""
    press.tell('{"go": 7}')  # a word that comes too late is passed over
    assert press.job(8)["state"] == "sent"


def test_a_job_that_comes_too_early_waits_its_turn(press: Press) -> None:
    press.hand(7)
    press.tell(json.dumps({"job": 8, "ticket": ticket().to_json()}))
    press.tell('{"go": 7}')
    assert (press.heard()["job"], press.heard()) == (7, {"job": 8, "state": "sending"})
    press.tell('{"go": 8}')
    assert press.heard()["state"] == "sent"


def test_it_says_how_the_printer_is_again_and_again_and_at_once_when_that_changes(machine: VirtualPrinter) -> None:
    with running(f"network:127.0.0.1:{machine.port}") as press:
        well = press.status(confirms=True)
        assert well == {
            "model": "Virtual-80", "online": True, "cover": "closed", "paper": "ok", "cutter": "ok", "cause": None,
            "answers": True, "confirms": True,
        }  # fmt: skip
        assert press.status() == well
        machine.press(cover="open")
        assert press.status(cause="cover_open")["cover"] == "open"
        machine.press(cover="closed", paper="low")
        assert press.status(paper="low")["cause"] is None
        machine.press(online=False)
        assert press.status(cause="unreachable")["online"] is False
        machine.press(online=True, paper="ok")
        assert press.status(online=True) == well


def test_what_the_printer_took_and_what_came_out_are_two_words(machine: VirtualPrinter) -> None:
    with running(f"network:127.0.0.1:{machine.port}") as press:
        press.status(confirms=True)
        press.hand(7)
        press.tell('{"go": 7}')
        assert press.heard() == {"job": 7, "state": "sent", "last": False}
        assert press.heard()["state"] == "confirmed"


def test_a_plain_file_never_says_how_it_is(press: Press) -> None:
    said = press.status()
    assert (said["answers"], said["cause"]) == (False, None)


def test_whoever_reads_a_pipe_is_not_disturbed_by_looks_at_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with running(f"file:{tmp_path / 'pipe'}") as press:
        press.status()
        answer = press.hand(7)
        assert answer["state"] == "sending"
        with pytest.raises(BlockingIOError):  # connected, and nothing said yet
            os.read(reader, 1)
    os.close(reader)


@pytest.mark.parametrize("profile", ["auto", "generic"])
def test_what_a_press_left_behind_when_it_broke_off_is_cut_off_before_the_next_ticket(
    machine: VirtualPrinter, profile: str
) -> None:
    whole = raster(draw(ticket())).data
    with socket.create_connection(("127.0.0.1", machine.port)) as line:
        line.sendall(whole[: len(whole) // 2])
    until(lambda: hanging(machine) is not None)
    with running(f"network:127.0.0.1:{machine.port}", "--torn", "--profile", profile) as press:
        until(lambda: hanging(machine) is None)
        assert press.job(1)["state"] in ("sent", "confirmed")
    drawn = draw(ticket("bg"))
    assert machine.latest().crop((0, 0, 576, drawn.height)).convert("1").tobytes() == drawn.tobytes()


def test_it_ends_with_its_parent(press: Press) -> None:
    _, err = press.process.communicate(timeout=5)  # closes its stdin
    assert (press.process.returncode, err) == (0, "")


def test_it_ends_with_its_parent_in_the_middle_of_a_job(press: Press, tmp_path: Path) -> None:
    press.hand(7)
    _, err = press.process.communicate(timeout=5)
    assert (press.process.returncode, err) == (0, "")
    assert (tmp_path / "paper").read_bytes() == b""


def test_the_terminals_control_c_is_left_to_the_parent(press: Press) -> None:
    press.process.send_signal(signal.SIGINT)
    assert press.job(7)["state"] == "sent"
    _, err = press.process.communicate(timeout=5)
    assert err == ""


def test_it_can_be_told_to_end_without_a_word(press: Press) -> None:
    press.process.terminate()
    _, err = press.process.communicate(timeout=5)
    assert (press.process.returncode, err) == (-signal.SIGTERM, "")


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        (["--printer", "paper"], "network:HOST:PORT"),
        (["--printer", "file:paper", "--profile", "TM-T1000"], "a profile is one of"),
        (["--printer", "file:paper", "--text", "--pages", "17"], "NUMBER=NAME"),
    ],
)
def test_a_setting_that_names_nothing_is_said_at_the_start(setting: list[str], word: str) -> None:
    command = [sys.executable, "-m", "kiosk.agent.press", *setting]
    said = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert said.returncode == 2
    assert word in said.stderr


def test_a_printer_without_images_gets_letters(tmp_path: Path) -> None:
    with running(f"file:{tmp_path / 'paper'}", "--text") as press:
        assert press.job(7)["state"] == "sent"
    sent = (tmp_path / "paper").read_bytes()
    assert b"A 042\n" in sent
    assert b"\x1dv" not in sent


def test_it_stays_small(press: Press) -> None:
    for number in range(12):
        press.job(number, LANGUAGES[number % 4])
    status = Path(f"/proc/{press.process.pid}/status").read_text()
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert kilobytes < 48_000
