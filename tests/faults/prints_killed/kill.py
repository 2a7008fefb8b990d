"""A kill in the middle of a paper: who was killed, where, and how far the paper was."""

from typing import Literal, NamedTuple

Step = Literal["claimed", "sending", "sent"]
Victim = Literal["agent", "server"]

STEPS: tuple[Step, ...] = ("claimed", "sending", "sent")
LEAST = 25  # kills in each step, of 200
KILLS = 200

# Bytes a second that the printer takes, so that each step is long enough to be met: a paper is claimed for half a
# second while the printer is asked how it is, then being sent for some three seconds; it is sent when the printer has
# all of it, so that must take its time over the END of it.
PACE: dict[Step, int] = {"claimed": 20, "sending": 30_000, "sent": 30_000}
END, END_PACE = 14_000, 2_500  # bytes, and of them a second
LATER_S: dict[Step, float] = {"claimed": 0.35, "sending": 2.5, "sent": 2.0}  # at most, from its begin to the kill


class Kill(NamedTuple):
    """`step`: how far the paper was for the one who died, as its disk says; None: between two papers, and not counted.

    `press_too`: the press died, too. `settled_s`: from the new start until the hall knew what became of it.
    """

    victim: Victim
    lane: str
    wanted: Step
    step: Step | None
    press_too: bool
    visit: int
    settled_s: float | None


def counted(kills: list[Kill], victim: Victim) -> dict[Step, int]:
    """How many kills met each step."""
    return {step: sum(kill.victim == victim and kill.step == step for kill in kills) for step in STEPS}
