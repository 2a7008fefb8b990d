"""When machines were last heard, and what stands still."""

from server.seen import Seen, Standing
from tests.paper import Hands


def test_what_a_machine_said_is_believed_for_five_seconds_and_nothing_is_expected_of_it_after_ten() -> None:
    hands = Hands()
    seen = Seen(hands)
    seen.hear("door")
    states = []
    for later in (0, 5, 0.1, 4.9, 0.1):
        hands.advance(later)
        states.append((seen.fresh("door"), seen.silent("door")))
    assert states == [(True, False), (True, False), (False, False), (False, False), (False, True)]


def test_a_machine_that_was_never_heard_has_ten_seconds_from_the_start() -> None:
    hands = Hands()
    seen = Seen(hands)
    assert (seen.fresh("door"), seen.silent("door")) == (False, False)
    hands.advance(10.1)
    assert seen.silent("door")


def test_a_sign_of_life_is_no_word_on_how_it_is() -> None:
    hands = Hands()
    seen = Seen(hands)
    seen.hear("door")
    hands.advance(9)
    seen.notice("door")
    hands.advance(2)
    assert (seen.fresh("door"), seen.silent("door")) == (False, False)


def test_machines_of_two_halls_are_two() -> None:
    seen = Seen(Hands())
    seen.hear((1, None))
    assert (seen.fresh((1, None)), seen.fresh((2, None))) == (True, False)


def test_what_is_the_same_for_two_minutes_is_stuck_and_what_moves_is_not() -> None:
    hands = Hands()
    standing = Standing(hands)
    assert standing.stuck(["job 1 sending", "job 2 claimed"]) == set()
    hands.advance(120)
    assert standing.stuck(["job 1 sending", "job 2 sending"]) == set()
    hands.advance(0.1)
    assert standing.stuck(["job 1 sending", "job 2 sending"]) == {"job 1 sending"}
    assert standing.stuck([]) == set()
    assert standing.stuck(["job 1 sending"]) == set()  # it began anew
