"""How long somebody will wait: the people ahead, times the gap learned between two calls of the group.

The predictor is QL of Ibrahim & Whitt (M&SOM 2009): it needs no model of the hall, only the gaps between calls
made while people waited. What is shown is a range, never one number (Smith & Nelson, WSC 2015).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, exp, sqrt
from typing import NamedTuple

from server.domain.steady import lasted

SIGMA = 0.6  # of the logarithm of a service time, as measured in municipal offices
CHANGEOVER_S = 30  # from one person leaving the desk to the call of the next
WEIGHT = 20  # the catalogue's guess counts as much as so many measured gaps
LONGEST_GAP = timedelta(hours=1)  # longer ones tell of a break, not of the work
Z_90 = 1.28  # 90 % of a normal distribution lie below its mean + 1.28 standard deviations
STEP_MIN = 5


class GroupCall(NamedTuple):
    """A call of the group: when, and since when the person called had stood in the line."""

    at: datetime
    waiting_since: datetime


def prior_gap_s(minutes: float, counters: int) -> float:
    """The gap between two calls of a group before anything is measured, seconds.

    From the catalogue: the median minutes one visit takes at the counter, and how many counters serve the group.
    A service time is lognormal, so its mean is the median x exp(SIGMA^2 / 2).
    """
    return (minutes * 60 * exp(SIGMA**2 / 2) + CHANGEOVER_S) / max(counters, 1)


def busy_gaps(calls: Iterable[GroupCall]) -> list[timedelta]:
    """The gaps, in a group's calls of one day in order, that show how fast it works.

    Only where the person called was in the line at the call before: else the counter waited for the person.
    """
    return [
        min(lasted(before.at, call.at), LONGEST_GAP)
        for before, call in pairwise(calls)
        if call.waiting_since <= before.at  # somebody waited
    ]


def learned_gap_s(gaps: Iterable[timedelta], prior_s: float, weight: float = WEIGHT) -> float:
    """The gap to reckon with, seconds: the mean of the busy gaps, shrunk to the prior while there are few."""
    seconds = [gap.total_seconds() for gap in gaps]
    return (prior_s * weight + sum(seconds)) / (weight + len(seconds))


def wait_range(ahead: int, gap_s: float) -> tuple[int, int]:
    """The range shown to somebody with `ahead` people before them, minutes, both ends multiples of five.

    Expected: e = ahead x gap. Gaps are about exponential, so their sum has the standard deviation
    gap x sqrt(ahead), and nine of ten are called before e + 1.28 x gap x sqrt(ahead). The low end is e rounded
    down, the high end that bound rounded up, at least five minutes above. With nobody ahead: 0 to 5.
    """
    expected_min = ahead * gap_s / 60
    bound_min = expected_min + Z_90 * gap_s / 60 * sqrt(ahead)
    low = int(expected_min // STEP_MIN) * STEP_MIN
    return low, max(low + STEP_MIN, ceil(bound_min / STEP_MIN) * STEP_MIN)
