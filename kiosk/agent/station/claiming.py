"""Jobs of the server, taken one at a time: on a nudge while the socket is there, else by a long question."""

import asyncio

import structlog

from kiosk.agent.station import papers
from kiosk.agent.station.clock import Clock
from kiosk.agent.station.link import within
from kiosk.agent.station.nudging import Nudging
from kiosk.agent.station.papers import Job
from kiosk.agent.station.printing import Printing
from kiosk.agent.station.reporting import Reporting
from kiosk.agent.station.server import NoAnswer, Server
from kiosk.agent.station.store import Store

LONG_S = 20  # the server holds a long question open for so long
NET_S = 10.0  # between two questions without a nudge
AGAIN_S = 1.0
SOCKET_S = 1.0  # at the beginning: to see whether there is a socket
REFUSED_S = 5.0

log = structlog.get_logger()


class Claiming:
    """Takes the next job when nothing else waits for the printer."""

    def __init__(
        self,
        store: Store,
        server: Server,
        nudging: Nudging,
        printing: Printing,
        reporting: Reporting,
        clock: Clock,
    ) -> None:
        self._store = store
        self._server = server
        self._nudging = nudging
        self._printing = printing
        self._reporting = reporting
        self._clock = clock
        self._ending = False

    def finish(self) -> None:
        """No further job is taken."""
        self._ending = True
        self._nudging.nudge.set()

    async def run(self) -> None:
        """Claim until told to finish."""
        await within(self._nudging.connected, SOCKET_S)
        while not self._ending:
            await self._printing.idle.wait()
            self._nudging.nudge.clear()
            wait = 0 if self._nudging.connected.is_set() else LONG_S
            try:
                answer = await self._server.ask(
                    "POST", f"print-jobs/claims?wait={wait}", said={}, patience_s=wait + 3.0, again=False
                )
            except NoAnswer:
                await self._server.link.until_there()
                await within(self._nudging.nudge, AGAIN_S)
                continue
            if answer.status == 200 and await self._take(answer.json()):
                continue
            if answer.status not in (200, 204):
                log.warning("the server gives no jobs", status=answer.status)
                await asyncio.sleep(REFUSED_S)
            elif self._nudging.connected.is_set():
                await within(self._nudging.nudge, NET_S)

    async def _take(self, given: object) -> bool:
        """It is ours from here on; False: nothing that we could print, or nothing new."""
        try:
            assert isinstance(given, dict)
            job = Job(
                int(given["job"]), int(given["visit"]), given.get("key"), bool(given["copy_of"]), dict(given["ticket"])
            )
        except (AssertionError, KeyError, TypeError, ValueError):
            log.error("the server gave something that is no job")
            await asyncio.sleep(AGAIN_S)
            return False
        taken = await self._store.do(papers.take, job, self._clock.wall())
        if taken is None:
            log.warning("the server gave a job that it gave before", job=job.job)
            self._reporting.wake()
            await asyncio.sleep(AGAIN_S)
            return False
        self._printing.wake()
        return True
