"""A rating that cannot be traced."""

import json
from hashlib import md5, sha1, sha256, sha512
from typing import Any

import pytest

from server.hall.days import close_day
from server.hall.desks import sign_on
from server.hall.rating import RIGHT_AT, AlreadyRated, amend, hall_of_rating
from server.hall.serving import finish, start
from server.hall.transferring import transfer
from server.hall.undoing import undo
from server.models.rating import RatingChannel
from tests.cast import TheHall

PHONE = RatingChannel.PHONE


def count(hall: TheHall, where: str) -> int:
    return int(hall.one(f"SELECT count(*) FROM {where}"))  # noqa: S608 our own tables


def rated(hall: TheHall, *scores: int, service: str = "A01") -> list[str]:
    """So many visits, finished and rated; answers the keys."""
    return [hall.rate(hall.finished(service), score) for score in scores]


def test_a_finished_visit_gives_the_right_to_rate_it(hall: TheHall) -> None:
    visit = hall.serving()
    assert count(hall, "rating_right") == 0
    hall.do(finish, hall.vera, visit)
    right = hall.rows("SELECT visit_id, counter_id FROM rating_right")
    assert [(r.visit_id, r.counter_id) for r in right] == [(visit, hall.visit(visit).counter_id)]


def test_a_visit_is_rated_once(hall: TheHall) -> None:
    visit = hall.finished()
    hall.rate(visit, 4)
    for channel in RatingChannel:
        with pytest.raises(AlreadyRated):
            hall.rate(visit, 5, channel)
    assert (count(hall, "rating_right"), count(hall, "rating_box")) == (0, 1)


@pytest.mark.parametrize("made", ["called", "serving"])
def test_who_was_not_served_has_nothing_to_rate(hall: TheHall, made: str) -> None:
    with pytest.raises(AlreadyRated):
        hall.rate(getattr(hall, made)())


def test_nobody_rates_a_visit_that_never_was(hall: TheHall) -> None:
    with pytest.raises(AlreadyRated):
        hall.rate(4711)


def test_the_pad_may_ask_for_a_minute(hall: TheHall) -> None:
    first, second = hall.finished(), hall.finished()
    hall.rate(first, 5, later_s=59)
    with pytest.raises(AlreadyRated, match="minute"):
        hall.rate(second, 5, later_s=61)


def test_the_phone_may_rate_until_the_day_is_closed(hall: TheHall) -> None:
    first, second = hall.finished(), hall.finished()
    hall.rate(first, 5, PHONE, later_s=8 * 3600)
    hall.do(close_day)
    assert count(hall, "rating_right") == 0
    with pytest.raises(AlreadyRated):
        hall.rate(second, 5, PHONE)


def test_the_right_follows_the_visit_to_where_it_really_ends(hall: TheHall) -> None:
    """Finished by mistake, taken back, sent on: the pad of the second counter asks, for the second group."""
    visit = hall.finished()
    hall.do(undo, hall.vera, visit)
    hall.do(transfer, hall.vera, visit, service="T01")
    hall.do(sign_on, hall.omar, 5)
    hall.next(hall.omar)
    hall.do(start, hall.omar, visit)
    hall.do(finish, hall.omar, visit)
    (right,) = hall.rows("SELECT r.*, g.letter FROM rating_right r JOIN service_group g ON g.id = r.group_id")
    assert (right.counter_id, right.letter) == (hall.visit(visit).counter_id, "T")
    with hall.store.look() as conn:
        asked = conn.execute(RIGHT_AT, {"hall": hall.id, "counter": right.counter_id}).one()
    assert asked.visit_id == visit


def test_the_box_keeps_neither_time_nor_visit_nor_clerk(hall: TheHall) -> None:
    rated(hall, 5)
    (row,) = hall.rows("SELECT * FROM rating_box")
    assert set(row._fields) == {"id", "hall_id", "group_id", "channel", "score", "introduced"}
    assert len(row.id) >= 20


def test_the_fifth_rating_empties_the_box_into_the_day(hall: TheHall) -> None:
    rated(hall, 1, 2, 3, 4)
    assert (count(hall, "rating_box"), count(hall, "rating")) == (4, 0)
    keys = rated(hall, 5)
    assert (count(hall, "rating_box"), count(hall, "rating")) == (0, 5)
    rows = hall.rows("SELECT * FROM rating ORDER BY score")
    assert [row.score for row in rows] == [1, 2, 3, 4, 5]
    assert {str(row.day) for row in rows} == {"2026-11-23"}
    assert set(rows[0]._fields) == {"id", "hall_id", "group_id", "day", "channel", "score", "introduced"}
    assert keys[0] == rows[4].id  # the key moves with the row: it may still be added to


def test_the_box_is_emptied_in_no_order(hall: TheHall, monkeypatch: pytest.MonkeyPatch) -> None:
    shuffled: list[Any] = []
    monkeypatch.setattr("server.hall.rating.SystemRandom.shuffle", lambda _self, rows: shuffled.extend(rows))
    rated(hall, 1, 2, 3, 4, 5)
    assert len(shuffled) == 5


def test_no_hidden_row_number_tells_in_which_order_ratings_came(hall: TheHall) -> None:
    for name in ("rating_box", "rating", "rating_week", "comment"):
        made = hall.one("SELECT sql FROM sqlite_master WHERE name = :name", name=name)
        assert made.rstrip().upper().endswith("WITHOUT ROWID"), name


def test_the_journal_knows_no_rating_but_the_days_number(hall: TheHall) -> None:
    visits = [hall.finished() for _ in range(6)]
    before = len(hall.events())
    for visit in visits:
        hall.rate(visit, 5)
    assert len(hall.events()) == before  # an entry would be timed, and the pad is tapped within a minute
    hall.do(close_day)
    assert hall.events("day_closed")[-1].data["ratings"] == 6
    said = json.dumps([[e.kind, e.data] for e in hall.events()])
    assert "score" not in said
    assert "introduced" not in said


def test_the_days_close_empties_the_box_whatever_it_holds(hall: TheHall) -> None:
    rated(hall, 3)
    hall.do(close_day)
    assert (count(hall, "rating_box"), count(hall, "rating")) == (0, 1)


def test_groups_with_under_five_visits_are_pooled_as_one(hall: TheHall) -> None:
    rated(hall, 5, 5, 5, 5, 5)
    hall.do(sign_on, hall.vera, 5)
    rated(hall, 1, 1, service="T01")
    hall.do(sign_on, hall.vera, 8)
    rated(hall, 2, service="K01")
    hall.do(close_day)
    rows = hall.rows(
        "SELECT g.letter, r.score FROM rating r LEFT JOIN service_group g ON g.id = r.group_id ORDER BY 1, 2"
    )
    assert [tuple(row) for row in rows] == [(None, 1), (None, 1), (None, 2), *[("A", 5)] * 5]


def test_a_group_with_five_visits_and_one_rating_is_not_pooled(hall: TheHall) -> None:
    """With five visits one rating points at nobody."""
    visits = [hall.finished() for _ in range(5)]
    hall.rate(visits[0], 2)
    hall.do(close_day)
    assert hall.one("SELECT count(*) FROM rating WHERE group_id IS NULL") == 0


def test_a_clerks_scores_are_counted_by_the_week(hall: TheHall) -> None:
    rated(hall, 5, 5, 1)
    hall.clock.advance(days=7)
    hall.open()
    rated(hall, 5)
    rows = hall.rows("SELECT week, score, given FROM rating_week ORDER BY week, score")
    assert [tuple(row) for row in rows] == [("2026-W48", 1, 1), ("2026-W48", 5, 2), ("2026-W49", 5, 1)]
    clerks = {row.clerk for row in hall.rows("SELECT clerk FROM rating_week")}
    assert clerks == {hall.events("visit_finished")[0].clerk}


def test_the_week_is_the_halls_not_greenwichs(hall: TheHall) -> None:
    hall.change("UPDATE hall SET always_open = true, catalogue_version = catalogue_version + 1")
    hall.clock.set(hall.clock.now().replace(day=29, hour=22, minute=30))  # Monday 30 November, half past midnight
    hall.open()
    rated(hall, 5)
    assert hall.one("SELECT week FROM rating_week") == "2026-W49"


def test_more_may_be_said_to_a_rating_in_the_box_and_after_it(hall: TheHall) -> None:
    key = rated(hall, 5)[0]
    with hall.store.look() as conn:
        assert hall_of_rating(conn, key) == hall.id
    assert hall.do(amend, key, True, None)
    assert hall.one("SELECT introduced FROM rating_box") == 1
    rated(hall, 4, 4, 4, 4)
    assert hall.do(amend, key, False, "Благодаря! Тел. 0888 123 456, ivan@example.bg")
    assert hall.one("SELECT introduced FROM rating WHERE id = :key", key=key) == 0
    (comment,) = hall.rows("SELECT * FROM comment")
    assert comment.text == "Благодаря! Тел. …, …"
    assert str(comment.purge_after) == "2027-02-21"
    assert not hall.do(amend, "no such key", True, "няма такава")
    assert count(hall, "comment") == 1


def test_a_comment_that_is_sent_twice_is_one_comment(hall: TheHall) -> None:
    keys = rated(hall, 5, 5)
    for key, comment in ((keys[0], "Благодаря"), (keys[0], "Благодаря!"), (keys[1], "И аз")):
        assert hall.do(amend, key, None, comment)
    assert {row.text for row in hall.rows("SELECT text FROM comment")} == {"Благодаря!", "И аз"}


def test_nobody_finds_the_score_of_a_comment_in_the_database(hall: TheHall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even with the rating in hand: what made the comment's id ends with the process that made it."""
    key = rated(hall, 1)[0]
    hall.do(amend, key, None, "Чаках дълго")
    first = hall.one("SELECT id FROM comment")
    made = {made(key.encode()).hexdigest() for made in (sha256, sha1, md5, sha512)} | {key}
    assert not [guess for guess in made if first in guess or guess in first]
    monkeypatch.setattr("server.hall.rating._this_process", b"the server that was started after it")
    hall.do(amend, key, None, "Чаках дълго")
    assert count(hall, "comment") == 2
