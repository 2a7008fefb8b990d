"""What must happen by itself: days close, forecasts are renewed. One thread, once a second."""

import threading
from datetime import date

from sqlalchemy import delete, select

from server.clock import wall
from server.domain.steady import hall_time
from server.hall.catalogue import catalogue_now
from server.hall.days import close_day, day_is_over
from server.hall.rating import COMMENT
from server.models import table
from server.models.hall import Hall
from server.running import Running
from server.trouble import Trouble

HALL = table(Hall)

ROUND_S = 1.0


class Caretaker:
    """Goes round the halls of this installation."""

    def __init__(self, run: Running) -> None:
        self.run = run
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin to go round beside the requests of this process."""
        threading.Thread(target=self._run, name="caretaker", daemon=True).start()

    def stop(self) -> None:
        """End the thread soon."""
        self._stop.set()

    def go_round(self) -> None:
        """One round through all halls, now."""
        with self.run.store.look() as conn:
            halls = conn.execute(select(HALL.c.id, HALL.c.day, HALL.c.last_at)).all()
        for hall in halls:
            self.run.forecast(hall.id)
            now = hall_time(self.run.clock.now(), hall.last_at)
            if hall.day is not None and day_is_over(catalogue_now(self.run.store, hall.id), hall.day, now):
                self._close(hall.id, hall.day)
        for go_round in self.run.rounds:
            go_round()

    def _close(self, hall: int, day: date) -> None:
        with self.run.store.unit(hall, self.run.clock.now) as work:
            if work.day == day:
                close_day(work)
                work.conn.execute(delete(COMMENT).where(COMMENT.c.purge_after < wall().date()))

    def _run(self) -> None:
        going = Trouble("the caretaker could not go round")
        while not self._stop.wait(ROUND_S):
            with going.survived():
                self.go_round()
