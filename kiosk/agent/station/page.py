"""The kiosk's page on this machine: its addresses, and who answers them."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from kiosk.agent.station.files import Files
from kiosk.agent.station.guard import LARGEST_BODY, guard
from kiosk.agent.station.link import Link
from kiosk.agent.station.offline import Offline
from kiosk.agent.station.ordering import Ordering
from kiosk.agent.station.orders import LANGS
from kiosk.agent.station.passing import Passing, back
from kiosk.agent.station.problems import problem, said
from kiosk.agent.station.server import NoAnswer
from kiosk.agent.station.sockets import Sockets
from kiosk.agent.station.visits import Visits


class Pictures:
    """What the page asks for and this machine knows too: the server's, or ours while it is silent."""

    def __init__(self, passing: Passing, link: Link, offline: Offline) -> None:
        self._passing = passing
        self._link = link
        self._offline = offline

    async def session(self, request: web.Request) -> web.Response:
        """Who this kiosk is."""
        return await self._answer(request, self._offline.session)

    async def catalogue(self, request: web.Request) -> web.Response:
        """What the hall offers."""
        lang = request.query.get("lang", "bg")
        return await self._answer(request, lambda: self._offline.catalogue(lang if lang in LANGS else "bg"))

    async def lobby(self, request: web.Request) -> web.Response:
        """The hall."""
        return await self._answer(request, self._offline.lobby)

    async def _answer(self, request: web.Request, ours: Callable[[], dict[str, Any] | None]) -> web.Response:
        if not self._link.away:
            try:
                return back(await self._passing.ask(request))
            except NoAnswer:
                pass
        shown = ours()
        if shown is None:
            return problem(503, "unreachable", "the server does not answer, and never did")
        return said(shown)


def page(
    files: Files, pictures: Pictures, ordering: Ordering, visits: Visits, passing: Passing, sockets: Sockets
) -> web.Application:
    """The application."""
    app = web.Application(middlewares=[guard], client_max_size=LARGEST_BODY)
    app.router.add_get("/kiosk", files.page)
    app.router.add_get("/static/screens/{name:.+}", files.file)
    app.router.add_get("/static/{name:.+}", passing.pass_on)
    app.router.add_get("/t/{token}/qr.svg", visits.code)
    app.router.add_get("/socket.io/", sockets.open)
    app.router.add_get("/api/v1/session", pictures.session)
    app.router.add_get("/api/v1/catalogue", pictures.catalogue)
    app.router.add_get("/api/v1/lobby", pictures.lobby)
    app.router.add_post("/api/v1/tickets", ordering.take)
    app.router.add_get("/api/v1/visits/{visit}", visits.show)
    app.router.add_post("/api/v1/visits/{visit}/held", visits.hold)
    app.router.add_post("/api/v1/visits/{visit}/prints", visits.print_again)
    app.router.add_route("*", "/api/v1/{rest:.+}", visits.other)
    return app
