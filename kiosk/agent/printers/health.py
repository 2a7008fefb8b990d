"""How a printer is, as far as anybody knows: what the office, the kiosk and the hall are told."""

from typing import Any, Literal, NamedTuple

from kiosk.agent.printers.status import Cause, Status


class Health(NamedTuple):
    """`cause`: why nothing would come out now. `answers`: it says how it is; where it never does, the rest is a hope.

    `confirms`: it says when a paper is out. What cannot be seen while it is away stays as it was last seen.
    """

    model: str | None = None
    online: bool = True
    cover: Literal["closed", "open"] = "closed"
    paper: Literal["ok", "low", "out"] = "ok"
    cutter: Literal["ok", "jammed"] = "ok"
    cause: Cause | None = None
    answers: bool = False
    confirms: bool = False

    def seen(self, status: Status) -> "Health":
        """It has just said how it is."""
        return self._replace(
            online=status.online,
            cover="open" if status.cover_open else "closed",
            paper=status.paper,
            cutter="jammed" if status.cutter_jammed else "ok",
            cause=status.trouble,
            answers=True,
        )

    def lost(self, cause: Cause) -> "Health":
        """It cannot be reached, or no longer says how it is."""
        return self._replace(online=False, cause=cause)

    def silent(self) -> "Health":
        """It takes what it is given and never says anything."""
        return self._replace(online=True, cause=None)

    def to_json(self) -> dict[str, Any]:
        return self._asdict()
