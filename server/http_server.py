"""gunicorn, as this hall runs it: one worker on SQLite, threads for every open screen, no control socket."""

import ctypes
import logging
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from gunicorn.app.base import BaseApplication

CLOSE_AFTER_S = 0.2  # after SIGTERM: what is being answered is answered, then sockets go
PR_SET_PDEATHSIG = 1  # prctl(2)
SILENT_S = 15  # a screen answers a ping every 10 s: whoever says nothing for longer must not keep a thread


# What Socket.IO needs to be a client, and structlog to paint a terminal: 16 MB of the worker's 98. Both do without.
CLIENTS = ("aiohttp", "requests", "websocket", "rich")


class HallServer(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """A gunicorn that loads the hall in its worker, never before: threads would stay behind in the parent."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in the worker."""
        with _unneeded(CLIENTS):
            from server.wsgi import application

        return application()


def options(
    bind: str,
    threads: int,
    workers: int = 1,
    *,
    ready: Callable[[], None] | None = None,
    forked: Callable[[], None] | None = None,
    ended: Callable[[], None] | None = None,
) -> dict[str, Any]:
    """gunicorn's settings.

    `ready` is called when the port is open, `forked` in each worker, `ended` when everything has stopped.
    """
    return {
        "bind": bind,
        "workers": workers,
        "worker_class": "gthread",
        "threads": threads,
        "worker_connections": threads * 4,
        "graceful_timeout": 5,
        "keepalive": 30,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _server: ready() if ready else None,
        "post_fork": lambda _server, _worker: _begin_worker(forked),
        "on_exit": lambda _server: ended() if ended else None,
        "post_worker_init": _mind_sockets,
    }


def _begin_worker(forked: Callable[[], None] | None) -> None:
    """A worker whose master was killed ends like one that was told to: else it would keep port and database."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if forked:
        forked()


def _mind_sockets(worker: Any) -> None:
    """What gunicorn leaves to its host: peers that fall silent, and screens that hang on to a worker that ends."""
    for listener in worker.sockets:
        _limit_silence(listener)
    worker.log.error_log.addFilter(_worth_a_line)
    _let_go_on_term(worker.wsgi)


def _limit_silence(listener: Any) -> None:
    """Reading and writing give up after a while, on every connection that is accepted here: they inherit it."""
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", SILENT_S, 0))


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Somebody who began a request and fell silent is none of our faults."""
    return record.exc_info is None or not isinstance(record.exc_info[1], BlockingIOError)


def _let_go_on_term(app: Any) -> None:
    """A worker that ends lets go of its sockets at once, without a goodbye: then clients come back by themselves.

    Agents that wait for a paper are answered that there is none.
    """
    from server.live import abandon_sockets

    before = signal.getsignal(signal.SIGTERM)

    def let_go() -> None:
        if "gishe" in app.extensions:
            app.extensions["gishe"].papers.stop()
        abandon_sockets()

    def on_term(number: int, frame: Any) -> None:
        threading.Timer(CLOSE_AFTER_S, let_go).start()
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, on_term)


@contextmanager
def _unneeded(modules: Sequence[str]) -> Iterator[None]:
    """While it lasts, these look as if they were not installed."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: importing it fails
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
