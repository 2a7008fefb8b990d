"""All that a campaign left: its runs, the printers' papers, the database, and whom the clerks called at the end."""

from dataclasses import dataclass, field
from types import SimpleNamespace as Fact

from tests.faults.machines.papers import LanePapers
from tests.faults.printers.run import Run


@dataclass
class Campaign:
    """`called`: by a clerk at the very end, a minute after the last ticket; rows are facts by column name."""

    runs: list[Run]
    papers: list[LanePapers]
    visits: list[Fact]
    jobs: list[Fact]
    called: list[int]
    log: list[str] = field(default_factory=list)  # errors that server and agents wrote down
    seconds: float = 0.0

    def jobs_of(self, visit: int) -> list[Fact]:
        """Its papers as the hall knows them, the first one first."""
        return [job for job in self.jobs if job.visit_id == visit]
