"""The fourteen faults that somebody may wish on the printer, and where in a ticket they strike."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kiosk.agent.virtual_printer.course import Course
from kiosk.agent.virtual_printer.language import RASTER, Command

# What each does at the moment it strikes; it then lasts until all is well again, except `reset`.
FAULTS = {
    "refused": "lets nobody in any more; whoever is in stays in",
    "silent": "lets everybody in, takes everything, prints nothing, answers nothing",
    "reset": "resets the connection once",
    "half_open": "is gone from the network: no reset, nothing read, nobody let in",
    "slow": "takes so many bytes a second",
    "paper_near_end": "the roll is near its end",
    "paper_out": "the roll is at its end",
    "paper_out_mid_ticket": "the roll ends under the ticket",
    "cover_open": "somebody opens the cover",
    "cutter_jam": "the next cut jams the cutter",
    "overheated": "the head is too hot",
    "unplugged": "is without current: resets the connection, lets nobody in, forgets what it held",
    "garbage_status": "answers nonsense",
    "mute": "prints and never answers",
}
# What a fault does to the sensors; turned back by hand, it is over.
TURNS: dict[str, dict[str, Any]] = {
    "paper_near_end": {"paper": "low"},
    "paper_out": {"paper": "out"},
    "paper_out_mid_ticket": {"paper": "out"},
    "cover_open": {"cover": "open"},
    "cutter_jam": {"cutter": "jammed"},
    "overheated": {"head": "hot"},
    "unplugged": {"online": False},
}
WHERE = ("after_bytes", "at_command", "after_rows")
USUAL: dict[str, dict[str, int]] = {
    "reset": {"after_bytes": 6000},
    "paper_out_mid_ticket": {"after_rows": 300},
    "slow": {"bytes_per_second": 2000},
}
MOST = 1 << 30


class Fault(NamedTuple):
    """One of them. At most one of the three places is given; without any it strikes at once."""

    name: str
    after_bytes: int | None = None  # of the ticket under way
    at_command: int | None = None  # before the command of this index; as many as it has commands: behind the last one
    after_rows: int | None = None  # of its raster images
    bytes_per_second: int | None = None

    @classmethod
    def asked(cls, wish: Mapping[str, Any]) -> "Fault":
        """From `{"fault": NAME, ...}`. Raises ValueError, in words."""
        name, more = wish["fault"], {key: value for key, value in wish.items() if key != "fault"}
        if not isinstance(name, str) or name not in FAULTS:
            raise ValueError(f"fault is null or one of {', '.join(FAULTS)}")
        unknown = set(more) - {*WHERE, *(["bytes_per_second"] if name == "slow" else [])}
        if unknown:
            raise ValueError(f"{name} knows no {', '.join(sorted(unknown))}")
        if not all(type(value) is int and 0 <= value <= MOST for value in more.values()):
            raise ValueError("a place is a whole number")
        if len(set(more) & set(WHERE)) > 1:
            raise ValueError(f"one of {', '.join(WHERE)}")
        usual = USUAL.get(name, {})
        if set(more) & set(WHERE):
            usual = {key: value for key, value in usual.items() if key not in WHERE}
        made = cls(name, **{**usual, **more})
        if made.bytes_per_second == 0:
            raise ValueError("slow takes at least one byte a second")
        return made

    @property
    def waits(self) -> bool:
        """Whether it strikes only when a ticket has come so far."""
        return any(getattr(self, place) is not None for place in WHERE)

    def strikes_in(self, command: Command, course: Course) -> int | None:
        """After how many bytes of this command, which comes next; None if not in it."""
        if self.at_command is not None:
            before = course.done_before(command)
            if self.at_command == before and not course.goes_on(command):
                return 0
            ends = command.whole and command.name != b""
            return len(command.raw) if ends and self.at_command == before + 1 else None
        if self.after_bytes is not None:
            left = self.after_bytes - course.bytes
            return left if 0 < left <= len(command.raw) or left == course.bytes == 0 else None
        if self.after_rows is not None and command.name == RASTER and command.rows:
            left = self.after_rows - course.rows
            if left == 0:
                return None if course.goes_on(command) else 0
            return len(command.raw) - len(command.rows) + left * command.width if 0 < left <= command.height else None
        return None

    def shown(self) -> dict[str, Any]:
        return {key: value for key, value in self._asdict().items() if value is not None}
