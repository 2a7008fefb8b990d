"""The journal read over the API and checked link by link. Written from docs/journal.md; knows nothing of the server."""

import json
import urllib.request
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

Event = dict[str, Any]
PAGE = 1000


class BrokenJournal(Exception):
    """An entry is missing, doubled or changed."""


def read(url: str, token: str) -> list[Event]:
    """The whole journal of the hall at this address, as far as it goes now. Raises BrokenJournal."""
    events = list(_pages(url, token))
    check(events)
    return events


def check(events: Iterable[Event]) -> None:
    """Follow the chain from the first entry. Raises BrokenJournal."""
    before = ""
    for seq, event in enumerate(events, 1):
        if event["seq"] != seq:
            raise BrokenJournal(f"after entry {seq - 1} comes {event['seq']}")
        said = {name: event[name] for name in ("seq", "at", "kind", "visit", "counter", "clerk", "data")}
        line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        before = sha256(f"{before}\n{line}".encode()).hexdigest()
        if event["hash"] != before:
            raise BrokenJournal(f"entry {seq} is not what was written")


def _pages(url: str, token: str) -> Iterator[Event]:
    after, epoch = 0, None
    while True:
        page = ask(url, token, f"events?after={after}&limit={PAGE}")
        if epoch not in (None, page["epoch"]):
            raise BrokenJournal("the hall was restored while it was read")
        epoch = page["epoch"]
        yield from page["events"]
        if len(page["events"]) < PAGE:
            return
        after = page["events"][-1]["seq"]


def ask(url: str, token: str, path: str) -> Any:
    """A GET of the API."""
    request = urllib.request.Request(f"{url}/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})  # noqa: S310 the hall's address
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 the same
        return json.loads(answer.read())
