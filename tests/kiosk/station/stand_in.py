"""A stand-in for the hall's server, as its API has it for a kiosk's machine, and with everything that may go wrong."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import socketio
from aiohttp import web

AGENT, KIOSK, CODE = "agent-token", "kiosk-token", "K7M2-9QPD"
LANGS = ("bg", "en", "ro", "tr")
SOFIA = ZoneInfo("Europe/Sofia")


@dataclass
class Job:
    """A print job: what was heard of it, in order."""

    job: int
    visit: int
    key: str
    ticket: dict[str, Any]
    copy_of: bool = False
    ended: bool = False
    heard: list[dict[str, Any]] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        """The states that were heard."""
        return [word["state"] for word in self.heard]


class Hall:
    """The hall. Everything in it is read by the tests' thread; only the server's thread changes it."""

    def __init__(self) -> None:
        self.news = threading.Condition()
        self.port = 0
        self.loop = asyncio.new_event_loop()
        self.tickets: dict[str, dict[str, Any]] = {}  # by key
        self.jobs: dict[int, Job] = {}
        self.uploads: dict[int, dict[str, Any]] = {}  # by visit
        self.refusals: dict[int, int] = {}  # digits of offline tickets: the status they get
        self.held: list[int] = []
        self.leases: dict[str, tuple[date, list[dict[str, Any]]]] = {}  # by key
        self.asked: list[tuple[str, str]] = []  # method and path, as they came
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.printer: list[dict[str, Any]] = []
        self.codes = {CODE.replace("-", "")}
        self.closed = False
        self.prints = True
        self.silent = False  # it takes requests and answers nothing
        self.loses: set[str] = set()  # paths whose answers are lost
        self.status: dict[str, int] = {}  # by path: a gateway's answer
        self.sockets = True
        self.trap: Callable[[str, dict[str, Any]], None] = lambda _when, _said: None  # before and after each word
        self.at: datetime | None = None
        self.hours = ["00:00-24:00"]
        self._visits = iter(range(1000, 10**6))
        self._job_ids = iter(range(1, 10**6))
        self._sio = socketio.AsyncServer(async_mode="aiohttp", transports=["websocket"], cors_allowed_origins="*")
        self._runner: web.AppRunner | None = None
        self._woken = asyncio.Event()

    # What the tests' thread does

    def until(self, seen: Callable[[], Any], within: float = 15.0) -> Any:
        """Wait until something is seen; answers what. Fails the test otherwise."""
        end = monotonic() + within
        while not (found := seen()) and monotonic() < end:
            with self.news:
                self.news.wait(0.02)
        assert found, f"it was not seen in time: {[(j.job, j.heard) for j in self.jobs.values()]} {self.asked[-12:]}"
        return found

    def do(self, change: Callable[[], Any]) -> Any:
        """Change something, in the server's thread."""

        async def changed() -> Any:
            done = change()
            if asyncio.iscoroutine(done):
                done = await done
            self._told()
            return done

        return asyncio.run_coroutine_threadsafe(changed(), self.loop).result(10)

    def ask_for_paper(self, number: str = "A 042", *, key: str = "desk", **ticket: Any) -> Job:
        """A job waits from now on."""
        return self.do(lambda: self._queue(next(self._visits), key, {"number": number, "hall": "Зала", **ticket}))  # type: ignore[no-any-return]

    def go_away(self) -> None:
        """Nobody listens any more, and every connection is cut."""
        self.do(self._stop)

    def come_back(self) -> None:
        """On the same port."""
        self.do(self._start)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def dead_letters(self) -> int:
        """As the agent last said."""
        return int(self.printer[-1]["dead_letters"]) if self.printer else 0

    @property
    def cause(self) -> str | None:
        """What is wrong with the printer, as the agent last said."""
        return self.printer[-1]["cause"] if self.printer else None

    def count(self, method: str, path: str) -> int:
        """How many such requests came."""
        return self.asked.count((method, path))

    # The server

    async def _start(self) -> None:
        app = web.Application(middlewares=[self._middleware], client_max_size=2**20)
        self._sio = socketio.AsyncServer(async_mode="aiohttp", transports=["websocket"], cors_allowed_origins="*")
        self._sio.on("connect", self._connect, "/kiosk")
        app.router.add_get("/socket.io/", self._socket)
        routes: dict[str, Any] = {
            "POST /api/v1/pairing": self._pair,
            "GET /api/v1/session": self._session,
            "GET /api/v1/lobby": self._lobby,
            "GET /api/v1/catalogue": self._catalogue,
            "GET /api/v1/offline-papers": self._papers,
            "POST /api/v1/leases": self._lend,
            "POST /api/v1/offline-tickets": self._take_in,
            "POST /api/v1/tickets": self._issue,
            "GET /api/v1/visits/{visit}": self._visit,
            "POST /api/v1/visits/{visit}/held": self._hold,
            "POST /api/v1/print-jobs/claims": self._claim,
            "PATCH /api/v1/print-jobs/{job}": self._settle,
            "PUT /api/v1/printer": self._printer,
            "GET /static/icon.svg": self._file,
            "GET /office": self._file,
            "POST /api/v1/echo": self._echo,
        }
        for route, handler in routes.items():
            method, path = route.split()
            app.router.add_route(method, path, handler)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._beating = asyncio.create_task(self._beat())

    async def _stop(self) -> None:
        if self._runner is not None:
            runner, self._runner = self._runner, None
            self._beating.cancel()
            for sid in list(self._sio.eio.sockets):
                self._sio.eio.sockets[sid].closed = True
            await self._sio.shutdown()
            await runner.cleanup()

    async def rest(self) -> None:
        """Whatever still runs is ended."""
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _told(self) -> None:
        with self.news:
            self.news.notify_all()

    @web.middleware
    async def _middleware(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.asked.append((request.method, request.path))
        self.headers.append(dict(request.headers))
        try:
            if self.silent:
                await asyncio.sleep(3600)
            gateway = self.status.get(request.path)
            if gateway is not None:
                return web.Response(status=gateway, text="gateway")
            answer: web.StreamResponse = await handler(request)
        finally:
            self._told()
        if request.path in self.loses:
            assert request.transport is not None
            request.transport.abort()
        return answer

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not self.sockets:
            return web.Response(status=404)
        answer: web.StreamResponse = await self._sio.handle_request(request)
        return answer

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> bool:
        token = (auth or {}).get("token") or environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        if token not in (AGENT, KIOSK):
            return False
        await self._sio.emit("lobby", self.lobby(), to=sid, namespace="/kiosk")
        return True

    async def _beat(self) -> None:
        while True:
            if not self.silent:
                await self._sio.emit("beat", {"epoch": "e", "seq": 7}, namespace="/kiosk")
            await asyncio.sleep(0.1)

    def _may(self, request: web.Request, token: str) -> None:
        if request.headers.get("Authorization") != f"Bearer {token}":
            raise web.HTTPUnauthorized(text="{}")

    def lobby(self) -> dict[str, Any]:
        """The picture of the moment."""
        return {
            "epoch": "e",
            "seq": 7,
            "at": _stamp(self.at or datetime.now(UTC)),
            "replay": None
            if self.at is None
            else {"hall": _stamp(self.at), "wall": _stamp(datetime.now(UTC)), "speed": 1.0},
            "hall": {"bg": "Зала"},
            "open": not self.closed,
            "opens_at": None,
            "closes_at": None,
            "hours": [
                {"date": (self.day() + timedelta(days=n)).isoformat(), "intervals": self.hours, "note": None}
                for n in range(7)
            ],
            "groups": [
                {"letter": "A", "waiting": 4, "wait": {"low_min": 5, "high_min": 10}, "staffed": False},
            ],
            "phone": True,
            "paper": "ready",
            "paper_cause": None,
            "other_kiosk": None,
            "offline": False,
        }

    def _queue(self, visit: int, key: str, ticket: dict[str, Any]) -> Job:
        job = Job(next(self._job_ids), visit, key, ticket)
        self.jobs[job.job] = job
        self._woken.set()
        return job

    async def nudge(self) -> None:
        """A word to every agent that listens."""
        await self._sio.emit("job", {}, namespace="/kiosk")

    async def _pair(self, request: web.Request) -> web.Response:
        code = (await request.json())["code"].replace("-", "")
        if code not in self.codes:
            return web.json_response({"code": "wrong_code"}, status=403)
        self.codes.discard(code)
        return web.json_response(
            {"device": _device(9, "agent"), "token": AGENT, "kiosk": {"device": _device(4, "kiosk"), "token": KIOSK}},
            status=201,
        )

    async def _session(self, request: web.Request) -> web.Response:
        if "Authorization" not in request.headers:
            return web.json_response({"code": "not_signed_in"}, status=401)
        return web.json_response(
            {
                "device": _device(4, "kiosk"),
                "staff": None,
                "public_url": self.url,
                "hall": {"slug": "hall", "name": {"bg": "Зала"}, "zone": "Europe/Sofia", "langs": LANGS},
                "demo": False,
            }
        )

    async def _lobby(self, request: web.Request) -> web.Response:
        self._may(request, KIOSK)
        return web.json_response(self.lobby(), headers={"Cache-Control": "no-store"})

    async def _catalogue(self, request: web.Request) -> web.Response:
        self._may(request, KIOSK)
        service = {
            "code": "A01",
            "name": f"Справка ({request.query.get('lang', 'bg')})",
            "open": True,
            "reason": None,
            "waiting": 4,
            "wait": {"low_min": 5, "high_min": 10},
            "documents": [{"code": "id_card", "name": "Лична карта"}, {"code": "form", "name": "Заявление"}],
        }
        return web.json_response({"groups": [{"letter": "A", "name": "Първа", "services": [service]}]})

    async def _papers(self, request: web.Request) -> web.Response:
        self._may(request, AGENT)
        paper = {
            "number": "",
            "hall": "Зала",
            "heading": "Вашият номер",
            "offline": "Издаден без връзка. Номерът е валиден.",
            "qr_heading": "Следете реда си",
            "documents": [{"name": "Лична карта", "note": "", "have": None}, {"name": "Заявление", "have": None}],
        }
        return web.json_response(
            {
                "papers": {lang: {"A01": {**paper, "service": f"Справка ({lang})"}} for lang in LANGS},
                "issued": {"bg": "{date} г., {time} ч.", "en": "{date}, {time}", "ro": "{date}", "tr": "{time}"},
                "copy": dict.fromkeys(LANGS, "КОПИЕ"),
                "priority": dict.fromkeys(LANGS, "Имате предимство."),
                "layout": None,
                "qr_base": f"{self.url}/t/",
                "zone": "Europe/Sofia",
            }
        )

    async def _lend(self, request: web.Request) -> web.Response:
        self._may(request, AGENT)
        asked = await request.json()
        key, day = asked["key"], self.day() + timedelta(days=asked.get("ahead", False))
        if key not in self.leases:
            first = 5001 + 200 * self.loans(day)
            if first > 5999:
                return web.json_response({"code": "exhausted"}, status=409)
            visits = [next(self._visits) for _ in range(200)]
            numbers = [{"digits": first + n, "visit": v, "token": f"{v}.t"} for n, v in enumerate(visits)]
            self.leases[key] = day, numbers
        lent_for, numbers = self.leases[key]
        return web.json_response({"date": lent_for.isoformat(), "numbers": numbers})

    def loans(self, day: date) -> int:
        """How often numbers were lent for that day."""
        return sum(lent_for == day for lent_for, _ in self.leases.values())

    def day(self) -> date:
        """The hall's date."""
        return (self.at or datetime.now(UTC)).astimezone(SOFIA).date()

    async def _take_in(self, request: web.Request) -> web.Response:
        self._may(request, AGENT)
        body = await request.json()
        status = self.refusals.get(body["digits"])
        if status is not None:
            return web.json_response({"code": "not_lent", "detail": "no"}, status=status)
        self.uploads.setdefault(body["visit"], body)
        self.tickets.pop(body["key"], None)  # the ghost
        return web.json_response(
            {"visit": body["visit"], "number": f"A {body['digits']}", "state": "waiting", "fate": "in_line"}
        )

    async def _issue(self, request: web.Request) -> web.Response:
        self._may(request, KIOSK)
        raw = await request.read()
        self.bodies.append(raw)
        try:
            body = json.loads(raw)
            key = body["key"]
        except (ValueError, KeyError, TypeError):
            return web.json_response({"code": "invalid"}, status=422)
        if self.closed:
            return web.json_response({"code": "closed", "opens_at": None}, status=409)
        known = self.tickets.get(key)
        if known is None:
            visit = next(self._visits)
            number = f"A {len(self.tickets) + 1:03}"
            job = self._queue(visit, key, {"number": number, "hall": "Зала"}) if self.prints else None
            self.tickets[key] = {
                "visit": visit,
                "number": number,
                "service": body["service"],
                "state": "waiting",
                "class": body.get("class", "ordinary"),
                "ahead": 3,
                "wait": {"low_min": 5, "high_min": 10},
                "url": f"{self.url}/t/{visit}.t",
                "qr": f"/t/{visit}.t/qr.svg",
                "print": {"job": job.job, "state": "queued", "cause": None} if job else None,
                "issued_at": _stamp(datetime.now(UTC)),
            }
            await self.nudge()
        return web.json_response(self.tickets[key], status=200 if known else 201)

    async def _visit(self, request: web.Request) -> web.Response:
        return web.json_response({"visit": int(request.match_info["visit"]), "from": "the server"})

    async def _hold(self, request: web.Request) -> web.Response:
        self._may(request, KIOSK)
        self.held.append(int(request.match_info["visit"]))
        return web.json_response({"visit": int(request.match_info["visit"])})

    async def _claim(self, request: web.Request) -> web.Response:
        self._may(request, AGENT)
        end = self.loop.time() + float(request.query.get("wait", "0"))
        while True:
            self._woken.clear()
            job = next((job for job in self.jobs.values() if not job.heard), None)
            if job is not None:  # given before and not begun: that answer was lost
                given = {name: getattr(job, name) for name in ("job", "visit", "key", "copy_of", "ticket")}
                self.trap("before", {"state": "claimed"})
                return web.json_response({**given, "asked_at": _stamp(datetime.now(UTC))})
            try:
                async with asyncio.timeout_at(end):
                    await self._woken.wait()
            except TimeoutError:
                return web.Response(status=204)

    async def _settle(self, request: web.Request) -> web.Response:
        self._may(request, AGENT)
        job = self.jobs[int(request.match_info["job"])]
        body = await request.json()
        self.trap("before", body)
        if body["state"] == "sending" and job.ended:
            return web.json_response({"code": "wrong_state"}, status=409)
        job.heard.append(body)
        self.trap("after", body)
        return web.Response(status=204)

    async def _printer(self, request: web.Request) -> web.Response:
        self._may(request, AGENT)
        self.printer.append(await request.json())
        return web.Response(status=204)

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(text="a file of the server", headers={"Cache-Control": "max-age=60", "Set-Cookie": "a=b"})

    async def _echo(self, request: web.Request) -> web.Response:
        return web.json_response({"got": len(await request.read())})


@contextmanager
def standing_in() -> Iterator[Hall]:
    """A hall whose server listens until the block ends."""
    hall = Hall()
    thread = threading.Thread(target=hall.loop.run_forever, name="the hall", daemon=True)
    thread.start()
    hall.come_back()
    try:
        yield hall
    finally:
        hall.go_away()
        hall.do(hall.rest)
        hall.loop.call_soon_threadsafe(hall.loop.stop)
        thread.join(10)
        hall.loop.close()


def _device(device: int, kind: str) -> dict[str, Any]:
    return {"id": device, "kind": kind, "name": f"the {kind}", "counter": None, "hall": "hall"}


def _stamp(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
