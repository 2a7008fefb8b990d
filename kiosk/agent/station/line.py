"""The way to the server: connections that are kept, and whom this machine believes under TLS."""

import ssl
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar, TCPConnector
from yarl import URL

from kiosk.agent.station.refused import Refused

KEEP_S = 15.0  # less than the server does: a request must not meet a connection that is just being closed
LOCAL = ("localhost", "127.0.0.1", "::1")


def address(server: str, *, insecure_lan: bool) -> URL:
    """The server's address. Raises Refused."""
    try:
        url = URL(server)
    except ValueError:
        raise Refused(f"{server} is no address") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise Refused(f"{server} is no address: https://hall.example.bg is one")
    if url.scheme == "http" and url.host not in LOCAL and not insecure_lan:
        raise Refused(f"{server} would send this machine's key in the open: use https, or try with --insecure-lan")
    return url.origin()


def open_line(tls_ca: Path | None) -> ClientSession:
    """A session for all requests to the server. `tls_ca`: the authority that signed its certificate. Raises Refused."""
    try:
        trust = ssl.create_default_context(cafile=tls_ca)
    except (OSError, ssl.SSLError) as error:
        raise Refused(f"{tls_ca} is no certificate authority: {error}") from None
    return ClientSession(
        connector=TCPConnector(ssl=trust, limit=0, keepalive_timeout=KEEP_S),
        cookie_jar=DummyCookieJar(),
        skip_auto_headers=("Accept-Encoding", "User-Agent"),
    )
