"""Waiting for a printer to say that a paper is out: GS ( H function 48, the process ID response."""

from contextlib import suppress
from time import monotonic

from kiosk.agent.printers.line import ALL_FOUR, Line
from kiosk.agent.printers.outcome import Outcome
from kiosk.agent.printers.status import Status

BASE_S = 3.0
MM_PER_S = 50.0  # a slow printer; fast ones do five times as much
ASK_EVERY_S = 0.5


def name_of(job: int) -> bytes:
    """The job's name in the printer's answer: four figures."""
    return b"%04d" % (job % 10_000)


def request(job: int) -> bytes:
    """Asks for the answer, once all that went before is printed."""
    return b"\x1d(H\x06\x00\x30\x30" + name_of(job)


def patience_s(mm: float) -> float:
    """For how long a paper may take, from the last byte on."""
    return BASE_S + mm / MM_PER_S


def confirmed(line: Line, job: int, mm: float) -> Outcome:
    """The paper is out, or a trouble is, or too much time has gone by. Raises OSError when the line is cut."""
    until = monotonic() + patience_s(mm)
    said = line.forget()
    asked, ask_at = False, monotonic() + ASK_EVERY_S
    while name_of(job) not in line.answers.done:
        if len(said) >= 4:
            if trouble := Status.of(*said[:4]).trouble:
                return Outcome("unknown", trouble)
            said.clear()
            asked, ask_at = False, monotonic() + ASK_EVERY_S
        now = monotonic()
        if now >= until:
            return Outcome("unknown", "timeout")
        if not asked and now >= ask_at:
            line.send(ALL_FOUR)
            asked = True
        with suppress(TimeoutError):
            line.listen((until if asked else min(until, ask_at)) - now)
    return Outcome("confirmed")
