"""How a wait is said to somebody who holds a phone."""

import pytest

from server.public.waits import wait_said


@pytest.mark.parametrize(
    ("low", "high", "lang", "label", "said"),
    [
        (0, 5, "bg", "Чакане", "до 5 минути"),
        (10, 20, "bg", "Ще ви повикаме след", "10–20 минути"),
        (10, 20, "ro", "Vă vom chema în", "10–20 de minute"),
        (125, 160, "bg", "Чакане", "над 2 часа"),
        (65, 90, "en", "We will call you in", "65–90 minutes"),
    ],
)
def test_only_a_wait_with_both_ends_follows_a_call(low: int, high: int, lang: str, label: str, said: str) -> None:
    assert wait_said(low, high, True, lang) == (label, said)


def test_no_minutes_are_promised_while_nobody_is_there_to_call() -> None:
    assert wait_said(10, 20, False, "bg") == ("Ще ви повикаме", "щом дойде служител")
