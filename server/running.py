"""What a running process has open: settings, database, clock, relay, forecast, press."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from server.clock import Clock
from server.hall.forecasting import gaps
from server.hall.printers import Fresh, PaperNow, PrinterNow, how_it_is, paper_now, printer_for
from server.hall.printing import Way
from server.hall.snapshot import Snapshot
from server.relay import Relay
from server.seen import Seen
from server.settings import Settings
from server.store import Store
from server.waiting_papers import WaitingPapers

FORECAST_S = 1.0


@dataclass
class Running:
    """One process of an installation."""

    settings: Settings
    store: Store
    clock: Clock
    relay: Relay
    _gaps: dict[int, tuple[float, Mapping[str, float]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    seen: Seen = field(default_factory=Seen)  # printers, as (hall, agent's device id or None)
    papers: WaitingPapers = field(default_factory=WaitingPapers)
    rounds: list[Callable[[], None]] = field(default_factory=list)  # what else the caretaker does once a second
    stoppers: list[Callable[[], None]] = field(default_factory=list)
    session_ended: list[Callable[[str], None]] = field(default_factory=list)  # told which one, by its key's hash

    @property
    def prints(self) -> bool:
        """Whether the server itself has a printer."""
        return self.settings.printer is not None

    def way(self, shot: Snapshot, kiosk: int | None) -> Way | None:
        """How a paper gets to whoever stands at this kiosk (None: at a desk); None: there is no paper."""
        printer = printer_for(shot.printers, kiosk, own=self.prints, fresh=self._fresh(shot.hall))
        if printer is None:
            return None
        trouble = printer.said.cause if printer.said is not None and self.hears(shot.hall, printer) else None
        return Way(printer.device, trouble)

    def paper(self, shot: Snapshot, kiosk: int | None) -> PaperNow:
        """How the paper of this kiosk is."""
        return paper_now(shot.printers, kiosk, own=self.prints, fresh=self._fresh(shot.hall))

    def hears(self, hall: int, printer: PrinterNow) -> bool:
        """Whether this printer's last word may still be believed."""
        return self.seen.fresh((hall, printer.device))

    def how_is(self, hall: int, printer: PrinterNow) -> str:
        """ready, low, trouble, silent, plain or never."""
        return how_it_is(printer, fresh=self.hears(hall, printer))

    def gaps(self, hall: int) -> Mapping[str, float]:
        """The latest forecast: seconds between two calls, by group letter. Read from memory; see `forecast`."""
        known = self._gaps.get(hall)
        return known[1] if known is not None else self.forecast(hall)

    def forecast(self, hall: int) -> Mapping[str, float]:
        """Make the forecast anew, unless it is younger than a second."""
        with self._lock:
            known = self._gaps.get(hall)
            if known is not None and time.monotonic() - known[0] < FORECAST_S:
                return known[1]
            fresh = gaps(self.store, hall)
            self._gaps[hall] = (time.monotonic(), fresh)
            return fresh

    def _fresh(self, hall: int) -> Fresh:
        return lambda device: self.seen.fresh((hall, device))

    def close(self) -> None:
        """Stop what runs beside the requests and close the database."""
        for stop in self.stoppers:
            stop()
        self.papers.stop()
        self.relay.stop()
        self.store.close()


def running() -> Running:
    """What the process of this request has open."""
    return cast(Running, current_app.extensions["gishe"])
