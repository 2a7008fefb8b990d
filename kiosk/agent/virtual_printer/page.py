"""The page that shows the paper hanging out of the virtual printer, with the buttons that spoil its day."""

import json
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.wire import Wire

FILES = Path(__file__).with_name("page")
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
PAGES = {"/": "index.html", "/roll.js": "roll.js", "/roll.css": "roll.css"}
PICTURE = re.compile(r"/tickets/(\d{4,9})\.png")
LATEST = 24
LONGEST = 1000  # bytes of a POST
BUTTONS = {"paper": ("ok", "low", "out"), "cover": ("closed", "open"), "online": (True, False)}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; media-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def serve_page(host: str, port: int, machine: Machine, wire: Wire) -> int:
    """Serve it from a thread of its own; answers the port (0 asks for a free one)."""

    class Page(Answers):
        printer, line = machine, wire

    server = ThreadingHTTPServer((host, port), Page)
    server.daemon_threads = True
    Thread(target=server.serve_forever, name="page", daemon=True).start()
    return server.server_address[1]


class Answers(BaseHTTPRequestHandler):
    printer: Machine
    line: Wire
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/state":
            self._say(self._state())
        elif self.path == "/tickets":
            numbers = self.printer.tray.latest(LATEST)
            self._say({"tickets": [{"number": n, "png": f"/tickets/{n:04d}.png"} for n in numbers]})
        elif found := PICTURE.fullmatch(self.path):
            self._file(self.printer.tray.picture(int(found[1])), "image/png")
        elif self.path in PAGES:
            path = FILES / PAGES[self.path]
            self._file(path, KINDS[path.suffix])
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Press a button. JSON only: no form of another site can send that."""
        size = self.headers.get("Content-Length", "")
        if not size.isdecimal() or int(size) > LONGEST:
            self.close_connection = True
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = self.rfile.read(int(size))
        if self.path != "/state":
            return self._refuse(HTTPStatus.NOT_FOUND)
        if self.headers.get_content_type() != "application/json":
            return self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        pressed = _pressed(body)
        if pressed is None:
            return self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY)
        self.printer.turn(self.printer.sensors._replace(**pressed))
        if not self.printer.sensors.online:
            self.line.pull()
        return self._say(self._state())

    def _state(self) -> dict[str, Any]:
        return {**self.printer.sensors._asdict(), "held": self.printer.held}

    def _say(self, answer: object) -> None:
        self._send(HTTPStatus.OK, "application/json", json.dumps(answer).encode())

    def _refuse(self, status: HTTPStatus) -> None:
        problem = {"type": "about:blank", "title": status.phrase, "status": status}
        self._send(status, "application/problem+json", json.dumps(problem).encode())

    def _file(self, path: Path, kind: str) -> None:
        try:
            self._send(HTTPStatus.OK, kind, path.read_bytes())
        except FileNotFoundError:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """A page that asks every second would bury what matters."""


def _pressed(body: bytes) -> dict[str, Any] | None:
    """The buttons in it, or None when it holds anything else."""
    try:
        pressed = json.loads(body)
    except ValueError:
        return None
    known = isinstance(pressed, dict) and all(
        name in BUTTONS and any(type(value) is type(one) and value == one for one in BUTTONS[name])
        for name, value in pressed.items()
    )
    return pressed if known else None
