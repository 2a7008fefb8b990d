"""GET /api/v1/openapi.json: the contract, for programs. See conftest.py: every answer of these tests is held to it."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from server.hall.pairing import new_code
from server.hall.serving import absent
from server.hall.tokens import visit_token
from tests.api.described import Document
from tests.asking import SECRET, Asker, code_of
from tests.cast import PASSWORD, TheHall
from tests.paper import WELL, Alone, a_machine, as_told

Ask = Callable[[str], Asker]
METHODS = ("get", "post", "patch", "put", "delete")
JSON = {"Content-Type": "application/json"}


def operations(document: Document) -> Iterator[tuple[str, str, Any]]:
    """Method, path and description of everything that can be asked."""
    for path, methods in document.content["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method, path, methods[method]


def asked(path: str) -> str:
    """An address on this path, with what nobody has, as `ask` wants it."""
    known = {"visit": "4711", "job": "4711", "search": "4711", "edit": "x.1.y", "token": "1.x", "hall": "nowhere"}
    return re.sub(r"{(\w+)}", lambda name: known[name[1]], path).removeprefix("/api/v1/")


def somebody(roles: list[str], *, may: bool) -> str:
    """One of the cast who may, or may not, do what these roles may."""
    people = {"clerk": "vera", "supervisor": "rosa", "manager": "ines", "administrator": "ada"}
    cast = [*people.items(), *((kind, kind) for kind in ("kiosk", "agent", "display", "counter", "pad"))]
    return next(name for role, name in cast if (role in roles) is may)


def test_every_route_is_described(app: Flask, document: Document) -> None:
    routes = {
        (re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule).replace("{slug}", "{hall}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/live/", "/t/", "/healthz", "/readyz"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for method, path, _ in operations(document)} == routes
    assert document.content["openapi"].startswith("3.1")
    assert all(operation.get("summary") for *_, operation in operations(document))


def test_every_reference_in_it_leads_somewhere(document: Document) -> None:
    for name in set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document.content))):
        assert document._followed({"$ref": name}), name
    assert not re.search("ValidationError", json.dumps(document.content))


def test_a_ticket_is_described_as_it_is_asked_for(document: Document) -> None:
    asked = document.content["components"]["schemas"]["TicketAsked"]
    assert set(asked["required"]) == {"service", "lang", "key"}
    assert set(asked["properties"]) == {"service", "lang", "class", "needs", "call_in", "documents", "key"}
    assert asked["additionalProperties"] is False


def test_a_whole_day_is_answered_as_described(hall: TheHall, ask: Ask, document: Document) -> None:
    """Every good answer that the document promises is given at least once."""
    document.seen.clear()
    kiosk, vera, outsider, pad = (ask(who) for who in ("kiosk", "vera", "outsider", "pad"))
    outsider.post("pairing", code=hall.do(new_code, hall.cast.devices["display"]))
    outsider.post("staff-sessions", login="lili", password=PASSWORD)
    for path in ("openapi.json", "/healthz", "/readyz", "/live/hall.json"):
        outsider.get(path)
    etag = outsider.get("/live/hall.json").headers["ETag"]
    assert outsider.get("/live/hall.json", headers={"If-None-Match": etag}).status_code == 304
    tap = {"service": "A01", "lang": "ro", "key": "tap", "class": "priority", "documents": {"id_card": True}}
    first = [kiosk.post("tickets", **tap).get_json() for _ in range(2)][1]["visit"]
    vera.post("desk", counter=1)
    vera.post("desk/pause", reason="break")
    vera.post("desk/resume")
    vera.post("desk/next", key="a")
    for who, path in (
        ("display", "board"),
        ("kiosk", "lobby"),
        ("pad", "pad"),
        ("vera", "desk"),
        ("ines", "hall-today"),
    ):
        ask(who).get(path)
    vera.post(f"visits/{first}/recall")
    vera.patch(f"visits/{first}", service="A02")
    vera.post(f"visits/{first}/park", note="чака")
    vera.post(f"visits/{first}/return")
    vera.post("desk/next", key="b")
    vera.post(f"visits/{first}/transfer", counter=1, note="пак тук")
    vera.post("desk/call", number="A 001", reason="с бебе", key="c")
    vera.post(f"visits/{first}/absent")
    vera.post(f"visits/{first}/undo")
    vera.post(f"visits/{first}/start")
    vera.get("desk")
    vera.post(f"visits/{first}/finish")
    kiosk.post(f"visits/{first}/prints")
    ask("agent").post("print-jobs/claims")
    ask("agent").patch("print-jobs/1", state="sent")
    ask("agent").post("print-jobs/claims")
    ask("agent").patch("print-jobs/2", state="sending")
    ask("agent").post("print-jobs/claims")
    pad.get("pad")
    edit = pad.post(f"visits/{first}/rating", score=5).get_json()["edit"]
    outsider.patch(f"public/ratings/{edit}", introduced=True, comment="Благодаря")
    kiosk.get(f"visits/{first}")
    vera.post(f"visits/{hall.issue().visit}/withdraw")
    vera.post("desk/next", key="d")
    kiosk.get("catalogue?lang=tr")
    kiosk.get("session")
    ask("ines").get("events?limit=5")
    ask("ines").get("ticket-layout")
    ask("ines").put("ticket-layout", version=0, look={"size": "large"}, short_from=None)
    ask("ines").post("ticket-layout/previews", look={})
    on_the_phone(hall, outsider)
    at_a_kiosk_with_a_machine(hall, ask)
    vera.delete("desk")
    vera.delete("staff-sessions")
    promised = {
        (method, path, status)
        for method, path, operation in operations(document)
        for status in operation["responses"]
        if status < "4"
    }
    assert promised - document.seen == set()


def at_a_kiosk_with_a_machine(hall: TheHall, ask: Ask) -> None:
    """An agent and its printer, a lost paper, numbers given without the server."""
    kiosk, vera, alone = ask("kiosk"), ask("vera"), Alone(hall, a_machine(hall))
    agent = Asker(kiosk.app, alone.machine.agent_token)
    agent.put("printer", **WELL)
    agent.get("offline-papers", headers={"If-None-Match": agent.get("offline-papers").headers["ETag"]})
    agent.post("leases", key="k")
    hall.clock.advance(minutes=20)
    for ago in (5, 15):
        agent.post("offline-tickets", **as_told(alone.ticket(ago=timedelta(minutes=ago), paper=("sent", None))))
    ask("rosa").post("offline-tickets/decisions", decision="still_waiting", visits=None)
    visit = hall.issue().visit
    kiosk.post(f"visits/{visit}/held")
    vera.get("lost-papers/candidates?service=A01&minutes_ago=5")
    for _ in range(2):
        search = kiosk.post("lost-papers", service="A01", minutes_ago=5, lang="bg").get_json()["search"]
        vera.post(f"lost-papers/{search}/found", visit=visit)
        kiosk.get(f"lost-papers/{search}")
        kiosk.delete(f"lost-papers/{search}")


def on_the_phone(hall: TheHall, outsider: Asker) -> None:
    """What a visitor does there, by the page's script and by its forms without one."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for headers in ({}, form):
        rated, gone = (f"/t/{visit_token(SECRET, visit)}" for visit in (hall.finished(), hall.issue().visit))
        for path in ("", "/state", "/qr.svg"):
            outsider.get(rated + path)
        body = {"data": "score=4"} if headers else {"json": {"score": 4}}
        outsider.ask("POST", f"{rated}/rating", headers=headers, **body)
        outsider.ask("POST", f"{gone}/withdraw", headers=headers)
        missed = hall.called()
        hall.do(absent, hall.vera, missed)
        outsider.ask("POST", f"/t/{visit_token(SECRET, missed)}/return", headers=headers)
        hall.next()
        hall.do(absent, hall.vera, missed)


def test_whoever_may_not_is_answered_as_described(hall: TheHall, ask: Ask, document: Document) -> None:
    assert document.content["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    secured = [(m, p, o["x-roles"]) for m, p, o in operations(document) if o.get("security") == [{"bearer": []}]]
    assert len(secured) > 25
    for method, path, roles in secured:
        assert code_of(ask("outsider").ask(method, asked(path), json={}), 401) == "not_signed_in"
        if len(roles) < 8:
            assert code_of(ask(somebody(roles, may=False)).ask(method, asked(path), json={}), 403) == "not_allowed"
    for method, path, operation in operations(document):
        if "security" not in operation:
            assert ask("outsider").ask(method, asked(path), json={}).status_code in (200, 401, 404, 409, 422), path
    assert hall.one("SELECT count(*) FROM visit") == 0


def test_what_is_not_as_described_is_refused_as_described(ask: Ask, document: Document) -> None:
    for method, path, operation in operations(document):
        who = ask(somebody(operation.get("x-roles", ["kiosk"]), may=True))
        assert who.ask("TRACE", asked(path)).headers["Allow"]
        if "requestBody" in operation and path.startswith("/api/"):
            assert code_of(who.ask(method, asked(path), data=b"a=b"), 415) == "invalid"
            assert (
                code_of(who.ask(method, asked(path), data=b'{"x":"' + b"x" * 300_000, headers=JSON), 413) == "invalid"
            )
            assert code_of(who.ask(method, asked(path), json={"x": 1}), 422) == "invalid"


def test_a_database_that_is_gone_is_said_as_described(
    hall: TheHall, ask: Ask, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    for way in ("look", "writing"):
        monkeypatch.setattr(hall.store, way, gone)
    for method, path, operation in operations(document):
        if "security" in operation or path == "/readyz":
            answer = ask(somebody(operation.get("x-roles", ["kiosk"]), may=True)).ask(method, asked(path), json={})
            assert (code_of(answer, 503), answer.headers["Retry-After"]) == ("busy", "2"), path
    assert ask("outsider").get("/healthz").status_code == 200


def test_an_answer_that_is_not_as_described_would_be_noticed(ask: Ask, document: Document) -> None:
    spoils: list[Callable[[Any], object]] = [
        lambda board: board.pop("waiting"),
        lambda board: board.update(waiting="3"),
        lambda board: board.update(secret=1),
        lambda board: board["groups"][0].update(staffed=None),
        lambda board: board["groups"][0]["wait"].pop("low_min"),
    ]
    for spoil in spoils:
        shown = ask("display").get("board")
        board = shown.get_json()
        spoil(board)
        shown.set_data(json.dumps(board))
        with pytest.raises(AssertionError):
            document.check("GET", "/api/v1/board", shown)
    shown = ask("display").get("board")
    for method, path in (("GET", "/api/v1/pad"), ("POST", "/api/v1/desk"), ("GET", "/healthz")):
        with pytest.raises(AssertionError):
            document.check(method, path, shown)


def test_no_page_of_the_library_stands_beside_it(ask: Ask) -> None:
    for path in ("/api/v1/", "/api/v1/static/x.js", "/openapi", "/api/v1/swagger"):
        assert ask("outsider").get(path).status_code == 404
