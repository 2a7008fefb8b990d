"""Kiosks with a machine of their own, and what their printers say."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask

from server.hall.leasing import lend
from server.hall.offline import OfflineTicket, TakenIn, take_in
from server.hall.pairing import add_device
from server.hall.printers import PrinterSaid, report
from server.keys import new_device_token
from server.models.device import DeviceKind
from server.seen import Seen
from tests.asking import Asker
from tests.cast import TheHall

WELL: dict[str, Any] = {
    "model": "TM-T20III",
    "online": True,
    "cover": "closed",
    "paper": "ok",
    "cutter": "ok",
    "cause": None,
    "answers": True,
    "confirms": True,
    "dots": 576,
}  # what the agent of a printer says that is well


@dataclass(frozen=True)
class Machine:
    """A kiosk and the agent in it, by device id; their tokens."""

    kiosk: int
    agent: int
    kiosk_token: str
    agent_token: str

    def page(self, app: Flask) -> Asker:
        """What its page asks."""
        return Asker(app, self.kiosk_token)

    def asks(self, app: Flask) -> Asker:
        """What its agent asks."""
        return Asker(app, self.agent_token)

    def says(self, app: Flask, **changed: Any) -> None:
        """Its agent says how its printer is."""
        assert self.asks(app).put("printer", **WELL | changed).status_code == 204


def a_machine(hall: TheHall, name: str = "Автомат в залата", kiosk: int | None = None) -> Machine:
    """A kiosk PC with an agent; or another agent in a kiosk that is there."""
    with hall.unit() as work:
        stands_in = kiosk if kiosk is not None else add_device(work, DeviceKind.KIOSK, name)
        agent = add_device(work, DeviceKind.AGENT, f"Принтер: {name}", kiosk=stands_in)
        tokens = [new_device_token(work.conn, device) for device in (stands_in, agent)]
    return Machine(stands_in, agent, *tokens)


def printer_says(hall: TheHall, device: int | None, **changed: Any) -> None:
    """An agent's printer, or the hall's own (None), says how it is."""
    report(hall.store, hall.id, hall.clock.now, device, PrinterSaid(**WELL | changed))


class Hands:
    """The hands of a clock on the wall that somebody moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Move them on."""
        self.at += seconds


def by_hand(app: Flask) -> Hands:
    """From here on the server hears its machines by a clock that we move."""
    hands = Hands()
    app.extensions["gishe"].seen = Seen(hands)
    return hands


class Alone:
    """A kiosk whose server is away: it gives the numbers that were lent to it."""

    def __init__(self, hall: TheHall, machine: Machine, *, ahead: bool = False) -> None:
        self.hall = hall
        self.machine = machine
        lent = hall.do(partial(lend, ahead=ahead), machine.kiosk, hall.key())
        self.date = lent.date
        self._left = iter(lent.numbers)

    def ticket(self, service: str = "A01", ago: timedelta = timedelta(), **more: Any) -> OfflineTicket:
        """One that was given some time ago."""
        digits, visit = next(self._left)
        at = more.pop("issued_at", self.hall.clock.now() - ago)
        key = more.pop("key", None) or self.hall.key()
        return OfflineTicket(visit, digits, service, more.pop("lang", "bg"), key, at, **more)

    def tell(self, ticket: OfflineTicket) -> TakenIn:
        """The server is back and hears of it."""
        return self.hall.do(take_in, self.machine.agent, self.machine.kiosk, ticket)

    def gave(self, service: str = "A01", ago: timedelta = timedelta(), **more: Any) -> TakenIn:
        """It gave one, and now the server hears of it."""
        return self.tell(self.ticket(service, ago, **more))


def as_told(ticket: OfflineTicket) -> dict[str, Any]:
    """An offline ticket as an agent tells it."""
    return {
        "visit": ticket.visit,
        "digits": ticket.digits,
        "service": ticket.service,
        "lang": ticket.lang,
        "class": ticket.visitor_class,
        "needs": list(ticket.needs),
        "call_in": ticket.call_in,
        "documents": dict(ticket.documents),
        "key": ticket.key,
        "issued_at": ticket.issued_at.isoformat(),
        "held": ticket.held,
        "paper": None if ticket.paper is None else {"state": ticket.paper[0], "cause": ticket.paper[1]},
    }
