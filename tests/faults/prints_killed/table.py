"""A campaign of kills in figures."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence

from tests.faults.prints_killed.campaign import Killed
from tests.faults.prints_killed.kill import STEPS, Victim, counted
from tests.faults.prints_killed.verdict import CHECKS

VICTIMS: tuple[Victim, ...] = ("agent", "server")


def table(killed: Killed, wrong: Mapping[str, Sequence[str]]) -> str:
    """Who was killed in which step, and how the papers ended."""
    head = f"{'killed':<9}{'in step':<9}{'times':>6}{'known after':>13}  how the papers ended"
    rows = [_row(killed, victim, step) for victim in VICTIMS for step in (*STEPS, None)]
    between = sum(kill.step is None for kill in killed.kills)
    left = sum(not kill.press_too for kill in killed.kills)
    papers = [papers for hall in killed.halls for papers in hall.papers]
    sheets = [sheet for paper in papers for sheet in paper.sheets]
    counts = {
        "kills": f"{len(killed.kills) - between} in {killed.seconds:.0f} s, and {between} between two steps; "
        f"{left} left the press alive",
        "tickets": f"{sum(len(paper.numbers) for paper in papers)}",
        "papers": f"{len(sheets)}, not whole {sum(not sheet.whole for sheet in sheets)}",
        "violations": f"{sum(map(len, wrong.values()))}, found by {len(wrong)} of {len(CHECKS) + 2} checks",
    }
    return "\n".join([head, *filter(None, rows), "", *(f"{name:<24}{value}" for name, value in counts.items())])


def _row(killed: Killed, victim: Victim, step: str | None) -> str:
    kills = [kill for kill in killed.kills if (kill.victim, kill.step) == (victim, step)]
    if not kills:
        return ""
    jobs = {job.visit_id: job for hall in killed.halls for job in hall.jobs}
    worst = max((kill.settled_s for kill in kills if kill.settled_s is not None), default=0.0)
    ends = Tally(_end(jobs.get(kill.visit)) for kill in kills)
    said = ", ".join(f"{n} {end}" for end, n in ends.most_common())
    return f"{victim:<9}{step or '-':<9}{len(kills):>6}{worst:>11.1f} s  {said}"


def _end(job: object) -> str:
    cause = getattr(job, "cause", None)
    return f"{getattr(job, 'state', 'gone')}{f' {cause}' if cause else ''}"


def enough(killed: Killed, least: int) -> list[str]:
    """Where too few kills met a step."""
    return [
        f"{victim}: {times} kills in {step}, {least} are wanted"
        for victim in VICTIMS
        for step, times in counted(killed.kills, victim).items()
        if times < least
    ]
