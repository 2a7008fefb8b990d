"""What one line says to the printer, and what waits to be said back to it."""

from kiosk.agent.virtual_printer.language import Reader
from kiosk.agent.virtual_printer.sensors import Sensors, watched


class Talk:
    """A TCP connection has one of its own; a serial line has one for ever, since nobody hangs up there."""

    def __init__(self) -> None:
        self.reader = Reader()
        self._answers = bytearray()
        self._wanted = 0  # the bits of GS a
        self._known = bytes(4)  # what it was told by itself last
        self._stops = 0  # GS ( H, function 49: 1 say when it goes off line, 2 and why

    def say(self, answer: bytes) -> None:
        self._answers += answer

    def take(self) -> bytes:
        """What is to go over the line now."""
        answers = bytes(self._answers)
        self._answers.clear()
        return answers

    def forget(self) -> None:
        """The printer was without current. What it said before that is on its way."""
        said = self.take()
        self.__init__()  # type: ignore[misc]  # as new
        self.say(said)

    def watch(self, wanted: int, sensors: Sensors) -> bytes:
        """GS a: the automatic status, now and at each change of what is wanted."""
        self._wanted = wanted
        self._known = watched(sensors.told_by_itself(), wanted)
        return sensors.told_by_itself() if wanted & 0x0F else b""

    def told_when_it_stops(self, setting: int) -> None:
        self._stops = setting % 48

    def changed(self, before: Sensors, now: Sensors) -> bytes:
        """What it says unasked when its sensors change."""
        said = b""
        seen = watched(now.told_by_itself(), self._wanted)
        if seen != self._known:
            self._known = seen
            said = now.told_by_itself()
        if self._stops and before.ready and not now.ready:
            said += now.told_when_it_stops(self._stops == 2)
        return said
