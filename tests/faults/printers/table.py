"""A campaign in figures: what was tried, fault by place, with the worst times."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.faults.printers.evidence import Campaign
from tests.faults.printers.run import Run
from tests.faults.printers.truth import (
    known_after_s,
    lobby_knows_after_s,
    staff_know_after_s,
    untrue_on_the_screen_s,
)
from tests.faults.printers.verdict import CHECKS

PLACES = ("before", "command", "picture")
TIMES = ("untrue", "known", "lobby", "staff", "clear")
HEAD = f"{'fault':<22}{'where':<9}{'runs':>5}" + "".join(f"{name:>8}" for name in TIMES) + "  how the papers ended"
MEANS = (
    "untrue: the longest for which a screen said what was not so; known: until it said how it ended;",
    "lobby, staff: until the kiosk, and until desk and office knew of the printer; clear: until all believed it again.",
    "In seconds, the worst of each row.",
)


def table(found: Campaign, wrong: Mapping[str, Sequence[str]]) -> str:
    """The worst of each fault in each kind of place, and the counts."""
    kinds = {(run.spot.fault, run.spot.place) for run in found.runs}
    rows = [_row(found, fault, place) for fault, place in sorted(kinds, key=lambda k: (k[0], PLACES.index(k[1])))]
    jobs = Tally(str(job.state) for job in found.jobs)
    ways = Tally(run.spot.way for run in found.runs)
    counts = {
        "runs": f"{len(found.runs)} in {found.seconds:.0f} s, {ways['plain']} plain, {ways['confirming']} confirming, "
        f"{sum(run.spot.browser for run in found.runs)} in a browser",
        "tickets": f"{len(found.visits)}, of these unheld {sum(bool(visit.unheld) for visit in found.visits)}",
        "papers": f"{sum(len(p.sheets) for p in found.papers)}, "
        f"not whole {sum(not sheet.whole for p in found.papers for sheet in p.sheets)}",
        "jobs": ", ".join(f"{n} {state}" for state, n in sorted(jobs.items())),
        "called": f"{len(found.called)}",
        "violations": f"{sum(map(len, wrong.values()))}, found by {len(wrong)} of {len(CHECKS)} checks",
    }
    return "\n".join([HEAD, *rows, *MEANS, "", *(f"{name:<24}{value}" for name, value in counts.items())])


def _row(found: Campaign, fault: str, place: str) -> str:
    runs = [run for run in found.runs if (run.spot.fault, run.spot.place) == (fault, place)]
    ends = Tally(_end(found, run) for run in runs)
    said = ", ".join(f"{n} {end}" for end, n in ends.most_common())
    worst = [
        _worst(map(untrue_on_the_screen_s, runs)),
        _worst(map(known_after_s, runs)),
        _worst(map(lobby_knows_after_s, runs)),
        _worst(map(staff_know_after_s, runs)),
        _worst(seconds for run in runs for seconds in run.cleared.values()),
    ]
    return f"{fault:<22}{place:<9}{len(runs):>5}" + "".join(f"{seconds:>8}" for seconds in worst) + f"  {said}"


def _end(found: Campaign, run: Run) -> str:
    job = found.jobs_of(run.visit)[0]
    return str(job.state) if job.cause is None else f"{job.state} {job.cause}"


def _worst(times: Iterable[float | None]) -> str:
    known = [seconds for seconds in times if seconds is not None]
    return f"{max(known):.1f}" if known else "-"


Progress = Callable[[int, int], None]
