"""A way that stays open from one job to the next: opening it anew would reset the printer or disturb the system."""

from collections.abc import Callable

from kiosk.agent.printers.links import Link


class Kept:
    """Called, it gives the open link, which closing does not close unless it is broken."""

    def __init__(self, opened: Callable[[], Link]) -> None:
        self._opened = opened
        self._link: Link | None = None

    def __call__(self) -> Link:
        if self._link is None:
            self._link = self._opened()
        return Borrowed(self, self._link)

    def close(self, *, broken: bool = False) -> None:
        """The next call opens it anew."""
        if self._link is not None:
            self._link.close(broken=broken)
            self._link = None


class Borrowed:
    """The kept link, for one conversation."""

    def __init__(self, kept: Kept, link: Link) -> None:
        self.talks = link.talks
        self.write, self.read, self.on_the_way = link.write, link.read, link.on_the_way
        self._kept = kept

    def close(self, *, broken: bool = False) -> None:
        if broken:
            self._kept.close(broken=True)
