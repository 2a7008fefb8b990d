"""The hall's time where the machine's clock steps back: nothing may end before it began."""

from datetime import datetime, timedelta

HELD = timedelta(hours=4)  # a wrong time zone, a summer hour too many: with these the hall's time waits
NOTED = timedelta(seconds=2)  # a smaller step is how clocks are kept right, nothing to be told of


def hall_time(clock: datetime, last: datetime | None) -> datetime:
    """The hall's time when its clock says `clock` and its journal ends at `last` (None: nothing has happened).

    A step back of at most HELD is held: the hall's time stands until the clock has caught up. A longer one tells
    of a clock that was far ahead; waiting for it would stop the hall for a day or for years, so it is believed.
    """
    if last is None or clock >= last or last - clock > HELD:
        return clock
    return last


def set_back(clock: datetime, last: datetime | None) -> bool:
    """Whether the clock was set back by more than is held, so that the hall's time goes back with it."""
    return last is not None and last - clock > HELD


def lasted(since: datetime, until: datetime) -> timedelta:
    """From one moment to another; no time at all where the clock was set back between them."""
    return max(until - since, timedelta())
