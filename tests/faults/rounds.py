"""Rounds: a server starts, people use it, it is killed at a moment of chance; the database stays."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from server.bench.ground import database
from server.demo_hall import prepare
from tests.faults.evidence import Evidence, gathered
from tests.faults.history import History, Op
from tests.faults.mortal import Mortal
from tests.faults.people import CLERKS, KIOSKS, people
from tests.faults.person import Person
from tests.faults.printer import Printer

LEAST = 4  # requests in flight when the server is killed
PATIENCE_S = 60.0  # with a round, on a machine that has much else to do
ANSWERS = 150  # at most, before a server that dies early
OVER_PAPER = 0.3  # of the rounds
PAPERS = 5  # at most, before one that dies over a paper
DELAY_S = 0.012  # at most, between such a moment and the kill
ADDRESS = "http://127.0.0.1:8080"  # stands on the tickets; nobody asks it


@dataclass(frozen=True)
class Round:
    """How a server died. `cut_off`: those in flight that never had an answer."""

    in_flight: int
    cut_off: int


class Unanswered(Exception):
    """A server that lived did not answer."""


class Rounds:
    """A new hall with its people and its printer, until the block ends. `module`: another server, put to the test."""

    def __init__(self, folder: Path, seed: int, module: tuple[str, ...] = ("server.cli",)) -> None:
        prepare(folder, ADDRESS, True, "none", 1.0, False, {})
        (folder / "server.log").write_text("")
        self.played: list[Round] = []
        self._folder, self._seed, self._module = folder, seed, module
        self._chance = Random(seed)  # noqa: S311 to be repeated, no secret
        self._book = (folder / "history.jsonl").open("w", encoding="utf-8")
        self.history = History(self._book)
        self.printer = Printer(told=self.history.look_again)
        self._people: list[Person] = []

    def __enter__(self) -> "Rounds":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _at: object) -> None:
        self.printer.stop()
        self._book.close()

    def play(self, rounds: int) -> Iterator[Round]:
        """So many rounds in which LEAST requests were cut off; one with fewer is played, too, and not counted."""
        counted = 0
        while counted < rounds:
            played = self._round()
            self.played.append(played)
            counted += played.cut_off >= LEAST
            yield played

    def evidence(self) -> Evidence:
        """A server that nobody kills answers what is still unanswered and ends; then everything is gathered."""
        with self._server() as server:
            for person in self._people:
                person.settle(server.port)
            server.stop()
        log = (self._folder / "server.log").read_text("utf-8", "replace").splitlines()
        return gathered(self.history.ops, self.printer.papers, database(self._folder), log)

    def _round(self) -> Round:
        with ThreadPoolExecutor(KIOSKS + CLERKS) as pool, self._server() as server:
            at_work = [pool.submit(person.work, server.port) for person in self._people]
            in_flight = self._kill(server)
            for person in at_work:
                person.result(PATIENCE_S)
        if self.history.hung_up:
            raise Unanswered(f"{self.history.hung_up}")
        return Round(len(in_flight), sum(op.status is None for op in in_flight))

    @contextmanager
    def _server(self) -> Iterator[Mortal]:
        with Mortal(self._folder, self.printer.spec, self._module) as server:
            self.history.begin_round()
            if not self._people:
                self._people = people(self._folder, server.port, self.history, self._seed)
            yield server

    def _kill(self, server: Mortal) -> list[Op]:
        """After some answers or over a paper, and a little later; but only while LEAST requests are in flight."""
        answers = self._chance.randrange(ANSWERS)
        papers = self.printer.begun + self._chance.randrange(1, PAPERS) if self._chance.random() < OVER_PAPER else 0
        delay_s = self._chance.random() * DELAY_S

        def moment() -> bool:
            return self.printer.begun >= papers if papers else self.history.answers >= answers

        self.history.when(moment, LEAST, PATIENCE_S)
        time.sleep(delay_s)
        return self.history.when(lambda: True, LEAST, PATIENCE_S, server.kill)
