"""A kiosk's machine in this process: its agent in a thread, and whoever stands before it."""

import asyncio
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.agent.station.clock import Clock
from kiosk.agent.station.enrolment import Enrolment
from kiosk.agent.station.line import open_line
from kiosk.agent.station.station import Setup, Station
from tests.kiosk.station.stand_in import AGENT, KIOSK, Hall

SCRIPTED = Path(__file__).with_name("scripted_press.py")
SILENT_S = 0.5


class Heard(NamedTuple):
    """An answer."""

    status: int
    body: Any
    headers: dict[str, str]


class MovedClock(Clock):
    """The machine's clock, put forward or back by a test."""

    def __init__(self) -> None:
        self.by = timedelta(0)
        self.slept_s = 0.0

    def wall(self) -> datetime:
        return datetime.now(UTC) + self.by

    def ticks(self) -> float:
        return super().ticks() + self.slept_s


class Machine:
    """A running one."""

    def __init__(self, hall: Hall, folder: Path, press: Sequence[str], clock: Clock, silent_s: float) -> None:
        self.hall = hall
        self.folder = folder
        self.port = 0
        self.station: Station | None = None
        self._press = press
        self._clock = clock
        self._silent_s = silent_s
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._broke: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="the kiosk", daemon=True)

    def start(self) -> "Machine":
        self._thread.start()
        assert self._ready.wait(20)
        if self._broke is not None:
            raise self._broke
        return self

    def end(self) -> None:
        """As SIGTERM ends it."""
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        assert not self._thread.is_alive(), "it does not end"

    def knows_enough(self) -> "Machine":
        """It has all it needs to go on alone."""
        assert self.station is not None
        keeping, leasing = self.station.keeping, self.station.leasing
        self.hall.until(lambda: keeping.done.is_set() and leasing.done.is_set())
        return self

    def is_alone(self) -> "Machine":
        """It has noticed that the server is away."""
        self.hall.until(lambda: self.station is not None and self.station.link.away)
        return self

    def sees_the_server(self) -> "Machine":
        self.hall.until(lambda: self.station is not None and not self.station.link.away)
        return self

    def get(self, path: str, **headers: str) -> Heard:
        return self.ask("GET", path, None, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Heard:
        return self.ask("POST", path, body or {}, **headers)

    def take(self, key: str, **order: Any) -> Heard:
        """Somebody takes a number."""
        return self.post("/api/v1/tickets", {"service": "A01", "lang": "bg", "key": key, **order})

    def ask(self, method: str, path: str, body: Any, **headers: str) -> Heard:
        return ask(self.port, method, path, body, **headers)

    def paper(self, visit: int) -> dict[str, Any]:
        """What the page is told of the paper of a visit."""
        shown: dict[str, Any] = self.get(f"/api/v1/visits/{visit}").body["print"]
        return shown

    def _run(self) -> None:
        try:
            asyncio.run(self._work())
        except BaseException as broke:  # the thread of the test says it
            self._broke = broke
        finally:
            self._ready.set()

    async def _work(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        enrolment = Enrolment(self.hall.url, {"token": AGENT}, {"token": KIOSK})
        screens = self.folder / "screens"
        setup = Setup(self.folder, enrolment, self._press, 576, screens, port=0, silent_s=self._silent_s)
        async with open_line(None) as session:
            self.station = Station(setup, session, self._clock)
            await self.station.run(self._stop, self._is_ready)

    def _is_ready(self, where: str | None) -> None:
        assert where is not None
        self.port = int(where.rpartition(":")[2].partition("/")[0])
        self._ready.set()


@contextmanager
def machine(
    hall: Hall, folder: Path, press: Sequence[str] | None = None, clock: Clock | None = None, silent_s: float = SILENT_S
) -> Iterator[Machine]:
    """Runs until the block ends. By default its printer is one that a script plays."""
    (folder / "screens" / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "screens" / "kiosk.html").write_text("<!doctype html>the kiosk", "utf-8")
    (folder / "screens" / "assets" / "kiosk-abc.js").write_text("// the kiosk", "utf-8")
    running = Machine(hall, folder, press or scripted(folder), clock or Clock(), silent_s)
    try:
        yield running.start()
    finally:
        running.end()


def ask(port: int, method: str, path: str, body: Any = None, **headers: str) -> Heard:
    """Ask the page on this port as its browser does."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = body
    if isinstance(body, dict):
        raw, named = json.dumps(body).encode(), {"Content-Type": "application/json", **named}
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.putrequest(method, path, skip_host="Host" in named, skip_accept_encoding=True)
        for name, value in named.items():
            line.putheader(name, value)
        if raw is not None:
            line.putheader("Content-Length", str(len(raw)))
        line.endheaders(raw)
        return _heard(line.getresponse())


def scripted(folder: Path) -> list[str]:
    """A press that does what the file `press` in the folder says, and notes in `printed` what it printed."""
    return [sys.executable, str(SCRIPTED), str(folder)]


def printed(folder: Path) -> list[str]:
    """The numbers that the scripted press sent, in order."""
    return _noted(folder / "printed").splitlines()


def presses(folder: Path) -> int:
    """How many scripted presses were started."""
    return len(_noted(folder / "started"))


def cleared(folder: Path) -> bool:
    """Whether the latest scripted press was told that a paper broke off before it."""
    return _noted(folder / "started").endswith("t")


def _noted(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def _heard(answer: HTTPResponse) -> Heard:
    raw = answer.read()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    if "json" not in headers.get("content-type", ""):
        return Heard(answer.status, raw.decode("utf-8", "replace"), headers)
    return Heard(answer.status, json.loads(raw), headers)
