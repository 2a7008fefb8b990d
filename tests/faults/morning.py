"""A morning on which nothing broke but an answer or two got lost: the evidence that must pass every check."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from server.hall.printing import claim, forget_claims, progress, settle
from server.models.print_job import PrintState
from tests.asking import Asker
from tests.cast import TheHall
from tests.faults.evidence import Evidence, gathered
from tests.faults.history import History
from tests.faults.printer import Paper
from tests.kept import KeptStore


class Morning:
    """The cast at work, all that they hear written down."""

    def __init__(self, hall: TheHall, ask: Callable[[str], Asker]) -> None:
        self.hall = hall
        self.history = History(StringIO())
        self.papers: list[Paper] = []
        self._ask = ask

    def post(self, who: str, what: str, path: str, visit: int | None = None, heard: bool = True, **asked: Any) -> Any:
        """One request; not `heard`: it was done, and the answer got lost."""
        op = self.history.invoked(who, what, "POST", path, asked, visit)
        self.history.sent(op)
        answer = self._ask(who).post(path, **asked)
        said = answer.get_json(silent=True) or {}
        if heard:
            self.history.answered(op, answer.status_code, said)
        else:
            self.history.unanswered(op)
        return said

    def issue(self, key: str, service: str = "A01", heard: bool = True) -> int:
        """Somebody takes a ticket; answers the visit."""
        ticket = self.post("kiosk", "issue", "tickets", heard=heard, service=service, lang="bg", key=key)
        return int(ticket["visit"])

    def next(self, key: str) -> int:
        """Vera presses Next; answers the visit."""
        return int(self.post("vera", "next", "desk/next", key=key)["visit"])

    def step(self, what: str, visit: int, heard: bool = True) -> None:
        """Vera does something with the visit."""
        self.post("vera", what, f"visits/{visit}/{what}", visit, heard)

    def print(self) -> None:
        """All papers come out; the press dies when the copy is out and nobody knows of it yet."""
        while (job := self.hall.do(claim)) is not None:
            self.hall.do(progress, job.job, PrintState.SENDING)
            self.papers.append(Paper(job.visit, f"paper {job.job}"))
            if job.copy:
                self.hall.do(forget_claims)
            else:
                self.hall.do(settle, job.job, PrintState.SENT)

    def evidence(self) -> Evidence:
        """What is left of it."""
        store = self.hall.store
        assert isinstance(store, KeptStore)
        return gathered(self.history.ops, self.papers, store.path)


def a_morning(hall: TheHall, ask: Callable[[str], Asker]) -> Evidence:
    """Tickets, calls, papers, with answers that were lost and keys that were sent again."""
    m = Morning(hall, ask)
    first = m.issue("k1")
    m.issue("k1")
    m.issue("k2", heard=False)
    second = m.issue("k2")
    m.issue("k3", "T01")
    assert m.next("n1") == m.next("n1") == first
    m.step("start", first)
    m.step("finish", first)
    assert m.next("n2") == second
    m.step("recall", second)
    m.step("start", second, heard=False)
    m.step("park", second)
    m.step("return", second)
    assert m.next("n3") == second
    m.step("absent", second)
    m.post("kiosk", "copy", f"visits/{second}/prints", second)
    m.print()
    m.issue("k4")
    return m.evidence()
