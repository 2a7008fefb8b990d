"""A printer behind a CUPS queue, by the system's own `lp` and `lpstat`: for what only a driver of CUPS can reach."""

import os
import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

from PIL.Image import Image

from kiosk.agent.printers.confirming import patience_s
from kiosk.agent.printers.health import Health
from kiosk.agent.printers.outcome import UNWATCHED, Outcome, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.status import Cause, Status
from kiosk.agent.printers.wording import raster

COMMAND_S = 3.0
REQUEST = re.compile(r"request id is (\S+)")
WELL = Status(online=True, cover_open=False, paper="ok", cutter_jammed=False, overheated=False, failing=False)
# Words of IPP's printer-state-reasons, and what each makes of a printer that is well.
REASONS: dict[str, dict[str, Any]] = {
    "media-empty": {"paper": "out"},
    "media-needed": {"paper": "out"},
    "media-low": {"paper": "low"},
    "cover-open": {"cover_open": True},
    "door-open": {"cover_open": True},
    "cutter": {"cutter_jammed": True},
    "offline": {"online": False},
    "connecting-to-device": {"online": False},
    "paused": {"online": False},
}


class SpooledPrinter:
    """Asks the queue, not the printer: what the queue does not know, nobody does."""

    def __init__(self, queue: str, dots: int, *, every_s: float = 1.0) -> None:
        self.dots = dots
        self.health = Health()
        self._told: Callable[[Health], None] = lambda _health: None
        self._queue = queue
        self._every_s = 5 * every_s  # each look starts a process
        self._glance_s = every_s / 3

    def tell(self, told: Callable[[Health], None]) -> None:
        self._told = told

    def status(self) -> Status:
        """How the queue is. Raises OSError when there is no such queue, or no CUPS."""
        said = _run("lpstat", "-l", "-p", self._queue)
        status = WELL._replace(online=" disabled since" not in said)
        alerts = " ".join(re.findall(r"Alerts: (.*)", said))
        for word, change in REASONS.items():
            if word in alerts:
                status = status._replace(**change)
        self._tell(self.health.seen(status))
        return status

    def look(self) -> float:
        with suppress(OSError):
            self._trouble()
        return self._every_s

    def close(self) -> None:
        """Nothing stays open."""

    def print(self, paper: Image | Paper, job: int = 0, watcher: Watcher = UNWATCHED) -> Outcome:
        if isinstance(paper, Image):
            paper = raster(paper)
        if trouble := self._trouble():
            return Outcome("failed", trouble)
        if not watcher.go():
            return Outcome("stopped")
        try:
            said = _run("lp", "-d", self._queue, "-o", "raw", "-t", f"ticket {job}", given=paper.data)
        except TimeoutError:
            return Outcome("unknown", "timeout")
        except OSError:
            return Outcome("failed", "offline")  # it says no to the whole of it
        request = REQUEST.search(said)
        if request is None:
            return Outcome("unknown", "garbled")
        return self._watched(request[1], paper)

    def _watched(self, request: str, paper: Paper) -> Outcome:
        """Whether the queue gets rid of it. What it keeps is withdrawn, since it must not come out later."""
        until = monotonic() + patience_s(paper.mm)
        trouble: Cause | None = None
        try:
            while request in _run("lpstat", "-W", "not-completed", "-o", self._queue).split():
                if (trouble := self._trouble()) or monotonic() > until:
                    _run("cancel", request)
                    return Outcome("unknown", trouble or "timeout")
                sleep(self._glance_s)
        except OSError:
            return Outcome("unknown", "unreachable")
        trouble = self._trouble()
        return Outcome("unknown", trouble) if trouble else Outcome("sent")

    def _trouble(self) -> Cause | None:
        try:
            return self.status().trouble
        except OSError:
            self._tell(self.health.lost("unreachable"))
            return "unreachable"

    def _tell(self, health: Health) -> None:
        self.health = health
        self._told(health)


def _run(*command: str, given: bytes = b"") -> str:
    """What it says. Raises TimeoutError, or OSError when it is not there or says no."""
    environment = os.environ | {"LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=COMMAND_S, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if done.returncode:
        raise ConnectionRefusedError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "replace")


def queues() -> list[tuple[str, str]]:
    """Every queue, and the address of its device. Raises OSError when CUPS does not answer."""
    return re.findall(r"^device for (.+?): (.*)$", _run("lpstat", "-v"), re.MULTILINE)
