"""The whole hall on one page, in the demonstration only."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
    send_from_directory,
)

from server.cookies import set_device_cookie, set_session_cookie
from server.hall.desks import sign_on
from server.hall.people import BY_LOGIN
from server.hall.words import words_of
from server.keys import open_session
from server.problems import problem
from server.running import running
from server.who import actor_by_token, same_origin

demo = Blueprint("demo", __name__, url_prefix="/demo")

DESKS = (10, 7)  # between them they serve five of the six groups


@demo.get("")
def page() -> str:
    """Kiosk, paper, display, two desks and a pad."""
    lang = request.args.get("lang", "bg")
    chosen = lang if lang in ("bg", "en") else "bg"
    return render_template("demo.html", lang=chosen, words=words_of("demo"), printer_page=_printer_page())


@demo.post("/open")
def open_hall() -> Response:
    """Pair this browser with the demo's devices and seat two clerks; answers the pages' addresses."""
    if not same_origin():
        abort(problem(403, "not_allowed", "this request did not come from a page of the hall"))
    run, made = running(), _made()
    counters = [n for n in DESKS if n in made["counters"]] or made["counters"][:2]
    clerks = [person for person in made["staff"] if "clerk" in person["roles"]]
    answer = jsonify({})
    frames: dict[str, Any] = {"desks": []}
    wanted: list[tuple[str, int | None]] = [("kiosk", None), ("display", None), ("pad", counters[0])]
    wanted += [("counter", number) for number in counters]
    for kind, counter in wanted:
        device = next(d for d in made["devices"] if d["kind"] == kind and d.get("counter") == counter)
        who = actor_by_token(run, device["token"])
        if who is None or who.device is None:
            abort(problem(409, "wrong_state", "the demo's devices are gone; start it with --fresh"))
        set_device_cookie(answer, who.device.id, device["token"])
        address = device["url"].partition("#")[0].removeprefix(made["url"]) + f"?device={who.device.id}"
        if kind == "counter" and counter is not None:
            frames["desks"].append(address)
            _seat(answer, clerks[counters.index(counter)]["login"], counter, who.device.id)
        else:
            frames[kind] = address
    answer.set_data(json.dumps(frames))
    return answer


@demo.get("/paper.json")
def papers() -> Response:
    """The latest papers, newest first, and how the printer is."""
    folder = _folder()
    names = sorted((p.stem for p in folder.glob("*.png")), reverse=True)[:6]
    tickets = [{"n": int(name), "url": f"/demo/paper/{name}.png"} for name in names if name.isdecimal()]
    return jsonify(tickets=tickets, printer=_printer("GET"))


@demo.get("/paper/<name>.png")
def paper(name: str) -> Response:
    """One paper, as the virtual printer's head burnt it."""
    return send_from_directory(_folder(), f"{name}.png", max_age=3600)


@demo.post("/printer")
def printer() -> Response:
    """Take the paper out, open the cover, pull the plug."""
    if not same_origin():
        abort(problem(403, "not_allowed", "this request did not come from a page of the hall"))
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        abort(problem(422, "invalid", "a JSON object is wanted"))
    return jsonify(_printer("POST", {key: asked[key] for key in ("paper", "cover", "online") if key in asked}))


def _seat(answer: Response, login: str, counter: int, device: int) -> None:
    run = running()
    with run.store.look() as conn:
        person = conn.execute(BY_LOGIN, {"login": login}).one()
    set_session_cookie(answer, open_session(run, person.id), str(device))
    with run.store.unit(person.hall_id, run.clock.now) as work:
        sign_on(work, person.id, counter)


def _printer_page() -> str | None:
    """The virtual printer's own page with all its faults; only where this machine's own browser asks."""
    port = _made()["printer"].get("http_port")
    here = (request.host.rpartition(":")[0] or request.host) in ("127.0.0.1", "localhost")
    return f"http://127.0.0.1:{port}" if port and here else None


def _printer(method: str, state: dict[str, Any] | None = None) -> dict[str, Any]:
    printing = _made()["printer"]
    if "http_port" not in printing:
        return {"paper": "ok", "cover": "closed", "online": True}
    body = json.dumps(state).encode() if state is not None else None
    asked = urllib.request.Request(
        f"http://127.0.0.1:{printing['http_port']}/state", body, {"Content-Type": "application/json"}, method=method
    )
    try:
        with urllib.request.urlopen(asked, timeout=2) as answer:  # noqa: S310 the same
            return json.loads(answer.read())  # type: ignore[no-any-return]
    except urllib.error.HTTPError as refusal:
        abort(problem(422, "invalid", refusal.read().decode(errors="replace")[:200]))
    except OSError:
        abort(problem(409, "wrong_state", "the virtual printer is gone"))


def _folder() -> Path:
    return _data() / "paper"


def _data() -> Path:
    data = running().settings.demo
    assert data is not None
    return data


def _made() -> dict[str, Any]:
    kept: dict[str, Any] = current_app.extensions.setdefault("gishe.demo", {})
    if not kept:
        kept.update(json.loads((_data() / "demo.json").read_text("utf-8")))
    return kept
