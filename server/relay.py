"""One relay a process: it reads the journal and tells the faces. Nothing else publishes.

A commit nudges it at once; then it makes at most one picture per 20 ms and hall. It looks twice a second
anyway, so a lost nudge costs only time, and every two seconds it lets the faces beat.
"""

import threading
import time
from collections.abc import Sequence
from typing import Protocol

import structlog
from sqlalchemy import bindparam, select

from server.clock import Clock
from server.hall.snapshot import Snapshot, take
from server.models import Found, table
from server.models.event import Event
from server.models.hall import Hall
from server.store import Store
from server.trouble import Trouble

HALL, EVENT = table(Hall), table(Event)
SEQS = select(HALL.c.id, HALL.c.seq, HALL.c.epoch)
NEW = (
    select(EVENT)
    .where(EVENT.c.hall_id == bindparam("hall"), EVENT.c.seq > bindparam("after"), EVENT.c.seq <= bindparam("upto"))
    .order_by(EVENT.c.seq)
    .limit(1000)
)

PACE_S = 0.020  # between two pictures of a hall
NET_S = 0.5  # between two looks without a nudge
BEAT_S = 2.0

log = structlog.get_logger()


class Listener(Protocol):
    """A face, as the relay knows it."""

    def tell(self, hall: int, shot: Snapshot, events: Sequence[Found]) -> None:
        """The hall has moved to this snapshot by these events (none: only time has passed)."""

    def beat(self, hall: int, shot: Snapshot) -> None:
        """Two seconds have passed: say how far the pictures are current."""


class Relay:
    """Reads the journal, keeps the latest snapshot of every hall, tells the listeners."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.listeners: list[Listener] = []
        self._latest: dict[int, Snapshot] = {}
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._beat_at = 0.0

    def nudge(self) -> None:
        """Something was committed."""
        self._wake.set()

    def latest(self, hall: int) -> Snapshot:
        """The newest snapshot of the hall."""
        return self._latest.get(hall) or self.fresh(hall)

    def fresh(self, hall: int) -> Snapshot:
        """The hall as it is at this moment: what somebody gets who asks."""
        return take(self.store, hall, self.clock.now())

    def start(self) -> None:
        """Begin to run beside the requests of this process."""
        threading.Thread(target=self._run, name="relay", daemon=True).start()

    def stop(self) -> None:
        """End the running thread soon."""
        self._stop.set()
        self._wake.set()

    def drain(self) -> None:
        """Tell everything there is to tell, now, in this thread."""
        beating = time.monotonic() - self._beat_at >= BEAT_S
        if beating:
            self._beat_at = time.monotonic()
        with self.store.look() as conn:
            heads = conn.execute(SEQS).all()
        for head in heads:
            before = self._latest.get(head.id)
            moved = before is None or (before.epoch, before.seq) != (head.epoch, head.seq)
            if moved or beating:
                self._tell(head.id, before)
            if beating:
                self._each("beat", head.id, self._latest[head.id])

    def _tell(self, hall: int, before: Snapshot | None) -> None:
        shot = take(self.store, hall, self.clock.now())
        after = before.seq if before is not None and before.epoch == shot.epoch else shot.seq
        events: list[Found] = []
        while after < shot.seq:
            with self.store.look() as conn:
                page = conn.execute(NEW, {"hall": hall, "after": after, "upto": shot.seq}).all()
            events += page
            after = page[-1].seq
        self._latest[hall] = shot
        self._each("tell", hall, shot, events)

    def _each(self, what: str, *facts: object) -> None:
        for listener in self.listeners:
            try:
                getattr(listener, what)(*facts)
            except Exception:
                log.exception("a face could not be told", face=type(listener).__name__)

    def _run(self) -> None:
        reading = Trouble("the relay could not read the journal")
        while not self._stop.is_set():
            self._wake.wait(NET_S)
            self._wake.clear()
            with reading.survived():
                self.drain()
            self._stop.wait(PACE_S)
