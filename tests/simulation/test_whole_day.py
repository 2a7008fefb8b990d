"""A whole day through a real server over HTTP: every kiosk, clerk and pad of the hall, sped up."""

from collections import Counter as Tally

from tests.recompute.figures import figures
from tests.simulation.played import Played


def test_every_ticket_of_the_log_was_issued(whole_day: Played) -> None:
    issued = {group["letter"]: group["issued"] for group in whole_day.today["groups"]}
    assert issued == {queue.letter: len(queue.tickets) for queue in whole_day.day.queues}
    assert whole_day.today["day"] == whole_day.day.date.isoformat()


def test_every_ticket_ended_finished_absent_or_closed(whole_day: Played) -> None:
    today = whole_day.today
    assert today["finished"] + today["absent"] + today["closed"] == today["issued"] == len(whole_day.day.tickets)
    assert not any(today[state] for state in ("waiting", "called", "serving", "parked", "withdrawn"))


def test_hardly_anybody_is_still_there_when_the_day_closes(whole_day: Played) -> None:
    assert whole_day.today["closed"] <= 0.02 * whole_day.today["issued"]


def test_about_eight_of_a_hundred_do_not_come(whole_day: Played) -> None:
    assert 0.03 <= whole_day.today["absent"] / whole_day.today["issued"] <= 0.13


def test_the_figures_follow_from_the_journal_while_the_day_runs(whole_day: Played) -> None:
    assert whole_day.in_between == []


def test_the_figures_follow_from_the_journal_after_the_close(whole_day: Played) -> None:
    assert whole_day.differences == []
    assert figures(whole_day.events)["all"]["wait_median"] is not None


def test_steps_were_taken_back_and_the_figures_know_it(whole_day: Played) -> None:
    kinds = Tally(event["kind"] for event in whole_day.events)
    ended = whole_day.today["finished"] + whole_day.today["absent"]
    called = len({event["visit"] for event in whole_day.events if event["kind"] == "visit_called"})
    assert kinds["visit_undone"] > 0
    assert kinds["visit_called"] + kinds["visit_finished"] + kinds["visit_absent"] > called + ended


def test_nobody_was_called_to_two_counters_and_no_counter_held_two_people(whole_day: Played) -> None:
    at: dict[int, int] = {}
    for event in whole_day.events:
        visit, state = event["visit"], event["data"].get("state")
        if event["kind"] == "visit_called":
            assert visit not in at, event
            assert event["counter"] not in at.values(), event
        if state in ("called", "serving"):
            at[visit] = event["counter"]
        elif event["kind"].startswith("visit_") and state is not None:
            at.pop(visit, None)
    assert at == {}


def test_the_simulation_says_how_the_day_went_beside_the_log(whole_day: Played) -> None:
    assert f"{len(whole_day.day.tickets)} tickets" in whole_day.said
    assert "this hall: median" in whole_day.said
    assert "log: median" in whole_day.said
    assert "driver late" in whole_day.said
    assert "fault:" not in whole_day.said
