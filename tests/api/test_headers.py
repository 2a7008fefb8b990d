"""What every answer of the server says to the browser."""

import re
from collections.abc import Callable

from flask import Flask

from server.hall.tokens import visit_token
from tests.asking import SECRET, Asker
from tests.cast import TheHall

FOREIGN = ("http:", "https:", "//", "*", "unsafe", "data: ", "blob:")


def every_page(app: Flask, hall: TheHall) -> list[str]:
    """An address of every route that can be looked at."""
    token = visit_token(SECRET, hall.issue().visit)
    facts = {"<token>": token, "<slug>": "hall", "<path:filename>": "phone.js"}
    pages = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            page = re.sub(r"<int[^>]*>", "1", rule.rule)
            for what, some in facts.items():
                page = page.replace(what, some)
            pages.append(page)
    return [*pages, "/nowhere", "/api/v1/nowhere", "/t/1.tampered", "/live/nowhere.json"]


def test_every_answer_keeps_the_browser_on_this_host(app: Flask, hall: TheHall, ask: Callable[[str], Asker]) -> None:
    pages = every_page(app, hall)
    assert len(pages) > 25
    for page in pages:
        for who in ("outsider", "ines"):
            answer = ask(who).get(page)
            assert answer.status_code < 500, f"{page}: {answer.text}"
            rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
            assert rules["default-src"] == "'none'", page
            assert rules["script-src"] == "'self'", page
            assert not [rule for rule in rules.values() for word in FOREIGN if word in rule], page
            assert answer.headers["X-Content-Type-Options"] == "nosniff", page
            assert answer.headers["Referrer-Policy"] == "no-referrer", page
            shared = "cross-origin" if page.startswith("/live/hall") else "same-origin"
            assert answer.headers["Cross-Origin-Resource-Policy"] == shared, page
            answer.close()


def test_what_is_of_this_moment_is_not_kept(app: Flask, hall: TheHall, ask: Callable[[str], Asker]) -> None:
    for page in every_page(app, hall):
        if page.startswith(("/api/", "/t/", "/office")) and not page.endswith(("openapi.json", "nowhere")):
            answer = ask("ines").get(page)
            assert "no-store" in answer.headers.get("Cache-Control", ""), page
            answer.close()
