"""The process that prints: a job in, an answer out, whatever comes."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.kiosk.agent.tickets import LANGUAGES, ticket
from tests.kiosk.agent.virtual import VirtualPrinter


class Press:
    """A running one, and what it said first."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.first = self.heard()

    def heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def tell(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.heard()

    def job(self, number: int, lang: str = "bg") -> dict[str, Any]:
        return self.tell(json.dumps({"job": number, "ticket": ticket(lang).to_json()}))


@contextmanager
def running(spec: str) -> Iterator[Press]:
    command = [sys.executable, "-m", "kiosk.agent.press", "--printer", spec]
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
        for number, lang in enumerate(LANGUAGES):
            answer = press.job(number, lang)
            assert answer.pop("ms") > 0
            assert answer == {"job": number, "state": "sent", "cause": None}
        machine.press(paper="out")
        assert press.job(9)["cause"] == "paper_out"
        machine.press(paper="ok")
        assert press.job(10)["state"] == "sent"
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
    answer = press.tell(line)
    assert (answer["state"], answer["cause"]) == ("failed", "bad_ticket")
    assert press.job(8)["state"] == "sent"


def test_it_ends_with_its_parent(press: Press) -> None:
    out, err = press.process.communicate(timeout=5)  # closes its stdin
    assert (press.process.returncode, out, err) == (0, "", "")


def test_the_terminals_control_c_is_left_to_the_parent(press: Press) -> None:
    press.process.send_signal(signal.SIGINT)
    assert press.job(7)["state"] == "sent"
    _, err = press.process.communicate(timeout=5)
    assert err == ""


def test_it_can_be_told_to_end_without_a_word(press: Press) -> None:
    press.process.terminate()
    _, err = press.process.communicate(timeout=5)
    assert (press.process.returncode, err) == (-signal.SIGTERM, "")


def test_a_setting_that_names_no_printer_is_said_at_the_start() -> None:
    command = [sys.executable, "-m", "kiosk.agent.press", "--printer", "usb"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert said.returncode == 2
    assert "network:HOST:PORT" in said.stderr


def test_it_stays_small(press: Press) -> None:
    for number in range(12):
        press.job(number, LANGUAGES[number % 4])
    status = Path(f"/proc/{press.process.pid}/status").read_text()
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert kilobytes < 48_000
