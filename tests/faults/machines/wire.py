"""A screen's socket, connected again and again, as the screens do it themselves."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

import socketio

AGAIN_S = 0.3
WAIT_S = 4.0

Heard = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]


class Wire:
    """Listens to some events of one namespace until it is closed."""

    def __init__(self, url: str, namespace: str, heard: Mapping[str, Heard], token: str | None = None) -> None:
        self._url, self._namespace, self._heard = url, namespace, heard
        self._auth = {"token": token} if token else None
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Hang up."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        while True:
            with suppress(Exception):  # a server that dies while it answers leaves the client with all sorts of them
                await self._once()
            await asyncio.sleep(AGAIN_S)

    async def _once(self) -> None:
        """One connection, until it ends."""
        client, gone = socketio.AsyncClient(reconnection=False, handle_sigint=False), asyncio.Event()

        async def left(*_why: Any) -> None:
            gone.set()

        for event, heard in self._heard.items():
            client.on(event, heard, namespace=self._namespace)
        client.on("disconnect", left, namespace=self._namespace)
        where = {"namespaces": [self._namespace], "transports": ["websocket"], "auth": self._auth}
        try:
            await client.connect(self._url, wait_timeout=WAIT_S, **where)
            await gone.wait()
        finally:
            with suppress(Exception):
                await client.disconnect()
            if client.eio.http is not None and not client.eio.http.closed:
                await client.eio.http.close()
