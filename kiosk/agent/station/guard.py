"""The door of the kiosk's page: only this machine's own browser, and only what the page needs."""

import sqlite3
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from yarl import URL

from kiosk.agent.station.problems import problem

LOOPBACK = ("localhost", "127.0.0.1", "::1")
LARGEST_BODY = 64 * 1024

log = structlog.get_logger()


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses names that were made to point here (DNS rebinding), foreign pages, and paths that lead elsewhere."""
    if not _is_here(request.headers.get("Host", "")):
        return problem(403, "wrong_host", "this page is for the browser of this machine")
    if not _is_ours(request):
        return problem(403, "foreign_page", "another page may not ask here")
    if _leads_elsewhere(request.rel_url.raw_path):
        return problem(404, "not_found", "there is nothing here")
    return await answered(request, handler)


async def answered(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """aiohttp's own refusals as problem documents."""
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        return problem(413, "invalid", f"the body is larger than {LARGEST_BODY // 1024} KB")
    except sqlite3.Error:
        log.exception("the store does not work")
        return problem(503, "busy", "this machine can keep nothing now")
    except web.HTTPNotFound:
        return problem(404, "not_found", "there is nothing here")
    except web.HTTPMethodNotAllowed as error:
        refused = problem(405, "method_not_allowed", f"not {error.method}")
        refused.headers["Allow"] = error.headers.get("Allow", "")
        return refused


def _is_here(host: str) -> bool:
    try:
        return URL(f"http://{host}").host in LOOPBACK
    except ValueError:
        return False


def _is_ours(request: web.Request) -> bool:
    """A page that hides where it comes from says "null"; then the browser itself must vouch for it."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if origin is None:
        return site in ("same-origin", "none") or _is_opened(request)
    if origin == "null":
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origin == f"http://{request.headers['Host']}"


def _is_opened(request: web.Request) -> bool:
    """The page itself, opened by a link or an address."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"


def _leads_elsewhere(raw: str) -> bool:
    """Dots and slashes in disguise: what follows might read them otherwise than we do."""
    plain = raw.lower().replace("%2e", ".")
    if "%2f" in plain or "%5c" in plain or "\\" in plain:
        return True
    return "//" in plain or any(part in (".", "..") for part in plain.split("/"))
