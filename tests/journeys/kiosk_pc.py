"""A kiosk's own machine, as it is set up in a hall: enrolled by a code, its agent started as a service would."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests

from tests.journeys.hall_at_work import HallAtWork, free_port, until

NAME = "Автомат на етажа"
READY_S = 30.0
NEEDS = {"session", "lobby", "papers", "catalogue bg", "catalogue en", "catalogue ro", "catalogue tr"}


class KioskPc:
    """`url`: where its page is; `address`: the page, as the kiosk's own browser opens it."""

    def __init__(self, hall: HallAtWork, folder: Path, server: str) -> None:
        self._folder = folder
        self._port = free_port()
        self._server = server
        self._code = pairing_code(hall, NAME)
        self._child: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._port}"
        self.address = f"{self.url}/kiosk"

    def switch_on(self) -> None:
        """Start the agent, and wait for its page."""
        self._folder.mkdir(exist_ok=True)
        options = ["--server", self._server, "--data", str(self._folder / "agent"), "--port", str(self._port)]
        options += ["--printer", f"virtual:{self._folder / 'paper'}", "--pair", self._code]
        with (self._folder / "agent.log").open("ab") as log:
            command = [sys.executable, "-m", "server.cli", "kiosk-agent", *options]
            self._child = subprocess.Popen(command, stdout=log, stderr=log)
        until(self._answers, READY_S)

    def switch_off(self) -> None:
        """Pull its plug."""
        assert self._child is not None
        self._child.send_signal(signal.SIGKILL)
        self._child.wait()

    def knows_enough(self) -> None:
        """It has all that it needs to go on alone."""
        until(self._keeps, READY_S)

    def papers(self) -> int:
        """How many came out."""
        return len(list((self._folder / "paper").glob("*.png")))

    def _keeps(self) -> bool:
        with closing(sqlite3.connect(self._folder / "agent" / "agent.db", timeout=10)) as database:
            lent = database.execute("SELECT COUNT(*) FROM lease_number").fetchone()[0]
            kept = {name for (name,) in database.execute("SELECT name FROM kept")}
        return lent > 0 and kept >= NEEDS

    def _answers(self) -> bool:
        assert self._child is not None
        assert self._child.poll() is None, (self._folder / "agent.log").read_text("utf-8")
        try:
            return requests.get(self.address, timeout=1).ok
        except requests.RequestException:
            return False


def pairing_code(hall: HallAtWork, kiosk: str) -> str:
    """What `gishe device pair agent` says for the machine in this kiosk."""
    command = [sys.executable, "-m", "server.cli", "device", "pair", "agent", "--name", f"Принтер: {kiosk}"]
    said = subprocess.run(
        [*command, "--kiosk", kiosk, "--url", hall.url],
        env={**os.environ, **hall.settings()},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = re.search(r"--pair (\S+)", said)
    assert found is not None, said
    return found[1]


@contextmanager
def kiosk_pc(hall: HallAtWork, folder: Path, server: str) -> Iterator[KioskPc]:
    """One, switched on, until the block ends."""
    machine = KioskPc(hall, folder, server)
    machine.switch_on()
    try:
        yield machine
    finally:
        machine.switch_off()
