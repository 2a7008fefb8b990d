"""The papers of one printer, and what they prove: who can read a number, who holds a whole ticket."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace as Fact

from tests.faults.machines.printer import Sheet


@dataclass
class LanePapers:
    """All papers of one printer, and the numbers that were given for it."""

    lane: str
    numbers: dict[str, int]  # and their visits
    sheets: list[Sheet]
    hanging: Sheet | None = None

    @property
    def all(self) -> list[Sheet]:
        """Those that fell, and what hangs in the slot."""
        return [*self.sheets, *([self.hanging] if self.hanging else [])]


def readable(papers: LanePapers, *, copies: bool = True) -> set[int]:
    """The visits whose number stands on some paper, whole or not."""
    return {papers.numbers[r.number] for sheet in papers.all for r in sheet.read if copies or not r.copy}


def whole(papers: LanePapers) -> set[int]:
    """The visits of whom a whole paper is out, be it below the rest of another one."""
    last = ((sheet, papers.numbers[sheet.read[-1].number]) for sheet in papers.all if sheet.read)
    return {visit for sheet, visit in last if sheet.whole or (sheet.cut and visit in sheet.visits)}


def untrue(what: str, job: Fact, *, is_out: bool, is_seen: bool) -> Iterator[str]:
    """Why the state of this job is no true one. `is_out`: all of its paper; `is_seen`: its number can be read."""
    if job.settled_at is None:
        yield f"{what}: its job is {job.state} and has not ended"
    elif job.state in ("sent", "confirmed") and not is_out:
        yield f"{what}: {job.state}, and no whole paper is out"
    elif job.state == "failed" and is_seen:
        yield f"{what}: failed ({job.cause}), and somebody can read it"
