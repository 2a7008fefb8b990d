"""A printer at a serial port: a pseudo-terminal whose other end plays it."""

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome, open_printer
from tests.kiosk.agent.odd_printers import Bench, line_to
from tests.kiosk.agent.tickets import bare

PAPER = draw(bare("A 042"))


@pytest.mark.parametrize("settings", ["", ":9600", ":115200:rts", ":19200:xon"])
def test_it_prints_and_stays_open(settings: str) -> None:
    bench = Bench()
    with line_to(bench) as path:
        printer = open_printer(f"serial:{path}{settings}")
        assert [printer.print(PAPER), printer.print(PAPER)] == [Outcome("sent")] * 2
        printer.close()
    assert bench.cuts == 2


def test_without_paper_nothing_is_sent() -> None:
    bench = Bench()
    bench.status = b"\x1a\x32\x12\x7e"
    with line_to(bench) as path:
        printer = open_printer(f"serial:{path}")
        assert printer.print(PAPER) == Outcome("failed", "paper_out")
        printer.close()
    assert bench.cuts == 0


def test_a_wrong_speed_answers_nonsense_and_says_so() -> None:
    with line_to(lambda _data: b"\xc3\x00") as path:
        printer = open_printer(f"serial:{path}:9600")
        assert printer.print(PAPER) == Outcome("unknown", "garbled")
        printer.close()


def test_a_port_that_is_not_there_failed() -> None:
    assert open_printer("serial:/dev/gishe-tty9").print(PAPER) == Outcome("failed", "unreachable")


@pytest.mark.parametrize("place", ["", ":9600", "/dev/ttyS0:fast", "/dev/ttyS0:9600:dtr"])
def test_settings_that_are_none_are_refused_in_words(place: str) -> None:
    with pytest.raises(ValueError, match="serial:PATH"):
        open_printer(f"serial:{place}")
