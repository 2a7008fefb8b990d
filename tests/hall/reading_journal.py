"""The journal read by somebody who does not trust the hall: its chain, and the states it tells of."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from server.models import Found

STATE_AFTER = {  # by kind, where the entry does not say it itself
    "visit_issued": "waiting",
}


def broken_at(events: Iterable[Found]) -> int | None:
    """The first entry whose number or hash does not follow from the one before; None: the chain is whole."""
    before = ""
    for seq, event in enumerate(events, 1):
        said: dict[str, Any] = {
            "seq": event.seq,
            "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "kind": event.kind,
            "visit": event.visit_id,
            "counter": event.counter,
            "clerk": event.clerk,
            "data": event.data,
        }
        line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{line}".encode()).hexdigest()
        if event.seq != seq or event.hash != before:
            return int(event.seq)
    return None


def replayed(events: Iterable[Found]) -> dict[int, str]:
    """The state of every visit as the journal tells it."""
    states: dict[int, str] = {}
    for event in events:
        if event.visit_id is not None and event.kind.startswith("visit_"):
            known = states.get(event.visit_id, "")
            states[event.visit_id] = event.data.get("state") or STATE_AFTER.get(event.kind, known)
    return states
