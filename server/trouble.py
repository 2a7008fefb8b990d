"""What runs beside the requests must go on, and a log must not fill a disk while it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

log = structlog.get_logger()


class Trouble:
    """Says once that something does not work, and once that it works again."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._said: str | None = None

    @contextmanager
    def survived(self) -> Iterator[None]:
        """Whatever is raised inside is logged and forgotten; the same kind of error again is not even logged."""
        try:
            yield
        except Exception as error:
            kind = type(error).__name__
            if kind != self._said:
                log.exception(self.what)
            self._said = kind
        else:
            if self._said is not None:
                log.warning("works again", was=self.what)
            self._said = None
