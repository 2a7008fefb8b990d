"""A run in figures."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import median
from types import SimpleNamespace as Fact

from tests.faults.evidence import Evidence
from tests.faults.rounds import LEAST, Rounds
from tests.faults.verdict import CHECKS


def summary(play: Rounds, found: Evidence, wrong: Mapping[str, Sequence[str]], seconds: float) -> str:
    """What was played, what was acknowledged, what was wrong."""
    counted = [r for r in play.played if r.cut_off >= LEAST]
    jobs = Tally(str(job.state) for job in found.jobs)
    tickets = {op.key for op in found.done("issue")}
    calls = {op.key for op in found.done("next") if op.status == 200}
    unheard = [op for op in found.ops if op.outcome == "info"]
    lines = {
        "rounds": f"{len(counted)} in {seconds:.0f} s"
        + (f", and {len(play.played) - len(counted)} that do not count" if len(play.played) > len(counted) else ""),
        "in flight at the kill": _least_and_median([r.in_flight for r in counted]),
        "of them never answered": _least_and_median([r.cut_off for r in counted]),
        "requests": f"{len(found.ops)}, {len(unheard)} without an answer",
        "tickets acknowledged": f"{len(tickets)}, {_again(found, 'issue')}",
        "calls acknowledged": f"{len(calls)}, {_again(found, 'next')}",
        "papers": f"{len(found.papers)}, {play.printer.torn} torn off, {jobs['unknown']} jobs unknown",
        "journal": f"{len(found.events)} entries",
        "violations": f"{sum(map(len, wrong.values()))}, found by {len(wrong)} of {len(CHECKS)} checks",
    }
    return "\n".join(f"{name:<24}{value}" for name, value in lines.items())


def _least_and_median(counts: Sequence[int]) -> str:
    return f"min {min(counts)}, median {median(counts):g}" if counts else "-"


def _again(found: Evidence, what: str) -> str:
    """Of those who were answered only when they asked again: how many had been served all the same."""
    done_at = {row.key: at for row, at in _done(found, what)}
    first = {op.key: op.outcome for op in reversed(found.ops) if op.what == what}
    answered = {op.key: op.at for op in reversed(found.done(what)) if first[op.key] == "info"}
    before = sum(done_at[key] < at for key, at in answered.items() if key in done_at)
    return f"{len(answered)} when asked again, {before} of them done before the kill"


def _done(found: Evidence, what: str) -> list[tuple[Fact, datetime]]:
    if what == "issue":
        return [(visit, visit.issued_at) for visit in found.visits]
    return [(call, call.at) for call in found.calls]
