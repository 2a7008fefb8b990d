"""An outage in figures."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence

from tests.faults.outage.evidence import Outage
from tests.faults.outage.verdict import CHECKS


def table(found: Outage, wrong: Mapping[str, Sequence[str]]) -> str:
    """What was given, lost, brought, called."""
    alone = [tap for tap in found.given if tap.alone]
    parked = {e.visit_id for e in found.events if e.kind == "visit_parked" and e.data.get("offline")}
    size, shown = found.size, sum(tap.shown is not None for tap in found.given)
    again = sum(len(tap.told) > 1 for tap in found.given)
    jobs = Tally(str(job.state) for job in found.jobs)
    sheets = sum(len(papers.sheets) for papers in found.papers)
    uploaded = "never" if found.uploaded_s is None else f"{found.uploaded_s:.1f} s after the network was back"
    counts = {
        "outage": f"{size.hours:g} h of a clock {size.speed:g} times as fast, and {size.flaps} short ones before",
        "kiosks": f"{len(found.papers)}, agents killed {found.killed} times, browsers reloaded {found.reloaded} times",
        "numbers told": f"{len(found.given)}, {again} of them several times, {shown} read in a browser",
        "given alone": f"{len(alone)}: in line {len(alone) - len(parked)}, set aside {len(parked)}",
        "answers lost": f"{len(found.unheard)} numbers that no screen showed",
        "brought": f"all of them {uploaded}; refused {len(found.letters)}",
        "papers": f"{sheets}, say that they were issued alone {sum(map(len, found.offline.values()))}",
        "jobs": ", ".join(f"{n} {state}" for state, n in sorted(jobs.items())),
        "called": f"{len(found.called)}, later {len(found.called_later)}, served already {len(found.decided_served)}",
        "took": f"{found.seconds:.0f} s",
        "violations": f"{sum(map(len, wrong.values()))}, found by {len(wrong)} of {len(CHECKS)} checks",
    }
    return "\n".join(f"{name:<24}{value}" for name, value in counts.items())
