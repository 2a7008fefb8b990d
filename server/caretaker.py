"""What must happen by itself: days close, forecasts are renewed, what is personal goes. One thread, once a second."""

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from server.domain.steady import hall_time
from server.hall.catalogue import catalogue_now
from server.hall.days import close_day, day_is_over
from server.hall.forgetting import forget_the_gone, forget_the_old, somebody_is_gone
from server.hall.holding import drop_the_unheld, somebody_is_unheld
from server.hall.losing import a_search_is_old, end_old_searches
from server.hall.printing import give_up, jobs_left_to
from server.models import Found, table
from server.models.hall import Hall
from server.running import Running
from server.trouble import Trouble

HALL = table(Hall)

ROUND_S = 1.0


class Caretaker:
    """Goes round the halls of this installation; where one is in trouble the others are looked after all the same."""

    def __init__(self, run: Running) -> None:
        self.run = run
        self._stop = threading.Event()
        self._halls: dict[int, Trouble] = defaultdict(lambda: Trouble("the caretaker could not look after a hall"))
        self._rounds: dict[Callable[[], None], Trouble] = defaultdict(lambda: Trouble("a round could not be made"))

    def start(self) -> None:
        """Begin to go round beside the requests of this process."""
        threading.Thread(target=self._run, name="caretaker", daemon=True).start()

    def stop(self) -> None:
        """End the thread soon."""
        self._stop.set()

    def go_round(self) -> None:
        """One round through all halls, now."""
        with self.run.store.look() as conn:
            halls = conn.execute(select(HALL.c.id, HALL.c.day, HALL.c.day_id, HALL.c.last_at)).all()
        for hall in halls:
            with self._halls[hall.id].survived():
                self._look_after(hall)
        for go_round in self.run.rounds:
            with self._rounds[go_round].survived():
                go_round()

    def _look_after(self, hall: Found) -> None:
        self.run.forecast(hall.id)
        self._give_up_on_silent_printers(hall.id)
        if hall.day is None:
            return
        run, now = self.run, hall_time(self.run.clock.now(), hall.last_at)
        if day_is_over(catalogue_now(run.store, hall.id), hall.day, now):
            self._close(hall.id, hall.day)
            return
        if somebody_is_unheld(run.store, hall.id, hall.day_id, now):
            with run.store.unit(hall.id, run.clock.now) as work:
                drop_the_unheld(work)
        with run.store.look() as conn:
            old = a_search_is_old(conn, hall.id, now)
            gone = somebody_is_gone(conn, hall.id, hall.day_id, now)
        if gone:
            with run.store.unit(hall.id, run.clock.now) as work:
                forget_the_gone(work)
        if old:
            with run.store.unit(hall.id, run.clock.now) as work:
                end_old_searches(work)

    def _give_up_on_silent_printers(self, hall: int) -> None:
        """Visitors of a kiosk whose agent is away learn within seconds that no paper comes."""
        run = self.run
        with run.store.look() as conn:
            waited_for = jobs_left_to(conn, hall)
        silent = [agent for agent in waited_for if run.seen.silent((hall, agent))]
        if silent:
            with run.store.unit(hall, run.clock.now) as work:
                give_up(work, silent)

    def _close(self, hall: int, day: date) -> None:
        with self.run.store.unit(hall, self.run.clock.now) as work:
            if work.day == day:
                close_day(work)
                forget_the_old(work)

    def _run(self) -> None:
        going = Trouble("the caretaker could not go round")
        while not self._stop.wait(ROUND_S):
            with going.survived():
                self.go_round()
