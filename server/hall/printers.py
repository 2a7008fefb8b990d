"""The hall's printers: whose they are, what they last said of themselves, and which one prints a ticket."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, update

from server.models import Found, table
from server.models.device import Device, DeviceKind, Printer
from server.models.event import EventKind
from server.store import Store, Unit

DEVICE, PRINTER = table(Device), table(Printer)
KIOSK = DEVICE.alias("kiosk")

SAID = ("model", "online", "cover", "paper", "cutter", "cause", "answers", "confirms", "dots", "dead_letters")
AGENTS = (
    select(
        DEVICE.c.id.label("device"),
        DEVICE.c.name,
        DEVICE.c.kiosk_id,
        KIOSK.c.name.label("kiosk_name"),
        *(PRINTER.c[name] for name in SAID),
        PRINTER.c.changed_at,
    )
    .outerjoin(PRINTER, PRINTER.c.device_id == DEVICE.c.id)
    .outerjoin(KIOSK, KIOSK.c.id == DEVICE.c.kiosk_id)
    .where(DEVICE.c.hall_id == bindparam("hall"), DEVICE.c.kind == DeviceKind.AGENT, DEVICE.c.revoked_at.is_(None))
    .order_by(DEVICE.c.id)
)
OWN = select(PRINTER).where(PRINTER.c.hall_id == bindparam("hall"), PRINTER.c.device_id.is_(None))
ROW = select(PRINTER).where(PRINTER.c.hall_id == bindparam("hall"))

Fresh = Callable[[int | None], bool]  # whether the last word of this agent's printer (None: the hall's own) is believed

WELL = ("ready", "low", "plain")
AS_PAPER: Mapping[str, Literal["ready", "low", "trouble", "unknown"]] = {
    "ready": "ready",
    "plain": "ready",
    "low": "low",
    "trouble": "trouble",
    "silent": "unknown",
    "never": "unknown",
}


@dataclass(frozen=True)
class PrinterSaid:
    """What a printer says of itself. `cause`: why nothing would come out; `answers`: whether it says anything."""

    model: str | None
    online: bool
    cover: Literal["closed", "open"]
    paper: Literal["ok", "low", "out"]
    cutter: Literal["ok", "jammed"]
    cause: str | None
    answers: bool
    confirms: bool
    dots: int
    dead_letters: int = 0


@dataclass(frozen=True)
class PrinterNow:
    """A printer of the hall: its agent's device id and name (None: the server's own), the kiosk it stands in."""

    device: int | None
    name: str
    kiosk: int | None = None
    kiosk_name: str | None = None
    said: PrinterSaid | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True)
class PaperNow:
    """Whether a kiosk's paper would come out now, why not, and which other kiosk's does."""

    state: Literal["ready", "low", "trouble", "unknown", "none"] = "none"
    cause: str | None = None
    other_kiosk: str | None = None


def how_it_is(printer: PrinterNow, *, fresh: bool) -> Literal["ready", "low", "trouble", "silent", "plain", "never"]:
    """A printer as its last word and the time since then tell. `fresh`: that word may still be believed."""
    said = printer.said
    if said is None:
        return "never"
    if not fresh:
        return "silent"
    if said.cause is not None:
        return "trouble"
    if not said.answers:
        return "plain"
    return "low" if said.paper == "low" else "ready"


def paper_now(printers: Sequence[PrinterNow], kiosk: int | None, *, own: bool, fresh: Fresh) -> PaperNow:
    """The paper of this kiosk. `fresh`: whether this printer's last word may be believed."""
    printer = printer_for(printers, kiosk, own=own, fresh=fresh)
    if printer is None:
        return PaperNow()
    state = AS_PAPER[how_it_is(printer, fresh=fresh(printer.device))]
    if state != "trouble":
        return PaperNow(state)
    well = (
        other.kiosk_name
        for other in printers
        if other.kiosk not in (None, kiosk) and how_it_is(other, fresh=fresh(other.device)) in WELL
    )
    return PaperNow(state, printer.said.cause if printer.said else None, next(well, None))


def printers_of(conn: Connection, hall: int) -> tuple[PrinterNow, ...]:
    """Every printer of the hall that is known: those of agents, and the server's own once it has said something."""
    known = [
        PrinterNow(
            row.device,
            row.name,
            row.kiosk_id,
            row.kiosk_name,
            None if row.changed_at is None else _said(row),
            row.changed_at,
        )
        for row in conn.execute(AGENTS, {"hall": hall})
    ]
    for row in conn.execute(OWN, {"hall": hall}):
        known.append(PrinterNow(None, "", None, None, _said(row), row.changed_at))
    return tuple(known)


def printer_for(printers: Sequence[PrinterNow], kiosk: int | None, *, own: bool, fresh: Fresh) -> PrinterNow | None:
    """Whose printer prints a ticket of this kiosk (None: of a desk): its own, the server's, else any agent's.

    Of several that of an agent who is heard, the one added last: a machine that was replaced stays silent.
    None: this ticket gets no paper. `own`: the server has a printer.
    """
    bound = [p for p in printers if kiosk is not None and p.kiosk == kiosk]
    if not bound and own:
        return next((p for p in printers if p.device is None), PrinterNow(None, ""))
    loose = [p for p in printers if p.device is not None and p.kiosk is None and p.said is not None]
    return max(bound or loose, key=lambda p: (fresh(p.device), p.device), default=None)


def report(store: Store, hall: int, clock: Callable[[], datetime], device: int | None, said: PrinterSaid) -> None:
    """A printer says how it is. Only a change is written down, and is an event of the hall."""
    with store.look() as conn:
        if _known(conn, hall, device) == said:
            return
    with store.unit(hall, clock) as work:
        if _known(work.conn, hall, device) != said:  # said twice at once, it is written once
            _write(work, device, {name: getattr(said, name) for name in SAID})


def _known(conn: Connection, hall: int, device: int | None) -> PrinterSaid | None:
    row = conn.execute(ROW.where(_whose(device)), {"hall": hall}).one_or_none()
    return None if row is None else _said(row)


def _write(work: Unit, device: int | None, values: dict[str, Any]) -> None:
    changed = values | {"changed_at": work.now}
    found = work.conn.execute(update(PRINTER).where(PRINTER.c.hall_id == work.hall, _whose(device)).values(**changed))
    if not found.rowcount:
        work.conn.execute(insert(PRINTER).values(hall_id=work.hall, device_id=device, **changed))
    work.record(EventKind.PRINTER_CHANGED, device=device, **{name: values[name] for name in SAID if name != "model"})


def _whose(device: int | None) -> ColumnElement[bool]:
    return PRINTER.c.device_id == device if device is not None else PRINTER.c.device_id.is_(None)


def _said(row: Found) -> PrinterSaid:
    return PrinterSaid(**{name: getattr(row, name) for name in SAID})
