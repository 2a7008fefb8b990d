"""A wire between a kiosk's machine and the server: cut, nothing passes and nobody is told."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 65536


class Wire:
    """Listens on a port of its own."""

    def __init__(self, port: int) -> None:
        self.port = 0
        self._to = port
        self._whole = asyncio.Event()
        self._whole.set()
        self.loop = asyncio.new_event_loop()

    def cut(self) -> None:
        self.loop.call_soon_threadsafe(self._whole.clear)

    def mend(self) -> None:
        self.loop.call_soon_threadsafe(self._whole.set)

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def remove(self) -> None:
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _join(self, kiosk: asyncio.StreamReader, to_kiosk: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            server, to_server = await asyncio.open_connection("127.0.0.1", self._to)
            await asyncio.gather(self._carry(kiosk, to_server), self._carry(server, to_kiosk))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await source.read(PIECE):
                await self._whole.wait()
                sink.write(piece)
                await sink.drain()
        sink.close()


@contextmanager
def wire(port: int) -> Iterator[Wire]:
    """A wire to this port of this machine, until the block ends."""
    laid = Wire(port)
    thread = threading.Thread(target=laid.loop.run_forever, name="wire", daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(laid.listen(), laid.loop).result(5)
    try:
        yield laid
    finally:
        asyncio.run_coroutine_threadsafe(laid.remove(), laid.loop).result(5)
        laid.loop.call_soon_threadsafe(laid.loop.stop)
        thread.join(5)
        laid.loop.close()
