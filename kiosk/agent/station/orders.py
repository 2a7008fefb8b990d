"""What a visitor asked for, and that one key asks for one ticket only."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

LANGS = ("bg", "en", "ro", "tr")
CLASSES = ("ordinary", "priority")
NEEDS = ("hearing", "sight", "wheelchair", "interpreter", "time")
CALL_IN = ("mine", "bg", "chime")
FIELDS = {"service", "lang", "class", "needs", "call_in", "documents", "key"}
LONGEST_KEY = 64
MOST_DOCUMENTS = 40
KEPT = timedelta(days=2)


class BadOrder(ValueError):
    """No request for a ticket."""


class KeyReused(Exception):
    """The key asked for another ticket before."""


@dataclass(frozen=True)
class Order:
    """A request for a ticket, as `POST /api/v1/tickets` has it."""

    service: str
    lang: str
    visitor_class: str
    needs: tuple[str, ...]
    call_in: str
    documents: Mapping[str, bool]
    key: str

    @classmethod
    def read(cls, raw: bytes) -> "Order":
        """Read a request's body. Raises BadOrder."""
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError):
            raise BadOrder("the body is no JSON") from None
        if not isinstance(body, dict) or set(body) - FIELDS:
            raise BadOrder("the body is no request for a ticket")
        order = cls(
            _text(body, "service", 16),
            _one_of(body, "lang", LANGS),
            _one_of(body, "class", CLASSES, "ordinary"),
            _some_of(body, "needs", NEEDS),
            _one_of(body, "call_in", CALL_IN, "mine"),
            body.get("documents", {}),
            _text(body, "key", LONGEST_KEY),
        )
        documents = order.documents
        if not isinstance(documents, dict) or len(documents) > MOST_DOCUMENTS:
            raise BadOrder("documents: an object of yes and no")
        if not all(isinstance(have, bool) for have in documents.values()):
            raise BadOrder("documents: an object of yes and no")
        return order

    def to_json(self) -> dict[str, Any]:
        """As the API words it."""
        said = asdict(self)
        said["class"] = said.pop("visitor_class")
        return said

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Order":
        """The order that `to_json` wrote."""
        said = {"visitor_class": kept["class"], **{name: fact for name, fact in kept.items() if name != "class"}}
        return cls(**said | {"needs": tuple(kept["needs"])})

    @property
    def body(self) -> str:
        """A hash of the request without key and needs: there are so few needs that one could try them all."""
        said = [self.service, self.lang, self.visitor_class, self.call_in, dict(self.documents)]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def remember(conn: sqlite3.Connection, order: Order, now: datetime) -> None:
    """Somebody asks for a number. Raises KeyReused."""
    row = (order.key, order.body, order.lang, now.isoformat())
    conn.execute("INSERT OR IGNORE INTO asked (key, body, lang, asked_at) VALUES (?, ?, ?, ?)", row)
    (body,) = conn.execute("SELECT body FROM asked WHERE key = ?", (order.key,)).fetchone()
    if body != order.body:
        raise KeyReused(f"key {order.key} asked for another ticket")


def answered(conn: sqlite3.Connection, key: str, answer: Mapping[str, Any]) -> None:
    """The server gave a ticket."""
    row = (json.dumps(answer, ensure_ascii=False), answer.get("visit"), key)
    conn.execute("UPDATE asked SET answer = ?, visit = ? WHERE key = ?", row)


def answer_of(conn: sqlite3.Connection, key: str) -> dict[str, Any] | None:
    """The ticket that the server gave for this key; None: none that we know of."""
    row = conn.execute("SELECT answer FROM asked WHERE key = ?", (key,)).fetchone()
    return json.loads(row["answer"]) if row is not None and row["answer"] else None


def answer_about(conn: sqlite3.Connection, visit: int) -> dict[str, Any] | None:
    """The ticket that the server gave, by its visit, and its language; None: none that we know of."""
    row = conn.execute("SELECT answer, lang FROM asked WHERE visit = ?", (visit,)).fetchone()
    return json.loads(row["answer"]) | {"lang": row["lang"]} if row is not None else None


def forget_orders(conn: sqlite3.Connection, now: datetime) -> None:
    """Nobody repeats a request after two days."""
    conn.execute("DELETE FROM asked WHERE asked_at < ?", ((now - KEPT).isoformat(),))


def _text(body: Mapping[str, Any], name: str, longest: int) -> str:
    said = body.get(name)
    if not isinstance(said, str) or not 1 <= len(said) <= longest or any(sign < " " for sign in said):
        raise BadOrder(f"{name}: a text of at most {longest} characters")
    return said


def _one_of(body: Mapping[str, Any], name: str, words: tuple[str, ...], usual: str | None = None) -> str:
    said = body.get(name, usual)
    if said not in words:
        raise BadOrder(f"{name}: one of {', '.join(words)}")
    return str(said)


def _some_of(body: Mapping[str, Any], name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    said = body.get(name, [])
    if not isinstance(said, list) or len(said) > len(words) or not all(word in words for word in said):
        raise BadOrder(f"{name}: some of {', '.join(words)}")
    return tuple(said)
