"""Whatever is sent, the answer is a problem document that says so, never a fault of ours."""

import re
from collections.abc import Callable

import pytest

from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]

WITH_BODIES = {  # every address that reads a body: who may, method
    "tickets": ("kiosk", "POST"),
    "desk": ("vera", "POST"),
    "desk/pause": ("vera", "POST"),
    "desk/next": ("vera", "POST"),
    "desk/call": ("vera", "POST"),
    "visits/1/park": ("vera", "POST"),
    "visits/1/transfer": ("vera", "POST"),
    "visits/1": ("vera", "PATCH"),
    "visits/1/rating": ("pad", "POST"),
    "public/ratings/x.1.y": ("outsider", "PATCH"),
    "pairing": ("outsider", "POST"),
    "staff-sessions": ("outsider", "POST"),
    "print-jobs/1": ("agent", "PATCH"),
    "printer": ("agent", "PUT"),
    "leases": ("agent", "POST"),
    "offline-tickets": ("agent", "POST"),
    "offline-tickets/decisions": ("rosa", "POST"),
    "lost-papers": ("kiosk", "POST"),
    "lost-papers/1/found": ("vera", "POST"),
    "ticket-layout": ("ines", "PUT"),
    "ticket-layout/previews": ("ines", "POST"),
}
NO_JSON = {
    "nothing that is JSON": b"{",
    "bytes of no text": b"\xff\xfe\x00",
    "null": b"null",
    "a list": b"[1]",
    "a word": b'"hello"',
    "a number of five thousand digits": b'{"key":' + b"1" * 5000 + b"}",
    "a field nobody knows": b'{"no such field": 1}',
    "a thousand lists in one another": b"[" * 30_000,
    "a thousand objects in one another": b'{"a":' * 9000 + b"1" + b"}" * 9000,
    "half a character": b'{"key":"\\ud800","note":"\\ud800","login":"\\ud800","password":"\\ud800"}',
    "a control character": b'{"key":"\\u0000","note":"\\u001b@","login":"\\u0000","reason":"\\u0007"}',
}


def test_every_address_that_reads_a_body_is_tried(ask: Ask) -> None:
    described = ask("outsider").get("openapi.json").get_json()["paths"]
    reading = {
        re.sub(r"{(visit|job|search)}", "1", path.removeprefix("/api/v1/")).replace("{edit}", "x.1.y")
        for path, methods in described.items()
        if path.startswith("/api/")
        for operation in methods.values()
        if "requestBody" in operation
    }
    assert reading == set(WITH_BODIES)


@pytest.mark.parametrize("fault", NO_JSON)
def test_a_body_that_cannot_be_read_is_refused_everywhere(hall: TheHall, ask: Ask, fault: str) -> None:
    hall.called()
    for path, (who, method) in WITH_BODIES.items():
        answer = ask(who).ask(method, path, data=NO_JSON[fault], headers={"Content-Type": "application/json"})
        assert code_of(answer, 422) == "invalid", path
    assert hall.state(1) == "called"


def test_json_that_does_not_say_it_is_json_is_not_read(hall: TheHall, ask: Ask) -> None:
    """A page elsewhere could send it from a visitor's browser without asking."""
    hall.called()
    for path, (who, method) in WITH_BODIES.items():
        for kind in ("text/plain", "application/x-www-form-urlencoded"):
            answer = ask(who).ask(method, path, data=b'{"note": "x"}', headers={"Content-Type": kind})
            assert code_of(answer, 415) == "invalid", path
    assert hall.state(1) == "called"


def test_a_huge_body_is_not_even_read(ask: Ask) -> None:
    for path, (who, method) in WITH_BODIES.items():
        body = b'{"key":"' + b"x" * 300_000 + b'"}'
        answer = ask(who).ask(method, path, data=body, headers={"Content-Type": "application/json"})
        assert code_of(answer, 413) == "invalid", path


def test_a_method_nobody_offers_and_a_path_that_is_none_are_problems_too(ask: Ask) -> None:
    answer = ask("vera").delete("tickets")
    assert code_of(answer, 405) == "method_not_allowed"
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert code_of(ask("vera").get("nothing/here"), 404) == "not_found"


def test_a_problem_repeats_nothing_of_what_was_sent(ask: Ask) -> None:
    answer = ask("outsider").post("staff-sessions", login="vera", password="", pin="secret-4711")
    assert code_of(answer, 422) == "invalid"
    assert "4711" not in answer.text


@pytest.mark.parametrize(
    "query",
    ["after=-1", "after=x", "after=99999999999999999999", "after=2147483648", "limit=0", "limit=10001", "limit="],
)
def test_a_query_that_is_none_is_refused(ask: Ask, query: str) -> None:
    assert code_of(ask("ines").get(f"events?{query}"), 422) == "invalid"
