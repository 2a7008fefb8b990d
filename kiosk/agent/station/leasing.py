"""Numbers for the time when the server is away: more when half of a day's are given, and some for the day to come."""

import asyncio
import secrets
from datetime import date

import structlog

from kiosk.agent.station import numbers
from kiosk.agent.station.hall_time import HallTime
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.link import within
from kiosk.agent.station.server import NoAnswer, Server
from kiosk.agent.station.store import Store

LOOKS_S = 60.0
AGAIN_S = 2.0
EXHAUSTED_S = 600.0
JUST_AFTER_S = 0.5  # midnight here is not sooner than there

log = structlog.get_logger()


class Leasing:
    """Keeps the day's numbers ready."""

    def __init__(self, store: Store, server: Server, kept: Kept, time: HallTime) -> None:
        self._store = store
        self._kept = kept
        self._server = server
        self._time = time
        self._wanted = asyncio.Event()
        self.done = asyncio.Event()  # there are numbers for today, and for the day to come

    def wake(self) -> None:
        """Some were given."""
        self._wanted.set()

    async def run(self) -> None:
        """Fetch what is wanted, when it is wanted."""
        await self._time.zone_known.wait()
        while True:
            self._wanted.clear()
            day = self._time.today()
            await self._store.do(numbers.void_before, day)
            lease = await self._store.do(numbers.lease_of, day)
            enough = lease is not None and lease.left > lease.size // 2
            if enough and await self._store.do(numbers.lent_after, day):
                self.done.set()
                pause = min(LOOKS_S, self._time.until_midnight() + JUST_AFTER_S)
            else:
                pause = await self._fetch(day, ahead=enough)
            if pause:
                await within(self._wanted, pause)

    async def _fetch(self, day: date, *, ahead: bool) -> float:
        """Ask for the next ones; answers after how many seconds to look again.

        `ahead`: for the next day that the hall opens; the server may be away when it begins.

        The key is kept until they are: if the answer is lost, the same question brings the same numbers.
        """
        later = LOOKS_S if ahead else AGAIN_S  # there is time until that day
        key = self._kept.get("lease key") or secrets.token_urlsafe(16)
        await self._kept.keep("lease key", key)
        try:
            answer = await self._server.ask("POST", "leases", said={"key": key, **({"ahead": True} if ahead else {})})
        except NoAnswer:
            await self._server.link.until_there()
            return AGAIN_S
        said = answer.json()
        if answer.status == 409:
            log.warning("the server has no more numbers to lend to this kiosk")
            return min(EXHAUSTED_S, self._time.until_midnight() + JUST_AFTER_S)
        if answer.status != 200 or not isinstance(said, dict):
            log.warning("the server lends no numbers", status=answer.status)
            return later
        lent = date.fromisoformat(said["date"])
        await self._store.do(numbers.keep_lease, lent, said["numbers"])
        await self._kept.keep("lease key", None)
        wanted = lent > day if ahead else lent == day
        return 0.0 if wanted and said["numbers"] else later
