"""How a wait is said on the phone: server/static/phone-place.js says it the same way as time passes."""

from typing import NamedTuple

from server.hall.words import say

HOURS_FROM_MIN = 120
SENTENCES = ("wait_long", "wait_long_to", "wait_long_over")


class WaitSaid(NamedTuple):
    """The word above a wait, and the wait."""

    label: str
    said: str


def wait_said(low: int, high: int, staffed: bool, lang: str) -> WaitSaid:
    """Minutes from `low` to `high`: only a range with both ends can follow „след“. Nobody there: no minutes at all."""
    if not staffed:
        return WaitSaid(say("phone", "we_call_then", lang), say("phone", "when_clerk_comes", lang))
    if low >= HOURS_FROM_MIN:
        return WaitSaid(say("phone", "wait", lang), say("shared", "wait_long_over", lang, n=low // 60))
    label, sentence = ("we_call", "wait_long") if low else ("wait", "wait_long_to")
    return WaitSaid(say("phone", label, lang), say("shared", sentence, lang, n=high, low=low, high=high))
