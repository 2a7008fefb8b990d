"""The kiosks: people tap, one after another at each."""

import threading
from collections.abc import Iterator

from server.simulation.people import Person
from server.simulation.play import Over, Play
from server.simulation.talk import Refused, Talk


class Arrivals:
    """The people still to come, shared by the kiosks."""

    def __init__(self, people: Iterator[Person]) -> None:
        self._people = enumerate(people, 1)
        self._lock = threading.Lock()

    def next(self) -> tuple[int, Person] | None:
        """The next one and their number; None when nobody else comes."""
        with self._lock:
            return next(self._people, None)


class Door(threading.Thread):
    """One kiosk."""

    def __init__(self, play: Play, talk: Talk, kiosk: str, arrivals: Arrivals) -> None:
        super().__init__(daemon=True)
        self._play = play
        self._talk = talk
        self._kiosk = kiosk
        self._arrivals = arrivals

    def run(self) -> None:
        """Let them in until nobody else comes."""
        try:
            while (found := self._arrivals.next()) is not None:
                n, person = found
                self._play.wait(person.at)
                try:
                    self._play.issue(self._talk, self._kiosk, person, f"t{n}")
                except Refused as no:
                    self._play.refused(no)
        except Over:
            pass
        except Exception as error:
            self._play.broke("kiosk", error)
        finally:
            self._play.door_closes()
