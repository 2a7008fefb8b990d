"""The page's own files, from this machine."""

from pathlib import Path

from aiohttp import web

from kiosk.agent.station.problems import problem

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_EVER = "public, max-age=31536000, immutable"  # what Vite builds bears a hash of itself in its name


class Files:
    """`screens`: the folder with the built page."""

    def __init__(self, screens: Path) -> None:
        self._screens = screens.resolve()

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The kiosk."""
        return self._send("kiosk.html", "no-cache")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A part of it."""
        name = request.match_info["name"]
        return self._send(name, FOR_EVER if name.startswith("assets/") else "no-cache")

    def _send(self, name: str, cache: str) -> web.StreamResponse:
        path = (self._screens / name).resolve()
        if not path.is_relative_to(self._screens) or not path.is_file():
            return problem(404, "not_found", "there is nothing here")
        return web.FileResponse(path, headers=HEADERS | {"Cache-Control": cache})
