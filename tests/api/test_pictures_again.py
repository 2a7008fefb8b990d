"""GET /api/v1/board, lobby, pad, hall-today, events"""

from collections.abc import Callable

import pytest

from tests.asking import Asker
from tests.cast import TheHall
from tests.hall.reading_journal import broken_at

Ask = Callable[[str], Asker]


@pytest.mark.parametrize(
    ("who", "path"),
    [("display", "board"), ("kiosk", "lobby"), ("pad", "pad"), ("vera", "desk"), ("ines", "hall-today")],
)
def test_a_picture_is_stamped_and_of_this_moment(hall: TheHall, ask: Ask, who: str, path: str) -> None:
    before = ask(who).get(path)
    hall.called()
    after = ask(who).get(path)
    assert before.headers["Cache-Control"] == "no-store"
    (end,) = hall.rows("SELECT epoch, seq FROM hall")
    assert (after.get_json()["epoch"], after.get_json()["seq"]) == (end.epoch, end.seq)
    assert after.get_json()["seq"] > before.get_json()["seq"]
    assert after.get_json()["at"] == "2026-11-23T07:00:00Z"


def test_the_display_sees_the_call_the_kiosk_the_line_the_pad_its_visitor(hall: TheHall, ask: Ask) -> None:
    visit = hall.called(lang="ro")
    hall.issue()
    (call,) = ask("display").get("board").get_json()["calls"]
    assert (call["number"], call["counter"], call["open"]) == ("A 001", 1, True)
    line = next(g for g in ask("kiosk").get("lobby").get_json()["groups"] if g["letter"] == "A")
    assert (line["waiting"], line["staffed"]) == (1, True)
    pad = ask("pad").get("pad").get_json()
    assert (pad["state"], pad["visit"], pad["lang"], pad["counter"]) == ("called", visit, "ro", 1)
    today = ask("ines").get("hall-today").get_json()
    assert (today["issued"], today["called"], today["waiting"], today["day"]) == (2, 1, 1, "2026-11-23")


def test_the_journal_is_read_in_pieces_and_chains(hall: TheHall, ask: Ask) -> None:
    hall.finished()
    whole = ask("ines").get("events").get_json()
    events = whole["events"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    pieces: list[object] = []
    while True:
        piece = ask("ada").get(f"events?after={len(pieces)}&limit=3").get_json()["events"]
        pieces += piece
        if len(piece) < 3:
            break
    assert pieces == events
    assert [(e["seq"], e["hash"]) for e in events] == [(e.seq, e.hash) for e in hall.events()]
    assert broken_at(hall.events()) is None
    assert whole["epoch"] == hall.one("SELECT epoch FROM hall")
    assert ask("ines").get("events?after=1000000").get_json()["events"] == []
    assert events[0]["at"] == "2026-11-20T07:00:00.000000Z"
