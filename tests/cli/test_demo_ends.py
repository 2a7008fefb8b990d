"""A demonstration that is killed takes everything with it, and can begin again at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.journeys.hall_at_work import free_port, until


def processes(folder: Path) -> list[str]:
    """The command lines in which this folder stands."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder) in words:
            found.append(words)
    return found


def begun(folder: Path, port: int) -> "subprocess.Popen[str]":
    """A demonstration with visitors, ready."""
    words = ("demo", "--visitors", "busy", "--speed", "10", "--port", str(port), "--data", str(folder))
    command = [sys.executable, "-m", "server.cli", *words]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert demo.stdout is not None
    said = []
    for line in demo.stdout:
        said.append(line)
        if "Ctrl-C stops everything" in line:
            break
    else:
        raise AssertionError("".join(said))
    return demo


def test_nothing_survives_a_killed_demo_and_the_next_one_has_its_port(tmp_path: Path) -> None:
    folder, port = tmp_path / "demo", free_port()
    for ending in (signal.SIGKILL, signal.SIGINT):
        demo = begun(folder, port)
        until(lambda: any("simulate" in words for words in processes(folder)))
        os.kill(demo.pid, ending)
        demo.communicate(timeout=20)
    until(lambda: not processes(folder), 20)
