"""What the kiosk's page is told while the server is away."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kiosk.agent.station.hall_time import HallTime, stamp
from kiosk.agent.station.hours import Opening, opening
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.papers import Paper
from kiosk.agent.station.printer_word import PrinterWord
from kiosk.agent.station.tickets import OfflineTicket
from kiosk.agent.station.wording import address_of

NOBODY_KNOWS = {"low_min": 0, "high_min": 0}


class Offline:
    """Session, catalogue and lobby of the last good day, at the time of this one."""

    def __init__(self, kept: Kept, time: HallTime, word: PrinterWord) -> None:
        self._kept = kept
        self._time = time
        self._word = word

    @property
    def ready(self) -> bool:
        """Whether the server ever said what it takes to go on without it."""
        return all(self._kept.get(name) for name in ("session", "lobby", "papers", "catalogue bg"))

    def session(self) -> dict[str, Any] | None:
        """Who this kiosk is."""
        session: dict[str, Any] | None = self._kept.get("session")
        return session

    def opening(self) -> Opening:
        """Whether the hall gives tickets now."""
        lobby, margin = self._kept.get("lobby") or {}, self._kept.get("margin") or {"s": 0}
        return opening(lobby.get("hours", []), self._time.zone, self._time.now(), margin["s"])

    def lobby(self) -> dict[str, Any] | None:
        """The hall as far as this machine can tell.

        Its epoch is another than the server's: each of the two pictures replaces the other.
        """
        lobby = self._kept.get("lobby")
        if lobby is None:
            return None
        now, at = self._time.now(), self.opening()
        today = now.astimezone(self._time.zone).date().isoformat()
        paper = self._word.paper
        return {
            **lobby,
            "epoch": f"offline {lobby['epoch']}",
            "at": stamp(now),
            "replay": self._replay(now),
            "open": at.open,
            "opens_at": stamp(at.opens_at) if at.opens_at else None,
            "closes_at": stamp(at.closes_at) if at.closes_at else None,
            "hours": [day for day in lobby["hours"] if day["date"] >= today],
            "groups": [line | {"waiting": 0, "wait": NOBODY_KNOWS, "staffed": True} for line in lobby["groups"]],
            "paper": paper.state,
            "paper_cause": paper.cause,
            "other_kiosk": None,
            "offline": True,
        }

    def catalogue(self, lang: str) -> dict[str, Any] | None:
        """What the hall offers; how long the lines are is not known."""
        kept: dict[str, Any] | None = self._kept.get(f"catalogue {lang}")
        if kept is None:
            return None
        is_open = self.opening().open
        now = {"open": is_open, "reason": None if is_open else "closed", "waiting": 0, "wait": NOBODY_KNOWS}
        groups = [group | {"services": [service | now for service in group["services"]]} for group in kept["groups"]]
        return kept | {"groups": groups}

    def letter_of(self, service: str) -> str | None:
        """The letter of a service's numbers; None: the hall does not offer it."""
        return next((letter for letter, offered in self._services() if offered["code"] == service), None)

    def documents_of(self, service: str) -> list[str]:
        """The codes of the documents that a service asks for."""
        return [
            d["code"] for _, offered in self._services() if offered["code"] == service for d in offered["documents"]
        ]

    def _services(self) -> Iterator[tuple[str, dict[str, Any]]]:
        kept = self._kept.get("catalogue bg") or {"groups": []}
        return ((group["letter"], service) for group in kept["groups"] for service in group["services"])

    def ticket(self, ticket: OfflineTicket, paper: Paper | None) -> dict[str, Any]:
        """A ticket of ours as `POST /tickets` answers it."""
        url = address_of(self._kept.get("papers") or {}, ticket)
        return {
            "visit": ticket.visit,
            "number": ticket.number,
            "service": ticket.order["service"],
            "state": "waiting",
            "class": ticket.order["class"],
            "ahead": 0,
            "wait": NOBODY_KNOWS,
            "url": url,
            "qr": f"/t/{ticket.token}/qr.svg" if url else None,
            "print": None if paper is None else paper.to_json(),
            "issued_at": stamp(ticket.issued_at),
        }

    def _replay(self, now: datetime) -> dict[str, Any] | None:
        if self._time.speed == 1.0:
            return None
        return {"hall": stamp(now), "wall": stamp(self._time.clock.wall()), "speed": self._time.speed}


def visit_shown(ticket: dict[str, Any], paper: Paper | None) -> dict[str, Any]:
    """A ticket and its language as `GET /visits/{id}` answers it."""
    shown = {name: fact for name, fact in ticket.items() if name not in ("url", "qr", "print")}
    paper_shown = None if paper is None else paper.to_json()
    return shown | {"counter": None, "stages": [], "calls": [], "print": paper_shown}
