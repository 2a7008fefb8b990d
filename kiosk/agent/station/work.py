"""What runs beside what, for as long as the machine is on; and how it comes to an end."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import structlog

from kiosk.agent.station.claiming import Claiming
from kiosk.agent.station.link import Link, within
from kiosk.agent.station.press_child import PressChild, WrongPrinter
from kiosk.agent.station.printing import Printing
from kiosk.agent.station.refused import Refused
from kiosk.agent.station.reporting import Reporting

AGAIN_S = 1.0  # before a part that broke begins anew
CLAIM_S = 1.0  # at the end: for a claim that is being answered
FINISH_S = 5.0  # for the paper that is being printed
TELL_S = 1.5  # for the last reports

Part = Callable[[], Awaitable[None]]

log = structlog.get_logger()


class Work:
    """The parts of a machine: those that a paper goes through, and all others `beside`, by name."""

    def __init__(
        self,
        press: PressChild,
        claiming: Claiming,
        printing: Printing,
        reporting: Reporting,
        link: Link,
        beside: Mapping[str, Part],
    ) -> None:
        self._press = press
        self._claiming = claiming
        self._printing = printing
        self._reporting = reporting
        self._link = link
        self._beside = beside

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Until `stop`; then what has begun is ended, and told. Raises Refused where the press cannot work at all."""
        claiming = asyncio.create_task(_ever("claims", self._claiming.run))
        printing = asyncio.create_task(_ever("papers", self._printing.run))
        press = asyncio.create_task(_ever("the press", self._press.run))
        others = [asyncio.create_task(_ever(name, run)) for name, run in self._beside.items()]
        stopping = asyncio.create_task(stop.wait())
        ready()
        try:
            await asyncio.wait({stopping, press}, return_when=asyncio.FIRST_COMPLETED)
            if not press.done():
                await self._finish(claiming, printing)
        finally:
            for task in (claiming, printing, stopping, *others):
                task.cancel()
            press.cancel()
            await asyncio.gather(claiming, printing, stopping, *others, return_exceptions=True)
            with suppress(asyncio.CancelledError):
                await press

    async def _finish(self, claiming: asyncio.Task[None], printing: asyncio.Task[None]) -> None:
        self._claiming.finish()
        await asyncio.wait({claiming}, timeout=CLAIM_S)
        self._printing.finish()
        await asyncio.wait({printing}, timeout=FINISH_S)
        await within(self._reporting.told, TELL_S if not self._link.away else 0)


async def _ever(what: str, run: Part) -> None:
    """A part that breaks is begun anew: a kiosk goes on."""
    while True:
        try:
            return await run()
        except WrongPrinter as wrong:
            raise Refused(str(wrong)) from None
        except Exception:
            log.exception("a part of the machine broke", part=what)
        await asyncio.sleep(AGAIN_S)
