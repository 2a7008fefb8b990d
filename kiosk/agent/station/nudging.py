"""The socket on which the server says that there is a job, and that it is there."""

import asyncio
from contextlib import suppress
from typing import Any

import socketio
from aiohttp import ClientError

from kiosk.agent.station.link import within
from kiosk.agent.station.server import Server

NAMESPACE = "/kiosk"
SILENT_S = 7.0  # it beats every two seconds
CONNECT_S = 5.0
AGAIN_S = 1.0


class Nudging:
    """`connected`: the socket is there, so that a job is heard of at once."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.connected = asyncio.Event()
        self.nudge = asyncio.Event()
        self._beat = asyncio.Event()

    async def run(self) -> None:
        """Connect, listen, connect again."""
        while True:
            await self._server.link.until_there()
            with suppress(socketio.exceptions.ConnectionError, ClientError, OSError, TimeoutError):
                await self._listen()
            await asyncio.sleep(AGAIN_S)

    async def _listen(self) -> None:
        """One connection, until it ends or falls silent."""
        client = socketio.AsyncClient(reconnection=False, handle_sigint=False, http_session=self._server.session)
        gone = asyncio.Event()

        async def on_job(*_said: Any) -> None:
            self.nudge.set()

        async def on_beat(*_said: Any) -> None:
            self._server.link.heard()
            self._beat.set()

        async def on_disconnect(*_why: Any) -> None:
            gone.set()
            self._beat.set()

        client.on("job", on_job, NAMESPACE)
        client.on("beat", on_beat, NAMESPACE)
        client.on("disconnect", on_disconnect, NAMESPACE)
        try:
            async with asyncio.timeout(CONNECT_S + 1):
                await client.connect(
                    str(self._server.url),
                    transports=["websocket"],
                    namespaces=[NAMESPACE],
                    auth={"token": self._server.agent},
                    wait_timeout=CONNECT_S,
                )
            self.connected.set()
            self.nudge.set()  # what was queued before
            while not gone.is_set():
                self._beat.clear()
                if not await within(self._beat, SILENT_S):
                    break
        finally:
            self.connected.clear()
            self.nudge.set()  # from here on it is asked
            with suppress(Exception):  # a socket that is gone cannot be closed
                async with asyncio.timeout(1):
                    await client.disconnect()
            client.eio.http = None  # it would close our session when it is thrown away
