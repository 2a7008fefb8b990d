"""What a running process has open: settings, database, clock, relay, forecast, press."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from server.clock import Clock
from server.hall.forecasting import gaps
from server.relay import Relay
from server.settings import Settings
from server.store import Store

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
    rounds: list[Callable[[], None]] = field(default_factory=list)  # what else the caretaker does once a second
    stoppers: list[Callable[[], None]] = field(default_factory=list)
    session_ended: list[Callable[[str], None]] = field(default_factory=list)  # told which one, by its key's hash

    @property
    def prints(self) -> bool:
        """Whether tickets get paper."""
        return self.settings.printer is not None

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

    def close(self) -> None:
        """Stop what runs beside the requests and close the database."""
        for stop in self.stoppers:
            stop()
        self.relay.stop()
        self.store.close()


def running() -> Running:
    """What the process of this request has open."""
    return cast(Running, current_app.extensions["gishe"])
