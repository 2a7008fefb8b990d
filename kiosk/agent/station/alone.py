"""One agent for one folder: two would print and hand out numbers against each other."""

import fcntl
import os
from pathlib import Path

from kiosk.agent.station.refused import Refused


def folder_of_ones_own(folder: Path) -> int:
    """Make the folder, closed to others, and keep every other agent out of it until this process ends.

    Answers the descriptor that holds the lock. Raises Refused.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "agent.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Refused(f"another kiosk-agent works with {folder}: one folder is for one agent") from None
    return lock
