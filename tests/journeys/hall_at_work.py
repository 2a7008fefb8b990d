"""A whole demonstration hall, running as a newcomer starts it, and people who use it over the wire."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
import socketio

READY_S = 60


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(happened: Callable[[], Any], seconds: float = 10.0) -> Any:
    """Wait for something to become true, and answer what it was. Raises AssertionError when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = happened()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"it did not happen within {seconds} s")


class Person:
    """Somebody with a token: a clerk, a manager, or a device."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self.http = requests.Session()
        self.http.headers["Authorization"] = f"Bearer {token}"
        self.sockets: list[socketio.Client] = []

    def get(self, path: str) -> requests.Response:
        """Ask for something under /api/v1."""
        return self.http.get(f"{self.url}/api/v1/{path}", timeout=10)

    def post(self, path: str, **body: Any) -> requests.Response:
        """Do something under /api/v1."""
        return self.http.post(f"{self.url}/api/v1/{path}", json=body, timeout=10)

    def listen(self, namespace: str, event: str) -> "queue.Queue[dict[str, Any]]":
        """Open the socket of a face; its pictures come out of the queue."""
        pictures: queue.Queue[dict[str, Any]] = queue.Queue()
        client = socketio.Client(reconnection=False)
        client.on(event, pictures.put, namespace=namespace)
        client.connect(self.url, namespaces=[namespace], auth={"token": self.token}, transports=["websocket"])
        self.socket = client
        self.sockets.append(client)
        return pictures

    def leave(self) -> None:
        """Nothing of them stays open."""
        for client in self.sockets:
            client.disconnect()
        self.http.close()


class HallAtWork:
    """The demo's addresses, sign-ins and devices."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        self.made: dict[str, Any] = json.loads((folder / "demo.json").read_text("utf-8"))
        self._people: list[Person] = []

    def device(self, kind: str, counter: int | None = None) -> dict[str, Any]:
        """A device of the hall as demo.json describes it."""
        found = [d for d in self.made["devices"] if d["kind"] == kind and counter in (None, d.get("counter"))]
        return found[0]  # type: ignore[no-any-return]

    def at(self, kind: str, counter: int | None = None) -> Person:
        """Whoever stands at this device."""
        return self._known(self.device(kind, counter)["token"])

    def settings(self) -> dict[str, str]:
        """What the demo's server was started with."""
        return json.loads((self.folder / "settings.json").read_text("utf-8"))  # type: ignore[no-any-return]

    def staff(self, login: str) -> dict[str, Any]:
        """A sign-in of the demo."""
        return next(p for p in self.made["staff"] if p["login"] == login)

    def sign_in(self, login: str) -> Person:
        """A signed-in person."""
        known = self.staff(login)
        said = {"login": login, "password": known["password"]}
        answer = requests.post(f"{self.url}/api/v1/staff-sessions", json=said, timeout=10)
        assert answer.status_code == 201, answer.text
        return self._known(answer.json()["token"])

    def clerk(self, login: str, counter: int) -> Person:
        """A clerk who has signed on at a counter, where nobody's visit is left open."""
        clerk = self.sign_in(login)
        assert clerk.post("desk", counter=counter).status_code == 201
        left = clerk.get("desk").json()["visit"]
        if left is not None:
            clerk.post(f"visits/{left['visit']}/{'finish' if left['state'] == 'serving' else 'absent'}")
        return clerk

    def take(self, service: str = "A01", **more: Any) -> dict[str, Any]:
        """A ticket from the kiosk."""
        asked = {"service": service, "lang": "bg", "key": str(uuid.uuid4()), **more}
        answer = self.at("kiosk").post("tickets", **asked)
        assert answer.status_code == 201, answer.text
        return answer.json()  # type: ignore[no-any-return]

    def empty(self) -> None:
        """Everybody leaves."""
        for person in self._people:
            person.leave()

    def _known(self, token: str) -> Person:
        person = Person(self.url, token)
        self._people.append(person)
        return person


@contextmanager
def demo_hall(folder: Path, *arguments: str) -> Iterator[HallAtWork]:
    """`gishe demo`, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "server.cli", "demo", "--port", str(port), "--data", str(folder), *arguments]
    log = (folder.parent / f"{folder.name}.log").open("w")
    child = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(port, child, log.name)
        hall = HallAtWork(folder, port)
        try:
            yield hall
        finally:
            hall.empty()
    finally:
        os.killpg(child.pid, signal.SIGINT)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
        log.close()


def _wait_for(port: int, child: "subprocess.Popen[bytes]", log: str) -> None:
    def ready() -> bool:
        assert child.poll() is None, Path(log).read_text("utf-8")
        try:
            return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    until(ready, READY_S)
