"""Whoever sends whatever: the hall answers, and never with a fault of its own."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.test_bad_bodies import WITH_BODIES
from tests.asking import Asker
from tests.cast import TheHall

NAMES = ["service", "lang", "key", "class", "needs", "documents", "call_in", "counter", "reason", "expected", "number"]
NAMES += ["note", "our_mistake", "score", "introduced", "comment", "state", "cause", "code", "login", "password"]
NAMES += ["last", "mm", "visit", "digits", "issued_at", "held", "paper", "decision", "visits", "minutes_ago"]
LIKELY: list[Any] = [
    "A01",
    "T01",
    "bg",
    "tap",
    "priority",
    "hearing",
    "A 001",
    "sent",
    "vera",
    "",
    "\x00",
    "🙂",
    "x" * 600,
]
LIKELY += ["x" * 600, None, True, 0, 1, 2, 99, -1, 2**31, 2**63, 2**64, 1.5, 1e308]
PATHS = sorted(
    {*WITH_BODIES, *(f"visits/{n}/{step}" for n in (1, 2, 9) for step in ("recall", "start", "finish", "undo"))}
)

values = st.recursive(
    st.sampled_from(LIKELY) | st.text(max_size=8) | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)
bodies = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=6), values, max_size=8) | values
people = st.sampled_from(["kiosk", "vera", "omar", "ines", "rosa", "pad", "agent", "outsider"])

methods = st.sampled_from(["POST", "PATCH", "PUT"])


@given(st.lists(st.tuples(people, methods, st.sampled_from(PATHS), bodies), max_size=8))
@settings(max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_that_is_sent_breaks_the_hall(
    hall: TheHall, ask: Callable[[str], Asker], sent: list[tuple[str, str, str, Any]]
) -> None:
    for who, method, path, body in sent:
        answer = ask(who).ask(method, path, json=body)
        assert answer.status_code < 500, (who, method, path, body, answer.text)
    assert hall.one("SELECT count(*) FROM stage WHERE ended_at IS NULL") == hall.one(
        "SELECT count(*) FROM visit WHERE state IN ('waiting', 'called', 'serving', 'parked')"
    )
