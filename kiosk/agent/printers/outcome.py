"""What became of a paper, as honestly as a printer lets us know."""

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from PIL.Image import Image

from kiosk.agent.printers.health import Health
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.status import Cause, Status


class Outcome(NamedTuple):
    """`confirmed`: the printer said that it is out. `sent`: all of it taken, the printer well before and after.

    `failed`: certainly nothing readable came out. `unknown`: the person may hold a ticket, a part of one, or nothing;
    nobody may print it again by himself. `stopped`: it was not to be sent any more.
    """

    state: Literal["confirmed", "sent", "failed", "unknown", "stopped"]
    cause: Cause | None = None


class Watcher(NamedTuple):
    """What somebody wants to know and decide while a paper is printed."""

    go: Callable[[], bool] = lambda: True  # the printer is ready, nothing is sent yet: may it be?
    taken: Callable[[], None] = lambda: (
        None
    )  # all of it is taken, the printer will say when it is out; again while that lasts


UNWATCHED = Watcher()


class Printer(Protocol):
    """One printer; over the network a connection lives as long as one job, since most take one client at a time."""

    dots: int

    @property
    def health(self) -> Health:
        """How it was when last it was heard, or not heard."""
        ...

    def tell(self, told: Callable[[Health], None]) -> None:
        """`told` is called with its health from now on, whenever something was heard and while it is waited for."""
        ...

    def print(self, paper: Image | Paper, job: int = 0, watcher: Watcher = UNWATCHED) -> Outcome:
        """The paper, cut off. Raises nothing for a printer's own troubles. `job` is its name in the confirmation."""
        ...

    def status(self) -> Status | None:
        """How it is now; None when it does not say. Raises OSError when it cannot be reached."""
        ...

    def look(self) -> float:
        """See how it is, outside of any job; answers after how many seconds to look again."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
