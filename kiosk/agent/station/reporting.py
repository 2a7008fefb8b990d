"""What became of the server's jobs: told in order, until the server has taken it."""

import asyncio

import structlog

from kiosk.agent.station import papers
from kiosk.agent.station.link import within
from kiosk.agent.station.papers import Report
from kiosk.agent.station.server import NoAnswer, Server
from kiosk.agent.station.store import Store

PATIENCE_S = 1.5  # for the server's word before the first byte
AGAIN_S = 1.0

log = structlog.get_logger()


class Reporting:
    """The outbox."""

    def __init__(self, store: Store, server: Server) -> None:
        self._store = store
        self._server = server
        self._wanted = asyncio.Event()
        self._answers: dict[int, asyncio.Future[int]] = {}
        self.told = asyncio.Event()  # the server has heard everything

    def wake(self) -> None:
        """There may be something to tell."""
        self.told.clear()
        self._wanted.set()

    async def answer_to(self, report: int, patience_s: float = PATIENCE_S) -> int | None:
        """The status that the server answers to this report; None: not in time."""
        self.wake()
        try:
            async with asyncio.timeout(patience_s):
                return await self._answer(report)
        except TimeoutError:
            return None
        finally:
            self._answers.pop(report, None)

    async def run(self) -> None:
        """Tell whatever there is to tell."""
        while True:
            self._wanted.clear()
            report = await self._store.do(papers.unreported)
            if report is None:
                if not self._wanted.is_set():
                    self.told.set()
                await self._wanted.wait()
            elif await self._tell(report):
                await self._store.do(papers.reported, report.id)

    async def _tell(self, report: Report) -> bool:
        """Tell the server; whether it need not be told again."""
        try:
            answer = await self._server.ask("PATCH", f"print-jobs/{report.job}", said=report.to_json())
        except NoAnswer:
            await self._server.link.until_there()
            return False
        if answer.status >= 500 or (answer.status >= 400 and not answer.refuses):
            await within(self._wanted, AGAIN_S)
            return False
        if answer.refuses and answer.status != 409:
            log.error("the server refuses to hear of a job", job=report.job, state=report.state, status=answer.status)
        if report.state == "sending":
            waiting = self._answer(report.id)
            if not waiting.done():
                waiting.set_result(answer.status)
            self._forget_before(report.id)
        return True

    def _answer(self, report: int) -> asyncio.Future[int]:
        return self._answers.setdefault(report, asyncio.get_running_loop().create_future())

    def _forget_before(self, report: int) -> None:
        """Those that nobody waited for any more."""
        for old in [known for known in self._answers if known < report]:
            del self._answers[old]
