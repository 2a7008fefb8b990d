"""GET /api/v1/lost-papers/candidates"""

from collections.abc import Callable

from tests.asking import Asker, code_of
from tests.cast import TheHall


def numbers(asker: Asker, query: str) -> list[str]:
    """The likely numbers, in their order."""
    answer = asker.get(f"lost-papers/candidates?{query}")
    assert answer.status_code == 200, answer.text
    return [one["number"] for one in answer.get_json()["candidates"]]


def test_who_still_waits_is_found_by_service_and_about_when(hall: TheHall, ask: Callable[[str], Asker]) -> None:
    early = hall.issue("A01").number
    hall.clock.advance(minutes=40)
    late, other = hall.issue("A01").number, hall.issue("T01").number
    hall.clock.advance(minutes=5)
    assert numbers(ask("vera"), "service=A01&minutes_ago=3") == [late]
    assert numbers(ask("vera"), "service=A01&minutes_ago=20") == [late, early]
    assert numbers(ask("vera"), "service=A01") == [late, early]
    assert numbers(ask("vera"), "service=T01&minutes_ago=0") == [other]
    assert numbers(ask("vera"), "service=A02") == []


def test_whoever_was_served_has_lost_nothing(hall: TheHall, ask: Callable[[str], Asker]) -> None:
    hall.finished("A01")
    waiting = hall.issue("A01").number
    found = ask("vera").get("lost-papers/candidates?service=A01").get_json()["candidates"]
    assert [(one["number"], one["state"]) for one in found] == [(waiting, "waiting")]


def test_a_service_that_is_not_offered_is_refused(ask: Callable[[str], Asker]) -> None:
    assert code_of(ask("vera").get("lost-papers/candidates?service=Z99"), 422) == "no_such_service"
    assert code_of(ask("vera").get("lost-papers/candidates?minutes_ago=5"), 422) == "invalid"
