"""`python -m kiosk.agent.press`: a child process that draws tickets and prints them, one at a time.

A line of JSON on stdin is a job, `{"job": 7, "ticket": {...}}`; a line on stdout what became of it,
`{"job": 7, "state": "sent" | "failed" | "unknown", "cause": ..., "ms": ...}`. It begins with `{"ready": true}`
and ends with its stdin, so it never outlives its parent.
"""

import argparse
import json
import os
import signal
import sys
import traceback
from time import perf_counter
from typing import Any

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome, Printer, open_printer
from kiosk.agent.sizes import PAPERS
from kiosk.agent.ticket import BadTicket, Ticket

NICE = 5  # drawing gives way to whoever stands at a kiosk or a desk


def press(printer: Printer, line: bytes) -> dict[str, Any]:
    """One job's answer. A line that is no job, or a ticket that cannot be drawn, failed with `bad_ticket`."""
    began = perf_counter()
    job, outcome = None, Outcome("failed")
    cause: str | None = "bad_ticket"
    try:
        message = json.loads(line)
        job = message["job"]
        image = draw(Ticket.from_json(message["ticket"]), printer.dots)
    except (BadTicket, KeyError, TypeError, ValueError, RecursionError):
        traceback.print_exc(limit=1)
    else:
        outcome = printer.print(image)
        cause = outcome.cause
    return {"job": job, "state": outcome.state, "cause": cause, "ms": round((perf_counter() - began) * 1000, 1)}


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is the parent's: it will close our stdin
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(NICE)
    options = argparse.ArgumentParser(prog="python -m kiosk.agent.press")
    options.add_argument("--printer", required=True, help="network:HOST:PORT or file:PATH")
    options.add_argument("--dots", type=int, choices=PAPERS, default=576)
    chosen = options.parse_args()
    try:
        printer = open_printer(chosen.printer, chosen.dots)
    except ValueError as wrong:
        options.error(str(wrong))
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)  # a library that prints must not speak between the answers
        try:
            print(json.dumps({"ready": True}), file=answers, flush=True)
            for line in sys.stdin.buffer:
                print(json.dumps(press(printer, line)), file=answers, flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())


if __name__ == "__main__":
    main()
