"""What people behind the counter see of the hall's printers, and when: a clerk's desk and the manager's office."""

from collections import defaultdict
from time import monotonic
from typing import Any, NamedTuple
from uuid import uuid4

from aiohttp import ClientSession

from tests.faults.machines.hall import Ground
from tests.faults.machines.wire import Wire

WELL = ("ready", "plain")
CLERKS = 12


class AtDesk(NamedTuple):
    """From a moment on a desk says this of a printer; None: nothing is wrong with it."""

    at: float
    cause: str | None


class InOffice(NamedTuple):
    """From a moment on the office says this of a printer, and of its last paper."""

    at: float
    state: str
    cause: str | None
    last_number: str | None
    last_state: str | None


class Staff:
    """A clerk at every counter and the manager. Printers by the name of their kiosk; None: the hall's own."""

    def __init__(self, http: ClientSession, ground: Ground) -> None:
        self.desk: dict[str | None, list[AtDesk]] = defaultdict(list)
        self.office: dict[str | None, list[InOffice]] = defaultdict(list)
        self._http, self._ground = http, ground
        self._wires: list[Wire] = []
        self._clerks: list[str] = []
        self._manager = ""
        self._known: set[str | None] = {None, *(kiosk.name for kiosk in ground.kiosks)}

    async def come(self) -> None:
        """Sign in, sit down, look at the screens."""
        self._manager = await self._signed_in(self._ground.person("manager"))
        for n, counter in enumerate(self._ground.made["counters"][:CLERKS]):
            clerk = await self._signed_in(self._ground.person("clerk", n))
            await self.ask(clerk, (201,), "POST", "desk", {"counter": counter})
            self._clerks.append(clerk)
        url = self._ground.url
        self._wires.append(Wire(url, "/counter", {"desk": self._on_desk}, self._clerks[0]))
        self._wires.append(Wire(url, "/office", {"hall": self._on_hall}, self._manager))

    async def go(self) -> None:
        """Turn the screens off."""
        for wire in self._wires:
            await wire.close()

    async def decide(self, visits: list[int] | None, decision: str) -> None:
        """The manager says of tickets that were given without the server (None: of all) what became of them."""
        headers = {"Authorization": f"Bearer {self._manager}"}
        where, asked = f"{self._ground.url}/api/v1/offline-tickets/decisions", {"decision": decision}
        async with self._http.post(where, json=asked | {"visits": visits}, headers=headers) as answer:
            assert answer.status == 200, await answer.text()

    async def call_everybody(self) -> list[int]:
        """Clerk after clerk, at counters of all kinds, calls and serves until nobody is left; whom, in their order."""
        called: list[int] = []
        for clerk in self._clerks:
            while (visit := await self._serve_one(clerk)) is not None:
                called.append(visit)
        return called

    async def _serve_one(self, clerk: str) -> int | None:
        """Whom this clerk calls; None: nobody waits there."""
        said = await self.ask(clerk, (200, 204), "POST", "desk/next", {"key": str(uuid4()), "expected": None})
        if said is None:
            return None
        for step in ("start", "finish"):
            await self.ask(clerk, (200,), "POST", f"visits/{said['visit']}/{step}", {})
        return int(said["visit"])

    async def ask(self, clerk: str, wanted: tuple[int, ...], method: str, path: str, body: Any = None) -> Any:
        """As this clerk."""
        headers = {"Authorization": f"Bearer {clerk}"}
        where = f"{self._ground.url}/api/v1/{path}"
        async with self._http.request(method, where, json=body, headers=headers) as answer:
            said = await answer.json(content_type=None) if answer.status != 204 else None
            assert answer.status in wanted, f"{path}: {said}"
            return said

    async def _signed_in(self, who: dict[str, Any]) -> str:
        asked = {"login": who["login"], "password": who["password"]}
        async with self._http.post(f"{self._ground.url}/api/v1/staff-sessions", json=asked) as answer:
            said = await answer.json()
            assert answer.status == 201, said
            return str(said["token"])

    async def _on_desk(self, said: dict[str, Any]) -> None:
        causes = {trouble["kiosk"]: trouble["cause"] for trouble in said.get("printers", ())}
        for name in self._known | set(causes):
            told = self.desk[name]
            if (told[-1].cause if told else None) != causes.get(name):
                told.append(AtDesk(monotonic(), causes.get(name)))

    async def _on_hall(self, said: dict[str, Any]) -> None:
        for printer in said["printers"]:
            last = printer["last_job"] or {"number": None, "state": None}
            seen = (printer["state"], printer["cause"], last["number"], last["state"])
            told = self.office[printer["kiosk"]]
            if not told or told[-1][1:] != seen:
                told.append(InOffice(monotonic(), *seen))
