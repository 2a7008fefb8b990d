"""The hall's public picture: small, made anew at most every two seconds, its ETag a hash of what it shows."""

import threading
import time
from hashlib import sha256

from sqlalchemy import select

from server.hall.public import live
from server.models import table
from server.models.hall import Hall
from server.running import Running

HALL = table(Hall)

RENEWED_S = 2.0


class PublicPictures:
    """The latest public picture of every hall, as bytes ready to be sent. Phones poll it; nothing else does."""

    def __init__(self, run: Running) -> None:
        self.run = run
        self._kept: dict[int, tuple[float, bytes, str]] = {}
        self._halls: dict[str, int] = {}
        self._lock = threading.Lock()

    def hall(self, slug: str) -> int | None:
        """The hall of this short name; halls are founded, never renamed."""
        if slug not in self._halls:
            with self.run.store.look() as conn:
                hall = conn.execute(select(HALL.c.id).where(HALL.c.slug == slug)).scalar_one_or_none()
            if hall is None:
                return None
            self._halls[slug] = hall
        return self._halls[slug]

    def of(self, hall: int) -> tuple[bytes, str]:
        """The picture's JSON and its ETag."""
        kept = self._kept.get(hall)
        if kept is None or time.monotonic() - kept[0] >= RENEWED_S:
            with self._lock:
                kept = self._kept.get(hall)
                if kept is None or time.monotonic() - kept[0] >= RENEWED_S:
                    kept = self._kept[hall] = self._made(hall)
        return kept[1], kept[2]

    def _made(self, hall: int) -> tuple[float, bytes, str]:
        shot = self.run.relay.fresh(hall)
        body = live(self.run.store, hall, shot, self.run.gaps(hall), shot.at).model_dump_json().encode()
        return time.monotonic(), body, sha256(body).hexdigest()[:32]
