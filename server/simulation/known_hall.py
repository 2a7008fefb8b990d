"""The hall that a demo.json speaks of, as its API shows it."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from server.simulation.people import Offered
from server.simulation.talk import Talk

PACKAGED = Path(__file__).parent.parent / "catalogue.toml"
FOR_PEOPLE = 2  # clerks left to whoever plays along at /demo


class KnownHall:
    """Tokens, people, services and counters; and every connection made to it."""

    def __init__(self, made: Mapping[str, Any]) -> None:
        self._made = made
        self._talks: list[Talk] = []
        self.talk = self.new_talk()
        self.kiosks: list[str] = [device["token"] for device in made["devices"] if device["kind"] == "kiosk"]

    def new_talk(self) -> Talk:
        """One more connection."""
        talk = Talk(self._made["url"])
        self._talks.append(talk)
        return talk

    def took(self) -> Iterator[float]:
        """Seconds that the latest answers took."""
        return (second for talk in self._talks for second in talk.took)

    def token(self, kind: str, counter: int) -> str:
        """Of the device that stands at this counter."""
        devices = self._made["devices"]
        return str(next(d["token"] for d in devices if d["kind"] == kind and d.get("counter") == counter))

    def clerks(self) -> list[Mapping[str, Any]]:
        """Who may serve, leaving the first ones to people if there are enough."""
        clerks = [person for person in self._made["staff"] if "clerk" in person["roles"]]
        spare = len(clerks) - len(self._made["counters"])
        return clerks[max(min(spare, FOR_PEOPLE), 0) :]

    def services(self) -> dict[str, Offered]:
        """What is offered; how much each is asked for stands in the packaged catalogue only."""
        packaged = tomllib.loads(PACKAGED.read_text("utf-8"))["services"]
        weights = {service["code"]: float(service.get("weight", 1)) for service in packaged}
        return {
            s["code"]: Offered(
                code=s["code"],
                letter=group["letter"],
                minutes=s["minutes"],
                weight=weights.get(s["code"], 1.0),
                documents=tuple(document["code"] for document in s["documents"]),
            )
            for group in self.talk.ask("GET", "catalogue?lang=bg", self.kiosks[0])["groups"]
            for s in group["services"]
        }

    def counters(self, most: int) -> dict[int, frozenset[str]]:
        """So many counters and the groups each serves, chosen so that together they serve the most groups."""
        serves = self._serves()
        chosen: dict[int, frozenset[str]] = {}
        while serves and len(chosen) < most:
            covered = frozenset[str]().union(*chosen.values())
            best = max(serves, key=lambda n: (len(serves[n] - covered), -n))
            chosen[best] = serves.pop(best)
        return chosen

    def today(self) -> Mapping[str, Any]:
        """The day's figures, as a manager sees them."""
        manager = next(person for person in self._made["staff"] if "manager" in person["roles"])
        sign_in = {"login": manager["login"], "password": manager["password"]}
        token = self.talk.ask("POST", "staff-sessions", None, sign_in)["token"]
        today: Mapping[str, Any] = self.talk.ask("GET", "hall-today", token)
        return today

    def _serves(self) -> dict[int, frozenset[str]]:
        """A desk is shown what the others serve: two desks know of all."""
        counters: list[int] = self._made["counters"]
        if len(counters) == 1:
            return {counters[0]: frozenset(service.letter for service in self.services().values())}
        return {
            other["number"]: frozenset(other["groups"])
            for counter in counters[:2]
            for other in self.talk.ask("GET", "desk", self.token("counter", counter))["counters"]
        }
