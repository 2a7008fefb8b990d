"""The page's socket: joined to the server's while it is there, else fed by this machine."""

import asyncio
from contextlib import suppress

import socketio
from aiohttp import ClientError, ClientWebSocketResponse, WSMessage, WSMsgType, WSServerHandshakeError, web
from yarl import URL

from kiosk.agent.station.offline import Offline
from kiosk.agent.station.papers import Paper
from kiosk.agent.station.problems import problem
from kiosk.agent.station.server import AGAIN_S, Server

NAMESPACE = "/kiosk"
BEAT_S = 2.0
LARGEST_FRAME = 1024 * 1024
GOING_AWAY = 1001
CLOSE_S = 1.0

Joint = web.WebSocketResponse | ClientWebSocketResponse


class Sockets:
    """Every open socket of the page, of either kind."""

    def __init__(self, server: Server, offline: Offline) -> None:
        self._server = server
        self._offline = offline
        self._joints: set[asyncio.Task[None]] = set()
        self._fed: set[asyncio.Task[web.StreamResponse]] = set()
        self._changed = asyncio.Event()
        self._own = socketio.AsyncServer(
            async_mode="aiohttp", transports=["websocket"], cors_allowed_origins="*", ping_interval=10, ping_timeout=5
        )  # who may ask was decided at the door
        self._own.on("connect", self._on_connect, NAMESPACE)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """A socket is opened."""
        if request.query.get("transport") != "websocket":
            return problem(400, "invalid", "websocket only")
        try:
            joint = await self._joined(request)
        except WSServerHandshakeError as refused:
            return problem(refused.status, "refused", "the server refuses the socket")
        if joint is None and not self._server.link.away:
            return problem(503, "unreachable", "the server opens no socket")
        if joint is None:
            return await self._feed(request)
        return await self._pipe(request, joint)

    def changed(self) -> None:
        """The lobby may be another."""
        self._changed.set()

    def told(self, paper: Paper) -> None:
        """What became of a paper, for a page that the server cannot tell."""
        said = {"visit": paper.visit, **paper.to_json()}
        self._own.start_background_task(self._own.emit, "job", said, namespace=NAMESPACE)

    async def run(self) -> None:
        """Beat while the server is away; hand every page over when it goes and when it comes."""
        link = self._server.link
        while True:
            await link.until_away()
            for joint in list(self._joints):
                joint.cancel()
            while link.away:
                self._changed.clear()
                await self._show()
                coming, news = asyncio.ensure_future(link.until_there()), asyncio.ensure_future(self._changed.wait())
                try:
                    await asyncio.wait({coming, news}, timeout=BEAT_S, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    coming.cancel()
                    news.cancel()
            self._part()

    async def end(self) -> None:
        """Let go of every page."""
        for joint in list(self._joints):
            joint.cancel()
        self._part()
        await asyncio.gather(*self._fed, return_exceptions=True)
        await self._own.shutdown()

    async def _on_connect(self, sid: str, _environ: object, _auth: object = None) -> bool:
        lobby = self._offline.lobby() if self._server.link.away else None
        if lobby is None:
            return False
        await self._own.emit("lobby", lobby, to=sid, namespace=NAMESPACE)
        return True

    async def _show(self) -> None:
        lobby = self._offline.lobby()
        if lobby is not None:
            await self._own.emit("lobby", lobby, namespace=NAMESPACE)

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        """A socket of our own; cut, it closes."""
        fed: asyncio.Task[web.StreamResponse] = asyncio.create_task(self._own.handle_request(request))
        self._fed.add(fed)
        try:
            return await fed
        finally:
            self._fed.discard(fed)
            fed.cancel()

    def _part(self) -> None:
        """Our pages go back to the server: they connect again by themselves."""
        for fed in list(self._fed):
            fed.cancel()

    async def _joined(self, request: web.Request) -> ClientWebSocketResponse | None:
        """The server's end; None: it is away. Raises WSServerHandshakeError where the server says no."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self._server.patience_s
        where = self._server.url.join(URL(request.rel_url.raw_path_qs, encoded=True))
        headers = {"Authorization": f"Bearer {self._server.kiosk}"}
        while not self._server.link.away:
            try:
                async with asyncio.timeout_at(end):
                    return await self._server.session.ws_connect(
                        where, headers=headers, max_msg_size=LARGEST_FRAME, autoping=False
                    )
            except WSServerHandshakeError as refused:
                if refused.status < 500:
                    raise
            except (ClientError, OSError, TimeoutError):
                pass
            if loop.time() + AGAIN_S >= end:
                return None
            await asyncio.sleep(AGAIN_S)
        return None

    async def _pipe(self, request: web.Request, server: ClientWebSocketResponse) -> web.WebSocketResponse:
        page = web.WebSocketResponse(autoping=False, max_msg_size=LARGEST_FRAME, timeout=CLOSE_S)
        try:
            await page.prepare(request)
        except ConnectionError:  # the page is gone already
            await server.close()
            return page
        piped = asyncio.create_task(self._both_ways(page, server))
        self._joints.add(piped)
        try:
            await piped
        except asyncio.CancelledError:
            if not piped.cancelled():
                piped.cancel()
                raise
        finally:
            self._joints.discard(piped)
            await _close(page, server)
        return page

    async def _both_ways(self, page: web.WebSocketResponse, server: ClientWebSocketResponse) -> None:
        """Until either side closes; then so does the other."""
        up, down = asyncio.create_task(_flow(page, server)), asyncio.create_task(_flow(server, page))
        try:
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            up.cancel()
            down.cancel()


async def _flow(source: Joint, sink: Joint) -> None:
    """Every frame from one side to the other, its goodbye too."""
    with suppress(ConnectionError, ClientError, RuntimeError):
        while True:
            frame = await source.receive()
            if not await _on(frame, sink):
                break
        code = source.close_code
        await sink.close(code=code if code is not None and code in _SAYABLE else GOING_AWAY)


async def _on(frame: WSMessage, sink: Joint) -> bool:
    """Whether the flow goes on."""
    match frame.type:
        case WSMsgType.TEXT:
            await sink.send_str(frame.data)
        case WSMsgType.BINARY:
            await sink.send_bytes(frame.data)
        case WSMsgType.PING:
            await sink.ping(frame.data)
        case WSMsgType.PONG:
            await sink.pong(frame.data)
        case _:
            return False
    return True


async def _close(page: web.WebSocketResponse, server: ClientWebSocketResponse) -> None:
    """A peer that is gone does not answer a goodbye."""
    for side in (page, server):
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_S):
                await side.close(code=GOING_AWAY)


_SAYABLE = frozenset({1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, *range(3000, 5000)})
