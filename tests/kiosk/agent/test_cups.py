"""A printer behind a queue of CUPS: `lp`, `lpstat` and `cancel` are played by a small script."""

import os
import sys
from pathlib import Path

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome, Printer, open_printer
from kiosk.agent.printers.wording import raster
from tests.kiosk.agent.tickets import bare

PAPER = draw(bare("A 042"))
WELL = "printer desk is idle.  enabled since Tue 24 Nov 2026\n\tDescription: desk\n\tAlerts: none\n"
# What lpstat -p says is in `state`; a job is in `jobs` as long as `stuck` is there; what was printed is in `printed`.
CUPS = """#!{python}
import sys
from pathlib import Path
room, (name, *said) = Path(__file__).parent, (Path(sys.argv[0]).name, *sys.argv[1:])
if not (room / "state").exists():
    sys.exit("lpstat: Scheduler is not running.")
if name == "lp":
    data = sys.stdin.buffer.read()
    (room / "asked").write_text(" ".join(said))
    if (room / "refuses").exists():
        sys.exit("lp: Destination desk is not accepting jobs.")
    (room / "printed").write_bytes(data)
    print("request id is desk-7 (1 file(s))")
elif name == "cancel":
    (room / "cancelled").write_text(said[0])
elif "-v" in said:
    print("device for desk: usb://EPSON/TM-T20III")
elif "-o" in said and (room / "stuck").exists():
    print("desk-7  kiosk  4096  Tue 24 Nov 2026")
elif "-p" in said:
    print((room / "state").read_text(), end="")
"""


class Queue:
    """What is known of the queue, in a folder."""

    def __init__(self, room: Path) -> None:
        self.room = room
        self.state(WELL)

    def state(self, said: str) -> None:
        (self.room / "state").write_text(said)

    def mark(self, name: str) -> None:
        (self.room / name).touch()

    def has(self, name: str) -> bool:
        return (self.room / name).exists()

    def printer(self) -> Printer:
        return open_printer("cups:desk", every_s=0.05)


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Queue:
    for name in ("lp", "lpstat", "cancel"):
        (tmp_path / name).write_text(CUPS.format(python=sys.executable))
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return Queue(tmp_path)


def test_a_ticket_goes_raw_into_the_queue(queue: Queue) -> None:
    assert queue.printer().print(PAPER, 7) == Outcome("sent")
    assert (queue.room / "printed").read_bytes() == raster(PAPER).data
    assert (queue.room / "asked").read_text() == "-d desk -o raw -t ticket 7"


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ("printer desk disabled since Tue 24 Nov 2026 -\n\tUnplugged or turned off\n", "offline"),
        (WELL.replace("none", "media-empty-error"), "paper_out"),
        (WELL.replace("none", "cover-open"), "cover_open"),
        (WELL.replace("none", "offline-report"), "offline"),
    ],
)
def test_nothing_goes_into_a_queue_that_is_not_ready(queue: Queue, state: str, cause: str) -> None:
    queue.state(state)
    printer = queue.printer()
    assert printer.print(PAPER) == Outcome("failed", cause)  # type: ignore[arg-type]
    assert not queue.has("printed")
    assert printer.health.cause == cause


def test_a_roll_near_its_end_prints_and_says_so(queue: Queue) -> None:
    queue.state(WELL.replace("none", "media-low-warning"))
    printer = queue.printer()
    assert printer.print(PAPER) == Outcome("sent")
    assert (printer.health.paper, printer.health.cause) == ("low", None)


def test_a_queue_that_takes_no_jobs_failed(queue: Queue) -> None:
    queue.mark("refuses")
    assert queue.printer().print(PAPER) == Outcome("failed", "offline")


def test_a_ticket_that_gets_stuck_is_withdrawn_so_that_it_does_not_come_out_later(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.agent.printers.spooled.patience_s", lambda mm: mm / 1000)
    queue.mark("stuck")
    assert queue.printer().print(PAPER) == Outcome("unknown", "timeout")
    assert (queue.room / "cancelled").read_text() == "desk-7"


def test_without_cups_nothing_can_be_reached(queue: Queue) -> None:
    (queue.room / "state").unlink()
    printer = queue.printer()
    assert printer.print(PAPER) == Outcome("failed", "unreachable")
    printer.look()
    assert printer.health.cause == "unreachable"


@pytest.mark.parametrize("spec", ["cups:", "cups:-d"])
def test_a_queue_has_a_name(spec: str) -> None:
    with pytest.raises(ValueError, match="cups:QUEUE"):
        open_printer(spec)
