"""The server's own print worker: takes jobs from the queue and hands them to a press, a process of its own.

Drawing and sending never touch the requests: a printer that hangs, a driver that crashes, cost a ticket its
paper for a while, nothing else.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import sqlalchemy
import structlog

from kiosk.agent.inbox import Inbox
from server.hall.printing import Claimed, claim, forget_claims, settle
from server.hall.snapshot import Snapshot
from server.models import Found, table
from server.models.event import EventKind
from server.models.hall import Hall
from server.models.print_job import PrintState
from server.papers import ticket_of
from server.running import Running
from server.trouble import Trouble

HALL = table(Hall)

NET_S = 1.0  # between two looks into the queue without a nudge
ANSWER_S = 30.0  # the press gives up on a printer long before

log = structlog.get_logger()


class Press:
    """One printer of the server, fed in the order tickets were issued."""

    def __init__(self, run: Running, spec: str) -> None:
        self.run = run
        self.spec = spec
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: Inbox | None = None  # what it says
        self._settled: dict[int, tuple[int, PrintState, str | None]] = {}  # by hall
        self._wake = threading.Event()
        self._stop = threading.Event()

    def tell(self, _hall: int, _shot: Snapshot, events: Sequence[Found]) -> None:
        """A new job may wait."""
        if any(event.kind in (EventKind.VISIT_ISSUED, EventKind.COPY_ASKED) for event in events):
            self._wake.set()

    def beat(self, _hall: int, _shot: Snapshot) -> None:
        """Nothing to do: the queue is looked into anyway."""

    def start(self) -> None:
        """Begin to print beside the requests of this process."""
        threading.Thread(target=self._run, name="press", daemon=True).start()

    def stop(self) -> None:
        """Stop; what is under way is settled as unknown at the next start."""
        self._stop.set()
        self._wake.set()
        if self._child is not None:
            self._child.kill()

    def _run(self) -> None:
        working = Trouble("the press could not work")
        with working.survived():
            self._child = self._hire()
        taken_over: set[int] = set()
        while not self._stop.is_set():
            with working.survived():
                for hall in self._halls():
                    if hall not in taken_over:
                        self._take_over(hall)
                        taken_over.add(hall)
                    self._work_off(hall)
            self._wake.wait(NET_S)
            self._wake.clear()

    def _take_over(self, hall: int) -> None:
        """What was under way when the press before us ended is known to nobody."""
        with self.run.store.unit(hall, self.run.clock.now) as work:
            forget_claims(work)

    def _work_off(self, hall: int) -> None:
        """Print until the queue is empty: each transaction settles one job and claims the next.

        What was printed and not yet settled is kept: a database that does not answer now will hear of it later.
        """
        while not self._stop.is_set():
            with self.run.store.unit(hall, self.run.clock.now) as work:
                if hall in self._settled:
                    settle(work, *self._settled[hall])
                job = claim(work)
            self._settled.pop(hall, None)
            if job is None:
                return
            try:
                outcome = self._print(hall, job)
            except Exception:
                log.exception("a ticket could not be printed", job=job.job)
                outcome = (PrintState.UNKNOWN, "press")
            self._settled[hall] = (job.job, *outcome)

    def _print(self, hall: int, job: Claimed) -> tuple[PrintState, str | None]:
        ticket = ticket_of(self.run, hall, job.visit, copy=job.copy)
        child = self._child
        if child is None or child.poll() is not None:
            child = self._child = self._hire()
        try:
            self._tell(child, {"job": job.job, "ticket": ticket.to_json()})
            answer = self._answer(child, job.job)
            if answer is not None and answer["state"] == "sending":
                self._tell(child, {"go": job.job})
                answer = self._answer(child, job.job)
            if answer is not None and not answer["last"]:
                answer = self._answer(child, job.job)
        except (BrokenPipeError, ValueError):
            answer = None
        if answer is None:
            child.kill()
            return PrintState.UNKNOWN, "press"
        return PrintState(answer["state"]), answer["cause"]

    def _answer(self, child: "subprocess.Popen[bytes]", job: int) -> dict[str, Any] | None:
        """The next word on this job; what it says of its printer is passed over."""
        assert self._lines is not None
        with suppress(EOFError):
            while (line := self._lines.next(ANSWER_S)) is not None:
                answer: dict[str, Any] = json.loads(line)
                if answer.get("job") == job:
                    return answer
        return None

    def _tell(self, child: "subprocess.Popen[bytes]", message: dict[str, Any]) -> None:
        assert child.stdin is not None
        child.stdin.write(json.dumps(message).encode() + b"\n")
        child.stdin.flush()

    def _hire(self) -> "subprocess.Popen[bytes]":
        """A press that has said it is ready."""
        dots = str(self.run.settings.printer_dots)
        command = [sys.executable, "-m", "kiosk.agent.press", "--printer", self.spec, "--dots", dots]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert child.stdout is not None
        self._lines = Inbox(child.stdout.fileno())
        with suppress(EOFError):
            self._lines.next(ANSWER_S)
        return child

    def _halls(self) -> Sequence[int]:
        with self.run.store.look() as conn:
            return conn.execute(sqlalchemy.select(HALL.c.id)).scalars().all()
