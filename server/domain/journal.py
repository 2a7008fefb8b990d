"""The journal's chain: every event's hash covers the hash before it, so nothing can be changed or left out unseen."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any


def stamp(at: datetime) -> str:
    """An instant as the journal writes it: ISO 8601, UTC, microseconds, `Z`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def chained(before: str, event: Mapping[str, Any]) -> str:
    """The event's hash, hex: SHA-256 over the hash before it, a newline, and the event as JSON with sorted keys.

    `event` has `seq, at, kind, visit_id, counter, clerk, data`; the first event's `before` is empty.
    """
    said = {
        "seq": event["seq"],
        "at": stamp(event["at"]),
        "kind": event["kind"],
        "visit": event["visit_id"],
        "counter": event["counter"],
        "clerk": event["clerk"],
        "data": event["data"],
    }
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before}\n{line}".encode()).hexdigest()
