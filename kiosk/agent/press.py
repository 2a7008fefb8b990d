"""`python -m kiosk.agent.press`: a child process that draws tickets and prints them, one at a time.

Lines of JSON go in and out; docs/devices.md has them all. It begins with `{"ready": true}` and ends with its stdin,
so it never outlives its parent.
"""

import argparse
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from time import monotonic, perf_counter
from typing import Any

from PIL.Image import Image

from kiosk.agent.drawing import draw
from kiosk.agent.inbox import Inbox
from kiosk.agent.printers import Health, Outcome, Paper, Printer, Watcher, open_printer
from kiosk.agent.printers.paper import length_mm
from kiosk.agent.printers.spec import KINDS
from kiosk.agent.printers.wording import SOMEBODY_ELSES
from kiosk.agent.sizes import PAPERS
from kiosk.agent.ticket import BadTicket, Ticket

NICE = 5  # drawing gives way to whoever stands at a kiosk or a desk
GO_S = 10.0  # for the parent to write down that a ticket is being sent
REPEAT_S = 1.0  # an unchanged status is said again
NO_MESSAGE = (KeyError, TypeError, ValueError, RecursionError)

Say = Callable[[dict[str, Any]], None]
Setter = Callable[[Ticket], Image | Paper]


class Press:
    """Prints what comes; says how the printer is whenever that changes, and again and again."""

    def __init__(self, printer: Printer, inbox: Inbox, say: Say, setter: Setter) -> None:
        self._printer = printer
        self._inbox = inbox
        self._say = say
        self._setter = setter
        self._look_at = self._repeat_at = monotonic()
        self._said: Health | None = None
        printer.tell(self._tell)

    def run(self) -> None:
        """Until the parent hangs up."""
        self._say({"ready": True})
        try:
            while True:
                line = self._inbox.next(min(self._look_at, self._repeat_at) - monotonic())
                if line is None:
                    self._attend()
                elif not _late(line):
                    self._print(line)
        except EOFError:
            pass

    def _attend(self) -> None:
        now = monotonic()
        if now >= self._repeat_at and self._said is not None:
            self._tell(self._printer.health)
        if now >= self._look_at:
            pause_s = self._printer.look()
            self._tell(self._printer.health)
            self._look_at = monotonic() + pause_s

    def _tell(self, health: Health) -> None:
        if health != self._said or monotonic() >= self._repeat_at:
            self._say({"status": health.to_json()})
            self._said = health
            self._repeat_at = monotonic() + REPEAT_S

    def _print(self, line: bytes) -> None:
        """One job. A line that is no job, or a ticket that cannot be drawn, failed with `bad_ticket`."""
        began = perf_counter()
        job, paper = None, None
        try:
            message = json.loads(line)
            job = message["job"]
            paper = self._setter(Ticket.from_json(message["ticket"]))
        except (BadTicket, *NO_MESSAGE):
            traceback.print_exc(limit=1)
        state: str
        cause: str | None
        state, cause, mm = "failed", "bad_ticket", 0.0
        if paper:
            outcome = self._outcome(job, paper)
            stopped = outcome.state == "stopped"
            state, cause = ("failed", "too_late") if stopped else outcome
            mm = 0.0 if state == "failed" else round(length_mm(paper), 1)
        if state in ("failed", "unknown"):
            self._look_at = monotonic()  # somebody will want to know how it is
        ms = round((perf_counter() - began) * 1000, 1)
        self._say({"job": job, "state": state, "cause": cause, "ms": ms, "mm": mm, "last": True})

    def _outcome(self, job: Any, paper: Image | Paper) -> Outcome:
        taken = {"job": job, "state": "sent", "last": False}
        watcher = Watcher(go=lambda: self._go(job), taken=lambda: self._say(taken))
        return self._printer.print(paper, job if isinstance(job, int) else 0, watcher)

    def _go(self, job: Any) -> bool:
        """The parent has written down that the ticket goes out now; False when it must not any more."""
        self._say({"job": job, "state": "sending"})
        until = monotonic() + GO_S
        others = []
        try:
            while (line := self._inbox.next(until - monotonic())) is not None:
                message = _message(line)
                if message in ({"go": job}, {"stop": job}):
                    return "go" in message
                others.append(line)
            return False
        finally:
            self._inbox.put_back(others)


def _late(line: bytes) -> bool:
    """A word on a job that has ended."""
    message = _message(line)
    return isinstance(message, dict) and message.keys() in ({"go"}, {"stop"})


def _message(line: bytes) -> Any:
    try:
        return json.loads(line)
    except NO_MESSAGE:
        return None


def _writer(chosen: argparse.Namespace) -> Setter:
    from kiosk.agent.text_mode import write  # what most never need
    from kiosk.agent.text_writer import TextPrinter

    return partial(write, printer=TextPrinter.of(chosen.profile, chosen.dots, chosen.pages))


def _torn(chosen: argparse.Namespace) -> Paper | None:
    """What may be missing of a paper that somebody else began: of letters nothing that is waited for."""
    if not chosen.torn:
        return None
    return Paper((), 0.0) if chosen.text else SOMEBODY_ELSES


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is the parent's: it will close our stdin
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(NICE)
    options = argparse.ArgumentParser(prog="python -m kiosk.agent.press")
    options.add_argument("--printer", required=True, help=KINDS)
    options.add_argument("--dots", type=int, choices=PAPERS, default=576)
    options.add_argument("--profile", default="auto", help="auto, generic, epson or a name of python-escpos")
    options.add_argument("--text", action="store_true", help="letters instead of a picture")
    options.add_argument("--pages", default="", metavar="17=CP866,...", help="the printer's own numbers of code pages")
    options.add_argument("--torn", action="store_true", help="whoever printed before us broke off in a paper")
    options.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="between two looks at the printer")
    chosen = options.parse_args()
    try:
        torn = _torn(chosen)
        printer = open_printer(chosen.printer, chosen.dots, chosen.profile, every_s=chosen.every, torn=torn)
        setter = _writer(chosen) if chosen.text else partial(draw, dots=chosen.dots)
    except ValueError as wrong:
        options.error(str(wrong))
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)  # a library that prints must not speak between the answers

        def say(message: dict[str, Any]) -> None:
            print(json.dumps(message), file=answers, flush=True)

        try:
            Press(printer, Inbox(sys.stdin.fileno()), say, setter).run()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())
        finally:
            printer.close()


if __name__ == "__main__":
    main()
