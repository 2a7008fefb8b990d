"""The server's own print worker: takes jobs from the queue and hands them to a press, a process of its own.

Drawing and sending never touch the requests: a printer that hangs, a driver that crashes, cost a ticket its
paper for a while, nothing else. One thread works the queue off, one listens to what the press says.
"""

import json
import queue
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

import sqlalchemy
import structlog

from server.hall.own_printer import begin, broke_off, next_jobs
from server.hall.printers import PrinterSaid, report
from server.hall.printing import Claimed, JobEnded, forget_claims, progress, settle
from server.hall.snapshot import Snapshot
from server.models import Found, table
from server.models.hall import Hall
from server.models.print_job import PrintState
from server.papers import ticket_of
from server.running import Running
from server.store import Unit
from server.trouble import Trouble
from server.waiting_papers import ASKED

HALL = table(Hall)

NET_S = 1.0  # between two looks into the queue without a nudge
ANSWER_S = 110.0  # a slow printer takes most of a minute for a paper; the press gives up on a dead one long before
NOTICE_S = 2.0  # while it prints it is there, even if it says nothing
PAUSE_S = 1.0  # before another press is hired for one that broke

# How a job ends that the press broke off: nothing of it was sent, or the printer had all of it. Else nobody knows.
AFTER_A_BREAK = {PrintState.QUEUED: PrintState.FAILED, PrintState.SENT: PrintState.SENT}

log = structlog.get_logger()


class Ended(NamedTuple):
    """How a job ended; `mm` of paper, where that is known."""

    job: int
    state: PrintState
    cause: str | None
    mm: float | None


class Press:
    """One printer of the server, fed in the order tickets were issued."""

    def __init__(self, run: Running, spec: str) -> None:
        self.run = run
        self.spec = spec
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()  # of this child
        self._served: Sequence[int] = ()  # the halls of this installation, as they were at the last look
        self._ended: dict[int, list[Ended]] = defaultdict(list)  # by hall: not yet written down
        self._wake = threading.Event()
        self._stop = threading.Event()

    def tell(self, _hall: int, _shot: Snapshot, events: Sequence[Found]) -> None:
        """A new job may wait."""
        if any(event.kind in ASKED for event in events):
            self._wake.set()

    def beat(self, _hall: int, _shot: Snapshot) -> None:
        """Nothing to do: the queue is looked into anyway."""

    def start(self) -> None:
        """Begin to print beside the requests of this process."""
        threading.Thread(target=self._run, name="press", daemon=True).start()

    def stop(self) -> None:
        """Stop; what is being sent is settled as unknown at the next start."""
        self._stop.set()
        self._wake.set()
        if self._child is not None:
            self._child.kill()

    def _run(self) -> None:
        working = Trouble("the press could not work")
        taken_over: set[int] = set()
        while not self._stop.is_set():
            with working.survived():
                self._served = self._halls()
                self._hired()
                for hall in self._served:
                    if hall not in taken_over:
                        self._take_over(hall)
                        taken_over.add(hall)
                    self._work_off(hall)
            self._wake.wait(NET_S)
            self._wake.clear()

    def _take_over(self, hall: int) -> None:
        """What became of the jobs that were under way when the press before us ended."""
        with self.run.store.unit(hall, self.run.clock.now) as work:
            forget_claims(work)

    def _work_off(self, hall: int) -> None:
        """Print until the queue is empty.

        A job stays in the queue while it is drawn; the transaction that says it is being sent also settles the one
        before. What was printed and not yet settled is kept: a database that does not answer now hears of it later.
        """
        while not self._stop.is_set():
            job = self._next(hall)
            if job is None or len(self._ended[hall]) > 1:
                self._settle(hall)
            if job is None:
                return
            try:
                ended = self._print(hall, job)
            except Exception:
                log.exception("a ticket could not be printed", job=job.job)
                ended = Ended(job.job, PrintState.UNKNOWN, "press", None)
            if ended is not None:
                self._ended[hall].append(ended)

    def _next(self, hall: int) -> Claimed | None:
        """The oldest job that is not printed yet."""
        printed = {ended.job for ended in self._ended[hall]}
        with self.run.store.look() as conn:
            jobs = next_jobs(conn, hall, len(printed) + 1)
        return next((job for job in jobs if job.job not in printed), None)

    def _print(self, hall: int, job: Claimed) -> "Ended | None":
        """How it ended; None where the hall did not want it printed any more."""
        ticket = ticket_of(self.run, hall, job.visit, copy=job.copy)
        child = self._hired()
        state = PrintState.QUEUED
        try:
            _say(child, {"job": job.job, "ticket": ticket.to_json()})
            while (answer := self._answer(job.job)) is not None:
                state = PrintState(answer["state"])
                if answer.get("last"):
                    return Ended(job.job, state, answer["cause"], answer["mm"])
                if state != PrintState.SENDING:
                    self._taken(hall, job.job)
                elif self._begun(hall, job.job):
                    _say(child, {"go": job.job})
                else:
                    _say(child, {"stop": job.job})
                    return None
        except (BrokenPipeError, ValueError):
            pass
        child.kill()
        return Ended(job.job, AFTER_A_BREAK.get(state, PrintState.UNKNOWN), "press", None)

    def _begun(self, hall: int, job: int) -> bool:
        """It is written down that this job is being sent; False: it is nobody's to print any more."""
        with self.run.store.unit(hall, self.run.clock.now) as work:
            self._write(work, hall)
            begun = begin(work, job)
        self._ended[hall].clear()
        return begun

    def _taken(self, hall: int, job: int) -> None:
        """The printer has all of it."""
        with suppress(JobEnded), self.run.store.unit(hall, self.run.clock.now) as work:
            progress(work, job, PrintState.SENT)

    def _settle(self, hall: int) -> None:
        if self._ended[hall]:
            with self.run.store.unit(hall, self.run.clock.now) as work:
                self._write(work, hall)
            self._ended[hall].clear()

    def _write(self, work: Unit, hall: int) -> None:
        for ended in self._ended[hall]:
            settle(work, ended.job, ended.state, ended.cause, mm=ended.mm)

    def _answer(self, job: int) -> dict[str, Any] | None:
        """The next word on this job; None: the press has ended, or says nothing any more."""
        until = monotonic() + ANSWER_S
        while monotonic() < until:
            try:
                answer = self._answers.get(timeout=NOTICE_S)
            except queue.Empty:
                self._hear(None)
                continue
            if answer is None or answer.get("job") == job:
                return answer
        return None

    def _hired(self) -> "subprocess.Popen[bytes]":
        """The press, or another one for one that has ended."""
        child = self._child
        if child is not None and child.poll() is None:
            return child
        if child is not None:
            self._stop.wait(PAUSE_S)
        dots = str(self.run.settings.printer_dots)
        command = [sys.executable, "-m", "kiosk.agent.press", "--printer", self.spec, "--dots", dots]
        command += ["--profile", self.run.settings.printer_profile]
        command += ["--torn"] if self._broke_off() else []
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        self._answers = queue.SimpleQueue()
        self._child = child
        threading.Thread(target=self._listen, args=(child, self._answers), name="press says", daemon=True).start()
        return child

    def _listen(self, child: "subprocess.Popen[bytes]", answers: "queue.SimpleQueue[dict[str, Any] | None]") -> None:
        """Until the press ends: answers for whoever waits for them, and how its printer is."""
        hearing = Trouble("how the printer is could not be written down")
        assert child.stdout is not None
        with child.stdout as lines, suppress(ValueError):
            for line in lines:
                message = json.loads(line)
                if "job" in message:
                    answers.put(message)
                with hearing.survived():
                    self._hear(message.get("status"))
        child.kill()
        child.wait()
        answers.put(None)  # it has ended

    def _hear(self, status: dict[str, Any] | None) -> None:
        """The press lives; `status`: how its printer is."""
        for hall in self._served:
            self.run.seen.notice((hall, None))
            if status is not None:
                self.run.seen.hear((hall, None))
                said = PrinterSaid(**status, dots=self.run.settings.printer_dots)
                report(self.run.store, hall, self.run.clock.now, None, said)

    def _broke_off(self) -> bool:
        with self.run.store.look() as conn:
            return any(broke_off(conn, hall) for hall in self._served)

    def _halls(self) -> Sequence[int]:
        with self.run.store.look() as conn:
            return conn.execute(sqlalchemy.select(HALL.c.id)).scalars().all()


def _say(child: "subprocess.Popen[bytes]", message: dict[str, Any]) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(message).encode() + b"\n")
    child.stdin.flush()
