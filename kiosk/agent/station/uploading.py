"""Tickets given without the server, brought to it in their order; what it refuses is never thrown away."""

import asyncio
from typing import Any

import structlog

from kiosk.agent.station import tickets
from kiosk.agent.station.clock import Clock
from kiosk.agent.station.hall_time import stamp
from kiosk.agent.station.link import within
from kiosk.agent.station.printer_word import PrinterWord
from kiosk.agent.station.server import Answer, NoAnswer, Server
from kiosk.agent.station.store import Store
from kiosk.agent.station.tickets import Upload

PATIENCE_S = 5.0
AGAIN_S = (0.2, 0.5, 1.0, 2.0, 5.0)

log = structlog.get_logger()


class Uploading:
    """One at a time."""

    def __init__(self, store: Store, server: Server, word: PrinterWord, clock: Clock) -> None:
        self._store = store
        self._server = server
        self._word = word
        self._clock = clock
        self._wanted = asyncio.Event()

    def wake(self) -> None:
        """There may be one to bring."""
        self._wanted.set()

    async def run(self) -> None:
        """Bring them as long as there are any."""
        tries = 0
        while True:
            self._wanted.clear()
            upload = await self._store.do(tickets.next_upload)
            held = None if upload is not None else await self._store.do(tickets.next_held)
            try:
                if upload is not None:
                    done = await self._bring(upload)
                elif held is not None:
                    done = await self._say_held(held)
                else:
                    await self._wanted.wait()
                    continue
            except NoAnswer:
                await self._server.link.until_there()
                done = False
            tries = 0 if done else tries + 1
            if tries:
                await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S)) - 1])

    async def _bring(self, upload: Upload) -> bool:
        """Whether it is out of the way. Raises NoAnswer."""
        body = letter(upload)
        answer = await self._server.ask("POST", "offline-tickets", said=body, patience_s=PATIENCE_S)
        if answer.status == 200:
            await self._store.do(tickets.uploaded, upload.ticket, answer.json() or {})
            return True
        if answer.refuses:
            await self._bury(upload.ticket.seq, body, answer)
            return True
        if answer.status >= 500:
            await self._store.do(tickets.broke, upload.ticket.seq)
        return False

    async def _bury(self, seq: int, body: dict[str, Any], answer: Answer) -> None:
        why = answer.body.decode(errors="replace")
        log.error("the server refuses an offline ticket", number=body["digits"], status=answer.status, why=why)
        await self._store.do(tickets.refuse, seq, body, answer.status, why, self._clock.wall())
        self._word.dead_letters += 1
        self._word.changed()

    async def _say_held(self, visit: int) -> bool:
        """Raises NoAnswer."""
        answer = await self._server.ask("POST", f"visits/{visit}/held", said={}, token=self._server.kiosk)
        if answer.status >= 500 or (answer.status >= 400 and not answer.refuses):
            await within(self._wanted, AGAIN_S[-1])
            return False
        await self._store.do(tickets.told_held, visit)
        return True


def letter(upload: Upload) -> dict[str, Any]:
    """An offline ticket as the API takes it."""
    ticket, paper = upload
    return {
        "visit": ticket.visit,
        "digits": ticket.digits,
        **ticket.order,
        "issued_at": stamp(ticket.issued_at),
        "held": ticket.held,
        "paper": None if paper is None else {"state": paper.state, "cause": paper.cause},
    }
