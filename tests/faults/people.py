"""Who is in the hall: kiosks and clerks of a hall as the demo makes it."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from server.bench.line import Line
from tests.faults.clerk import Clerk
from tests.faults.history import History
from tests.faults.kiosk import Kiosk
from tests.faults.person import Person

KIOSKS = 4
CLERKS = 7


def people(folder: Path, port: int, history: History, seed: int) -> list[Person]:
    """Kiosks that know the services, clerks who have signed in; the server must run."""
    made: dict[str, Any] = json.loads((folder / "demo.json").read_text("utf-8"))
    kiosks = [device["token"] for device in made["devices"] if device["kind"] == "kiosk"]
    clerks = [person for person in made["staff"] if "clerk" in person["roles"]][:CLERKS]
    services = _services(port, kiosks[0])
    tokens = [_signed_in(port, clerk) for clerk in clerks]
    return [
        *(Kiosk(f"kiosk {n}", kiosks[n % len(kiosks)], history, seed, services) for n in range(KIOSKS)),
        *(
            Clerk(f"clerk {n}", token, history, seed, counter)
            for n, (token, counter) in enumerate(zip(tokens, made["counters"], strict=False))
        ),
    ]


def _services(port: int, token: str) -> list[str]:
    with closing(Line(port, token)) as line:
        groups = line.must(200, "GET", "/api/v1/catalogue?lang=bg").body["groups"]
    return [service["code"] for group in groups for service in group["services"]]


def _signed_in(port: int, clerk: dict[str, Any]) -> str:
    with closing(Line(port)) as line:
        asked = {"login": clerk["login"], "password": clerk["password"]}
        token: str = line.must(201, "POST", "/api/v1/staff-sessions", asked).body["token"]
    return token
