"""A demonstration: the cast's hall with everything that `gishe demo` writes down about it, and its virtual printer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.hall.pairing import add_device
from server.keys import new_device_token
from server.models.device import DeviceKind
from server.store import Unit
from tests.asking import server_of
from tests.cast import TheHall
from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer

URL = "http://hall.example"
PAGES = {"kiosk": "/kiosk", "display": "/display", "counter": "/counter", "pad": "/counter/{counter}/pad"}


@dataclass
class Demo:
    """The demonstration's folder, somebody's browser, and the printer on its shelf."""

    folder: Path
    browser: FlaskClient
    printer: VirtualPrinter
    made: dict[str, Any]

    def get(self, path: str, **more: Any) -> TestResponse:
        """Look."""
        return self.browser.get(path, base_url=URL, **more)

    def post(self, path: str, **more: Any) -> TestResponse:
        """Press something on the page."""
        headers = {"Origin": URL, "Sec-Fetch-Site": "same-origin"} | more.pop("headers", {})
        return self.browser.post(path, base_url=URL, headers=headers, **more)


@pytest.fixture
def demo(hall: TheHall, tmp_path: Path) -> Iterator[Demo]:
    """Everything is there: a kiosk, a display, desks and pads at counters 10 and 7, clerks, a printer that works."""
    devices = hall.do(lambda work: [machine(work, kind, counter) for kind, counter in wanted()])
    staff = [{"login": login, "roles": ["clerk"]} for login in ("vera", "omar")]
    made: dict[str, Any] = {"url": URL, "staff": [{"login": "ines", "roles": ["manager"]}, *staff], "devices": devices}
    with virtual_printer(tmp_path / "paper") as printer:
        made |= {"counters": [1, 7, 10], "printer": {"kind": "virtual", "http_port": printer.http_port}}
        (tmp_path / "demo.json").write_text(json.dumps(made))
        browser = server_of(hall, demo=tmp_path).test_client()
        yield Demo(tmp_path, browser, printer, made)


def wanted() -> list[tuple[DeviceKind, int | None]]:
    """The machines of the demonstration."""
    at_counters = [(kind, counter) for kind in (DeviceKind.COUNTER, DeviceKind.PAD) for counter in (10, 7)]
    return [(DeviceKind.KIOSK, None), (DeviceKind.DISPLAY, None), *at_counters]


def machine(work: Unit, kind: DeviceKind, counter: int | None) -> dict[str, Any]:
    """One of them, as demo.json knows it."""
    token = new_device_token(work.conn, add_device(work, kind, f"{kind} {counter}", counter))
    known = {"kind": kind.value, "token": token, "url": f"{URL}{PAGES[kind].format(counter=counter)}#pair=CODE"}
    return known | ({"counter": counter} if counter is not None else {})
