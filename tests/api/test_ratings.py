"""POST /api/v1/visits/{id}/rating, PATCH /api/v1/public/ratings/{edit}"""

from collections.abc import Callable
from typing import Any

import pytest

from server.clock import wall
from server.hall.desks import sign_on
from server.hall.tokens import edit_token
from tests.asking import SECRET, Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def test_one_tap_counts_once(hall: TheHall, ask: Ask) -> None:
    visit = hall.finished()
    first, again = (ask("pad").post(f"visits/{visit}/rating", score=4) for _ in range(2))
    assert (first.status_code, set(first.get_json())) == (201, {"edit"})
    assert code_of(again, 409) == "already_rated"
    assert hall.rows("SELECT score, channel FROM rating_box") == [(4, "pad")]


@pytest.mark.parametrize("score", [0, 6, -1, 4.5, "5", None, True, [5]])
def test_a_score_is_one_to_five(hall: TheHall, ask: Ask, score: Any) -> None:
    visit = hall.finished()
    assert code_of(ask("pad").post(f"visits/{visit}/rating", score=score), 422) == "invalid"
    assert ask("pad").post(f"visits/{visit}/rating", score=5).status_code == 201  # the right is still there


def test_who_was_not_served_has_nothing_to_rate(hall: TheHall, ask: Ask) -> None:
    visit = hall.serving()
    assert code_of(ask("pad").post(f"visits/{visit}/rating", score=5), 409) == "already_rated"
    assert code_of(ask("pad").post("visits/4711/rating", score=5), 404) == "not_found"


def test_a_pad_asks_for_its_own_counter_only(hall: TheHall, ask: Ask) -> None:
    hall.do(sign_on, hall.vera, 3)
    visit = hall.finished()
    assert code_of(ask("pad").post(f"visits/{visit}/rating", score=5), 403) == "not_allowed"
    assert hall.rate(visit)


def test_after_a_minute_the_pad_is_too_late(hall: TheHall, ask: Ask) -> None:
    visit = hall.finished()
    hall.change("UPDATE rating_right SET pad_until = '2026-01-01 00:00:00'")
    assert code_of(ask("pad").post(f"visits/{visit}/rating", score=5), 409) == "already_rated"


def edit(hall: TheHall, ask: Ask) -> str:
    return str(ask("pad").post(f"visits/{hall.finished()}/rating", score=5).get_json()["edit"])


def test_more_is_said_within_a_minute_and_without_a_token(hall: TheHall, ask: Ask) -> None:
    link = edit(hall, ask)
    for body in ({"introduced": True}, {"comment": "Благодаря, 0888 123 456"}, {}):
        answer = ask("outsider").patch(f"public/ratings/{link}", **body)
        assert (answer.status_code, answer.data) == (204, b"")
    assert hall.one("SELECT introduced FROM rating_box") == 1
    assert hall.one("SELECT text FROM comment") == "Благодаря, …"


@pytest.mark.parametrize("spoil", ["edit", "x.1.y", "{0}x", "x{0}", "..", "%20", "{1}"])
def test_a_link_that_is_not_ours_adds_nothing(hall: TheHall, ask: Ask, spoil: str) -> None:
    link = edit(hall, ask)
    key, _, rest = link.partition(".")
    later = f"{key}.{int(rest.partition('.')[0]) + 999}.{rest.partition('.')[2]}"
    answer = ask("outsider").patch(f"public/ratings/{spoil.format(link, later)}", introduced=True)
    assert code_of(answer, 409) == "too_late"
    assert hall.one("SELECT count(*) FROM rating_box WHERE introduced IS NOT NULL") == 0


def test_after_the_minute_nothing_is_added(hall: TheHall, ask: Ask) -> None:
    key = edit(hall, ask).partition(".")[0]
    old = edit_token(SECRET, key, int(wall().timestamp()) - 1)
    assert code_of(ask("outsider").patch(f"public/ratings/{old}", introduced=True), 409) == "too_late"
    gone = edit_token(SECRET, "no such rating", int(wall().timestamp()) + 60)
    assert code_of(ask("outsider").patch(f"public/ratings/{gone}", introduced=True), 409) == "too_late"


@pytest.mark.parametrize(
    "bad", [{"introduced": "yes"}, {"comment": "x" * 501}, {"score": 1}, {"introduced": 1}], ids=str
)
def test_what_is_added_is_one_of_two_things(hall: TheHall, ask: Ask, bad: dict[str, Any]) -> None:
    assert code_of(ask("outsider").patch(f"public/ratings/{edit(hall, ask)}", **bad), 422) == "invalid"
