"""The page that shows the paper hanging out of the virtual printer, with the buttons that spoil its day.

Programs use the same addresses: GET and POST /state (the sensors), GET and POST /faults, GET /papers, GET /ticket.
"""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from kiosk.agent.virtual_printer.asked import Refused, pressed, wished
from kiosk.agent.virtual_printer.bell import Bell
from kiosk.agent.virtual_printer.faults import FAULTS
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.tray import Sheet

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


def serve_page(host: str, port: int, machine: Machine, bells: list[Bell]) -> int:
    """Serve it from a thread of its own; answers the port (0 asks for a free one)."""

    class Page(Answers):
        printer, lines = machine, bells

    server = ThreadingHTTPServer((host, port), Page)
    server.daemon_threads = True

    def serve() -> None:
        while True:
            server.handle_request()  # serve_forever would wake up twice a second

    Thread(target=serve, name="page", daemon=True).start()
    return server.server_address[1]


class Answers(BaseHTTPRequestHandler):
    printer: Machine
    lines: list[Bell]
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds that a connection may be idle

    def do_GET(self) -> None:
        told: dict[str, Callable[[], object]] = {
            "/state": self._state,
            "/faults": lambda: {"faults": FAULTS},
            "/tickets": self._tickets,
            "/papers": self._papers,
            "/ticket": self._ticket,
        }
        if self.path in told:
            self._say(told[self.path]())
        elif found := PICTURE.fullmatch(self.path):
            self._file(self.printer.tray.picture(int(found[1])), "image/png")
        elif self.path.partition("?")[0] == "/papers/hanging.png":
            picture = BytesIO()
            self.printer.hanging().save(picture, "PNG")
            self._send(HTTPStatus.OK, "image/png", picture.getvalue())
        elif self.path in PAGES:
            path = FILES / PAGES[self.path]
            self._file(path, KINDS[path.suffix])
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Press a button, wish a fault: done when it is answered. JSON only: no form of another site can send that."""
        size = self.headers.get("Content-Length", "")
        if not size.isdecimal() or int(size) > LONGEST:
            self.close_connection = True
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = self.rfile.read(int(size))
        acts = {"/state": self._press, "/faults": self._wish}
        if self.path not in acts:
            return self._refuse(HTTPStatus.NOT_FOUND)
        if self.headers.get_content_type() != "application/json":
            return self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            acts[self.path](body)
        except Refused as why:
            return self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY, str(why))
        for bell in self.lines:
            bell.wait()
        return self._say(self._state())

    def _press(self, body: bytes) -> None:
        self.printer.turn(self.printer.sensors._replace(**pressed(body)))

    def _wish(self, body: bytes) -> None:
        fault = wished(body)
        if fault:
            self.printer.wish(fault)
        else:
            self.printer.mend()

    def _state(self) -> dict[str, Any]:
        printer = self.printer
        return {**printer.sensors._asdict(), "held": printer.held, "fault": printer.trouble.shown()}

    def _tickets(self) -> dict[str, Any]:
        """The latest papers, of earlier runs too, and what hangs in the slot."""
        fell, hanging = self.printer.papers()
        spoilt = {sheet.number for sheet in fell if not sheet.complete}
        numbers = self.printer.tray.latest(LATEST)
        return {
            "tickets": [{"number": n, "png": f"/tickets/{n:04d}.png", "complete": n not in spoilt} for n in numbers],
            "hanging": _hanging(hanging),
        }

    def _papers(self) -> dict[str, Any]:
        fell, hanging = self.printer.papers()
        shown = [{**sheet.shown(), "png": f"/tickets/{sheet.number:04d}.png"} for sheet in fell]
        return {"papers": shown, "hanging": _hanging(hanging)}

    def _ticket(self) -> dict[str, Any]:
        course = self.printer.course
        steps = [step._asdict() for step in course.steps]
        return {"bytes": course.bytes, "rows": course.rows, "over": course.over, "commands": steps}

    def _say(self, answer: object) -> None:
        self._send(HTTPStatus.OK, "application/json", json.dumps(answer).encode())

    def _refuse(self, status: HTTPStatus, detail: str = "") -> None:
        problem = {"type": "about:blank", "title": status.phrase, "status": status}
        if detail:
            problem["detail"] = detail
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


def _hanging(sheet: Sheet | None) -> dict[str, Any] | None:
    return {**sheet.shown(), "png": f"/papers/hanging.png?rows={sheet.rows}"} if sheet else None
