"""Previews of papers, drawn by a process of their own: what draws is larger than the rest of an idle server."""

import json
import subprocess
import sys
import threading
from typing import Any, ClassVar

import structlog

from kiosk.agent.refusals import BadLayout
from kiosk.agent.ticket import Ticket
from server.domain.errors import Refusal

AT_MOST_S = 5.0

log = structlog.get_logger()

_one_at_a_time = threading.Lock()


class BadLook(Refusal):
    """A setting that no paper can have. `field` and `reason` name it and what is wrong, further facts say more."""

    code: ClassVar[str] = "bad_layout"


class NoPreview(Refusal):
    """It cannot be drawn now: another one is being drawn, or the machine is too busy."""

    code: ClassVar[str] = "busy"


def refused(wrong: BadLayout) -> BadLook:
    """What the paper's side said of a setting, as the hall says it."""
    return BadLook(str(wrong), field=wrong.field, reason=wrong.reason, **wrong.facts)


def preview(ticket: Ticket, dots: int) -> bytes:
    """The paper as a PNG, a pixel for each of its printer's dots. Raises BadLook, NoPreview."""
    asked = json.dumps({"ticket": ticket.to_json(), "dots": dots}).encode() + b"\n"
    if not _one_at_a_time.acquire(timeout=AT_MOST_S):
        raise NoPreview("other previews are being drawn")
    try:
        drawn = subprocess.run(
            [sys.executable, "-m", "kiosk.agent.preview"],
            input=asked,
            capture_output=True,
            timeout=AT_MOST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoPreview("the preview took too long") from None
    finally:
        _one_at_a_time.release()
    if drawn.returncode == 0:
        return drawn.stdout
    raise _refusal(drawn.stderr)


def _refusal(said: bytes) -> Refusal:
    try:
        why: dict[str, Any] = json.loads(said.decode("utf-8", "replace").splitlines()[-1])
        return BadLook(why["says"], field=why["field"], reason=why["reason"], **why["facts"])
    except (ValueError, IndexError, KeyError, TypeError):
        log.error("a preview could not be drawn", said=said[-2000:].decode("utf-8", "replace"))
        return NoPreview("the preview could not be drawn")
