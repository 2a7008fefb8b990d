"""Waiting for a printer to say that a paper is out: GS ( H function 48, the process ID response.

The request goes behind each piece of the paper, so that a slow printer is seen to go on and a dead one is not waited
for as if it were slow.
"""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from kiosk.agent.printers.line import ALL_FOUR, Line
from kiosk.agent.printers.outcome import Outcome, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.status import Status

SIGN_S = 2.3  # without any sign of life
BASE_S, MM_PER_S = 3.0, 40.0  # for a whole paper of a printer that says it is well; fast ones do 300 mm in a second
LONGEST_S = 45.0
REPEAT_S = 10.0  # to whoever waits
ASK_EVERY_S = 0.5
GLANCE_S = 0.2
FIGURES = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mark(job: int, piece: int) -> bytes:
    """The four letters that the printer says back once this piece of this job is on paper."""
    number = job % 36**3 * 36 + piece % 36
    return bytes(FIGURES[number // 36**place % 36] for place in (3, 2, 1, 0))


def request(word: bytes) -> bytes:
    """Asks for the word, once all that went before is printed."""
    return b"\x1d(H\x06\x00\x30\x30" + word


def marked(paper: Paper, job: int) -> bytes:
    """The paper with a request behind each piece."""
    return b"".join(piece + request(mark(job, n)) for n, piece in enumerate(paper.pieces))


def patience_s(mm: float) -> float:
    """For how long a paper may take, from the last byte on."""
    return BASE_S + mm / MM_PER_S


def confirmed(line: Line, job: int, paper: Paper, watcher: Watcher, heard: Callable[[Status], None]) -> Outcome:
    """The paper is out, or a trouble is, or nothing is heard any more. Raises OSError when the line is cut.

    `heard` is told how the printer says it is meanwhile. One that still prints after LONGEST_S has been sent it all.
    """
    alive = began = monotonic()
    longest, repeat_at = began + LONGEST_S, began
    said, asked, ask_at = line.forget(), False, began + ASK_EVERY_S
    printed = 0
    while mark(job, len(paper.pieces) - 1) not in line.answers.done:
        now = monotonic()
        if now >= repeat_at and not line.stuck:  # what is only on the way dies with us
            watcher.taken()
            repeat_at = now + REPEAT_S
        if len(line.answers.done) > printed or line.still_taking():
            printed, alive, began = len(line.answers.done), now, now
        if now - alive > SIGN_S or now - began > patience_s(paper.mm):
            return Outcome("unknown", "timeout")
        if now > longest:
            return Outcome("sent")
        if len(said) >= 4:
            status = Status.of(*said[:4])
            if status.trouble:  # asked again: dots of the image may look like a question, its answer is one too many
                with suppress(TimeoutError, LookupError):
                    status = line.ask(SIGN_S)
            heard(status)
            if status.trouble:
                return Outcome("unknown", status.trouble)
            said.clear()
            alive, asked, ask_at = now, False, now + ASK_EVERY_S
        if not asked and now >= ask_at:
            line.send(ALL_FOUR)
            asked = True
        line.glance(GLANCE_S)
    return Outcome("confirmed")
