"""What became of a paper, as honestly as a printer lets us know."""

from typing import Literal, NamedTuple, Protocol

from PIL.Image import Image

from kiosk.agent.printers.status import Cause, Status


class Outcome(NamedTuple):
    """`sent`: all of it taken, the printer well before and after. `failed`: certainly nothing readable came out.

    `unknown`: the person may hold a ticket, a part of one, or nothing; nobody may print it again by himself.
    """

    state: Literal["sent", "failed", "unknown"]
    cause: Cause | None = None


class Printer(Protocol):
    """One printer; a connection lives as long as one job, since most take one client at a time."""

    dots: int

    def print(self, image: Image) -> Outcome:
        """The image on paper, cut off. Raises nothing for a printer's own troubles."""
        ...

    def status(self) -> Status | None:
        """How it is now; None when it does not say. Raises OSError when it cannot be reached."""
        ...
