"""The page's socket: the server's while it is there, this machine's own while it is away."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from time import monotonic
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession

from tests.kiosk.station.machine import Machine
from tests.kiosk.station.stand_in import Hall


class Page:
    """A page's socket, as a browser opens it: it comes back by itself."""

    def __init__(self, kiosk: Machine) -> None:
        self.lobbies: list[dict[str, Any]] = []
        self.jobs: list[dict[str, Any]] = []
        self.cuts = 0
        self._here = f"http://127.0.0.1:{kiosk.port}"

    async def stay_open(self) -> None:
        async with ClientSession() as session:
            while True:
                with suppress(ClientError, OSError):
                    await self._listen(session)
                self.cuts += 1
                await asyncio.sleep(0.05)

    async def _listen(self, session: ClientSession) -> None:
        where = f"{self._here}/socket.io/?EIO=4&transport=websocket"
        async with session.ws_connect(where, headers={"Origin": self._here}) as socket:
            async for frame in socket:
                said = str(frame.data)
                if said.startswith("0"):
                    await socket.send_str('40/kiosk,{"device":4}')
                elif said == "2":
                    await socket.send_str("3")
                elif said.startswith("42/kiosk,"):
                    event, *facts = json.loads(said.removeprefix("42/kiosk,"))
                    {"lobby": self.lobbies, "job": self.jobs}.get(event, []).extend(facts)


@contextmanager
def open_page(hall: Hall, kiosk: Machine) -> Iterator[Page]:
    page = Page(kiosk)
    living = asyncio.run_coroutine_threadsafe(page.stay_open(), hall.loop)
    try:
        yield page
    finally:
        living.cancel()


@pytest.fixture
def page(hall: Hall, kiosk: Machine) -> Iterator[Page]:
    with open_page(hall, kiosk) as opened:
        yield opened


def test_the_page_sees_the_servers_lobby(hall: Hall, page: Page) -> None:
    lobby = hall.until(lambda: page.lobbies[-1:])[0]
    assert (lobby["epoch"], lobby["offline"]) == ("e", False)
    hall.do(lambda: hall._sio.emit("job", {"visit": 3, "job": 1, "state": "sent"}, namespace="/kiosk"))
    hall.until(lambda: page.jobs[-1:] == [{"visit": 3, "job": 1, "state": "sent"}])


def test_it_goes_over_to_this_machine_and_back(hall: Hall, kiosk: Machine, page: Page) -> None:
    hall.until(lambda: page.lobbies)
    hall.go_away()
    hall.until(lambda: page.lobbies[-1]["offline"])
    assert page.lobbies[-1]["epoch"] == "offline e"
    visit = kiosk.take("k1").body["visit"]
    hall.until(lambda: [job["state"] for job in page.jobs if job["visit"] == visit][-1:] == ["sent"])
    hall.come_back()
    hall.until(lambda: not page.lobbies[-1]["offline"])


def test_a_server_that_falls_silent_is_left_too(hall: Hall, kiosk: Machine, page: Page) -> None:
    hall.until(lambda: page.lobbies)
    hall.silent = True
    hall.until(lambda: page.lobbies[-1]["offline"])
    assert page.cuts == 1
    hall.silent = False
    hall.until(lambda: not page.lobbies[-1]["offline"])
    assert kiosk.get("/api/v1/lobby").body["offline"] is False


def test_trouble_with_the_printer_is_seen_at_once_without_the_server(hall: Hall, kiosk: Machine, page: Page) -> None:
    hall.go_away()
    hall.until(lambda: page.lobbies and page.lobbies[-1]["offline"])
    (kiosk.folder / "press").write_text("out")
    hall.until(lambda: page.lobbies[-1]["paper_cause"] == "paper_out", within=2)
    (kiosk.folder / "press").write_text("well")
    hall.until(lambda: page.lobbies[-1]["paper"] == "ready", within=2)


def test_the_server_closes_and_so_does_the_page(hall: Hall, page: Page) -> None:
    hall.until(lambda: page.lobbies)
    seen = len(page.lobbies)

    async def close() -> None:
        for sid in list(hall._sio.eio.sockets):
            await hall._sio.eio.disconnect(sid)

    hall.do(close)
    hall.until(lambda: page.cuts == 1 and len(page.lobbies) > seen)


def test_the_page_closes_and_so_does_the_servers_end(hall: Hall, kiosk: Machine) -> None:
    hall.until(lambda: len(hall._sio.eio.sockets) == 1)  # the agent's own
    with open_page(hall, kiosk):
        hall.until(lambda: len(hall._sio.eio.sockets) == 2)
    hall.until(lambda: len(hall._sio.eio.sockets) == 1)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_a_foreign_page_opens_no_socket(headers: dict[str, str], kiosk: Machine) -> None:
    line = HTTPConnection("127.0.0.1", kiosk.port, timeout=10)
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    line.putrequest("GET", "/socket.io/?EIO=4&transport=websocket", skip_host="Host" in headers)
    for name, value in {**upgrade, "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==", **headers}.items():
        line.putheader(name, value)
    line.endheaders()
    assert line.getresponse().status == 403
    line.close()


@pytest.mark.parametrize("away", [False, True])
def test_the_machine_ends_at_once_though_a_page_is_open(away: bool, hall: Hall, kiosk: Machine, page: Page) -> None:
    hall.until(lambda: page.lobbies)
    if away:
        hall.silent = True
        hall.until(lambda: page.lobbies[-1]["offline"])
    began = monotonic()
    kiosk.end()
    assert monotonic() - began < 3


def test_polling_is_no_socket(kiosk: Machine) -> None:
    assert kiosk.get("/socket.io/?EIO=4&transport=polling").status == 400
