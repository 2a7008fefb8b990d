"""The rest of the page: passed to the server with the kiosk's token, and its answer back, as it is."""

from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from kiosk.agent.station.problems import problem
from kiosk.agent.station.server import Answer, NoAnswer, Server

UP = ("Accept", "Accept-Language", "Content-Type", "If-None-Match", "Range", "User-Agent", "X-Gishe-Face")
DOWN = (
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Language",
    "Content-Range",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Resource-Policy",
    "ETag",
    "Referrer-Policy",
    "Retry-After",
    "Vary",
    "X-Content-Type-Options",
)
SAFE = ("GET", "HEAD")


class Passing:
    """Only the headers that mean something to the other side pass: no cookies, no origin, nothing between two hops."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def ask(self, request: web.Request, *, again: bool | None = None) -> Answer:
        """What the server answers to this request. `again`: it may be repeated. Raises NoAnswer."""
        headers = CIMultiDict({name: request.headers[name] for name in UP if name in request.headers})
        if request.path.startswith("/api/v1/") and self._server.kiosk is not None:
            headers["Authorization"] = f"Bearer {self._server.kiosk}"
        body = await request.read() or None
        where = self._server.url.join(URL(request.rel_url.raw_path_qs, encoded=True))
        may_repeat = request.method in SAFE if again is None else again
        return await self._server.send(request.method, where, headers, body, again=may_repeat)

    async def pass_on(self, request: web.Request) -> web.Response:
        """The server's answer, or that there is none."""
        try:
            return back(await self.ask(request))
        except NoAnswer:
            return problem(503, "unreachable", "the server does not answer")


def back(answer: Answer) -> web.Response:
    """The server's answer for the browser."""
    headers = CIMultiDict({name: answer.headers[name] for name in DOWN if name in answer.headers})
    return web.Response(status=answer.status, body=answer.body, headers=headers)
