"""`python -m kiosk.agent.preview`: a child process that shows a ticket as a printer would print it, dot for dot.

One line of JSON on stdin, `{"ticket": {...}, "dots": 576}`; a PNG on stdout, a black or white pixel for each dot, so
that its height / 8 is the paper in millimetres, without what the cut feeds. What cannot be printed ends it with status
2 and a line of JSON on stderr, `{"says": ...}`, for a layout's setting with `field`, `reason` and `facts`, too.
"""

import json
import sys
from typing import BinaryIO

from kiosk.agent.drawing import draw
from kiosk.agent.refusals import BadLayout
from kiosk.agent.sizes import PAPERS
from kiosk.agent.ticket import BadTicket, Ticket

LONGEST = 1_000_000  # bytes; a ticket with the largest logo takes a tenth
DOTS_PER_INCH = (203, 203)


def preview(line: bytes, png: BinaryIO) -> None:
    """Raises BadTicket."""
    try:
        asked = json.loads(line)
        ticket, dots = asked["ticket"], asked["dots"]
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise BadTicket('it takes {"ticket": {...}, "dots": 576}') from wrong
    if dots not in tuple(PAPERS):
        raise BadTicket(f"a paper is {' or '.join(map(str, PAPERS))} dots wide")
    draw(Ticket.from_json(ticket), dots).save(png, "PNG", dpi=DOTS_PER_INCH)


def main() -> int:
    try:
        preview(sys.stdin.buffer.readline(LONGEST), sys.stdout.buffer)
    except BadTicket as wrong:
        why = wrong.__cause__
        fault = {"field": why.field, "reason": why.reason, "facts": why.facts} if isinstance(why, BadLayout) else {}
        print(json.dumps({"says": str(wrong), **fault}), file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
