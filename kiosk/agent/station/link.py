"""Whether the server is there, judged by what is heard of it."""

import asyncio

SILENT_S = 3.0  # without an answer or a heartbeat: it is away


class Link:
    """Every answer of the server, and every beat on the socket, is a sign of life."""

    def __init__(self, silent_s: float = SILENT_S) -> None:
        self.silent_s = silent_s
        self._there, self._away = asyncio.Event(), asyncio.Event()
        self._there.set()
        self._heard_at = asyncio.get_running_loop().time()

    @property
    def away(self) -> bool:
        """Nothing was heard for so long that the kiosk goes on by itself."""
        return self._away.is_set()

    def heard(self) -> None:
        """The server said something."""
        self._heard_at = asyncio.get_running_loop().time()
        self._away.clear()
        self._there.set()

    async def until_there(self) -> None:
        """Wait for the server."""
        await self._there.wait()

    async def until_away(self) -> None:
        """Wait for its silence."""
        await self._away.wait()

    async def run(self) -> None:
        """Watch over the silence."""
        loop = asyncio.get_running_loop()
        while True:
            await self._there.wait()
            left = self._heard_at + self.silent_s - loop.time()
            if left <= 0:
                self._there.clear()
                self._away.set()
            else:
                await asyncio.sleep(left)


async def within(event: asyncio.Event, seconds: float) -> bool:
    """Wait for the event, but not for ever; whether it came."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
