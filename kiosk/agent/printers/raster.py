"""A printer that takes its ticket as one image, by commands that every ESC/POS printer knows."""

from collections.abc import Callable
from contextlib import closing

from PIL.Image import Image

from kiosk.agent.printers.line import Line
from kiosk.agent.printers.outcome import Outcome
from kiosk.agent.printers.status import Cause, Status, ask

PATIENCE_S = 2.0  # for an answer
SHORT_PATIENCE_S = 0.5  # from one that did not answer last time: cheap printers never do
TALLEST = 960  # rows in one image command; several printers cannot hold more


class RasterPrinter:
    """Asks before and after, prints in between; a connection for each job."""

    def __init__(self, connect: Callable[[], Line], dots: int) -> None:
        self.dots = dots
        self._connect = connect
        self._patience_s = PATIENCE_S

    def status(self) -> Status | None:
        with closing(self._connect()) as line:
            return self._ask(line)

    def print(self, image: Image) -> Outcome:
        try:
            line = self._connect()
        except OSError:
            return Outcome("failed", "unreachable")
        with closing(line):
            return self._print(line, image)

    def _print(self, line: Line, image: Image) -> Outcome:
        begun = False
        try:
            before = self._ask(line)
            if before and before.trouble:
                return Outcome("failed", before.trouble)  # sent now, it would come out whenever the roll is changed
            line.hw("INIT")
            begun = True
            for top in range(0, image.height, TALLEST):
                piece = image.crop((0, top, image.width, min(top + TALLEST, image.height)))
                line.image(piece, impl="bitImageRaster", fragment_height=TALLEST)
            line.cut(mode="PART")
            after = self._ask(line)
        except OSError as broken:
            return Outcome("unknown" if begun else "failed", _cause(broken))
        if after and after.trouble:
            return Outcome("unknown", after.trouble)
        return Outcome("sent") if (before and after) or not line.talks else Outcome("unknown", "timeout")

    def _ask(self, line: Line) -> Status | None:
        if not line.talks:
            return None
        status = ask(line._raw, lambda: line.receive(self._patience_s))
        self._patience_s = PATIENCE_S if status else SHORT_PATIENCE_S
        return status


def _cause(broken: OSError) -> Cause:
    return "timeout" if isinstance(broken, TimeoutError) else "unreachable"
