"""Papers, one after another: no byte goes out before the disk and, if it can be reached, the server know of it."""

import asyncio
from collections.abc import Callable

from kiosk.agent.station import papers
from kiosk.agent.station.clock import Clock
from kiosk.agent.station.papers import Paper
from kiosk.agent.station.press_child import PressChild
from kiosk.agent.station.reporting import Reporting
from kiosk.agent.station.store import Store

ALONE_S = 30.0  # a claim older than this is not printed without the server's word


class Printing:
    """The way of every paper of this machine."""

    def __init__(
        self,
        store: Store,
        press: PressChild,
        reporting: Reporting,
        clock: Clock,
        told: Callable[[Paper], None],
        forgotten: Callable[[], None],
    ) -> None:
        """`told`: hears of each step of a paper; `forgotten`: called when a paper is over."""
        self._store = store
        self._press = press
        self._reporting = reporting
        self._clock = clock
        self._told = told
        self._over = forgotten
        self._wanted = asyncio.Event()
        self._ending = False
        self.idle = asyncio.Event()  # nothing waits to be printed

    def wake(self) -> None:
        """There is a new paper."""
        self.idle.clear()
        self._wanted.set()

    def finish(self) -> None:
        """No further paper is begun."""
        self._ending = True
        self._wanted.set()

    async def run(self) -> None:
        """Print until told to finish."""
        while not self._ending:
            self._wanted.clear()
            paper = await self._store.do(papers.next_waiting, self._clock.wall())
            if paper is not None:
                await self._print(paper)
                continue
            self._reporting.wake()
            if not self._wanted.is_set():
                self.idle.set()
            await self._wanted.wait()

    async def _print(self, paper: Paper) -> None:
        async for said in self._press.print(paper.id, paper.ticket, lambda: self._may_go(paper)):
            ended = await self._store.do(papers.settle, paper.id, said.state, said.cause, said.mm, over=said.last)
            self._reporting.wake()
            if ended is not None:
                self._told(ended)
        self._over()

    async def _may_go(self, paper: Paper) -> bool:
        """Written down here; known to the server, or this machine's own to decide."""
        begun = await self._store.do(papers.begin, paper.id)
        if begun is False:
            return False
        self._told(paper._replace(state="sending"))
        if begun is True:
            return True
        status = await self._reporting.answer_to(begun)
        if status is not None:
            return status < 400
        return 0 <= (self._clock.wall() - paper.taken_at).total_seconds() <= ALONE_S
