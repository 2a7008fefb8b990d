"""What must happen by itself: days close, forecasts are renewed, what is personal goes. One thread, once a second."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from server.domain.steady import hall_time
from server.hall.catalogue import catalogue_now
from server.hall.days import close_day, day_is_over
from server.hall.forgetting import forget_the_gone, forget_the_old, somebody_is_gone
from server.hall.giving_up import give_up, open_jobs
from server.hall.holding import drop_the_unheld, somebody_is_unheld
from server.hall.losing import a_search_is_old, end_old_searches
from server.models import Found, table
from server.models.hall import Hall
from server.models.print_job import PrintState
from server.running import Running
from server.seen import Standing, Ticks
from server.trouble import Trouble

HALL = table(Hall)

ROUND_S = 1.0


class Caretaker:
    """Goes round the halls of this installation; where one is in trouble the others are looked after all the same."""

    def __init__(self, run: Running, ticks: Ticks = time.monotonic) -> None:
        self.run = run
        self._stop = threading.Event()
        self._papers: dict[int, Standing] = defaultdict(lambda: Standing(ticks))
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
        run, now = self.run, hall_time(self.run.clock.now(), hall.last_at)
        run.forecast(hall.id)
        self._give_up_papers(hall.id)
        with run.store.look() as conn:
            old = a_search_is_old(conn, hall.id, now)
        if old:
            with run.store.unit(hall.id, run.clock.now) as work:
                end_old_searches(work)
        if hall.day is None:
            return
        if day_is_over(catalogue_now(run.store, hall.id), hall.day, now):
            self._close(hall.id, hall.day)
            return
        with run.store.look() as conn:
            unheld = somebody_is_unheld(conn, hall.id, hall.day_id, now)
            gone = somebody_is_gone(conn, hall.id, hall.day_id, now)
        if unheld:
            with run.store.unit(hall.id, run.clock.now) as work:
                drop_the_unheld(work)
        if gone:
            with run.store.unit(hall.id, run.clock.now) as work:
                forget_the_gone(work)

    def _give_up_papers(self, hall: int) -> None:
        """Visitors of a kiosk whose agent is away, or has lost their job, learn that no paper is to be waited for."""
        run = self.run
        with run.store.look() as conn:
            jobs = open_jobs(conn, hall)
        stuck = self._papers[hall].stuck(job for job in jobs if job.state != PrintState.QUEUED)
        lost = [job for job in jobs if job in stuck or run.seen.silent((hall, job.agent))]
        if lost:
            with run.store.unit(hall, run.clock.now) as work:
                give_up(work, lost)

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
