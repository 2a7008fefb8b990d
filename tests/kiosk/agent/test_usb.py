"""A printer at a USB port."""

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome, open_printer
from kiosk.agent.printers.direct import DirectPrinter
from kiosk.agent.printers.profile import Profile
from kiosk.agent.printers.usb_port import to_usb
from tests.kiosk.agent.odd_printers import Bench
from tests.kiosk.agent.tickets import bare
from tests.kiosk.agent.usb_stand_in import Bus

PAPER = draw(bare("A 042"))


def plugged_in(bus: Bus, place: str = "") -> DirectPrinter:
    return DirectPrinter(to_usb(place, bus), 576, Profile())


def test_the_printer_is_found_taken_from_the_kernel_and_prints() -> None:
    bench = Bench()
    bus = Bus(bench)
    printer = plugged_in(bus)
    assert [printer.print(PAPER), printer.print(PAPER)] == [Outcome("sent")] * 2
    assert bench.cuts == 2
    assert bus.claimed == [0]  # once, and kept


def test_it_is_named_by_its_maker_its_model_and_its_own_number() -> None:
    for place in ("04b8:0e15", "04B8:0E15:J5ZF123"):
        assert plugged_in(Bus(Bench()), place).print(PAPER) == Outcome("sent")
    for place in ("04b8:0e28", "04b8:0e15:ANOTHER", "046d:0001"):
        assert plugged_in(Bus(Bench()), place).print(PAPER) == Outcome("failed", "unreachable")


def test_without_paper_nothing_is_sent() -> None:
    bench = Bench()
    printer = plugged_in(Bus(bench))
    bench.status = b"\x1a\x32\x12\x7e"
    assert printer.print(PAPER) == Outcome("failed", "paper_out")
    assert bench.cuts == 0


def test_a_plug_that_is_pulled_is_noticed_and_one_that_is_put_back_is_found() -> None:
    bench = Bench()
    bus = Bus(bench)
    printer = plugged_in(bus)
    printer.look()
    assert printer.health.cause is None
    bus.plugged = False
    printer.look()
    assert printer.health.cause == "unreachable"
    assert printer.print(PAPER) == Outcome("failed", "unreachable")
    bus.plugged = bus.driver = True
    printer.look()
    assert printer.health.cause is None
    assert printer.print(PAPER) == Outcome("sent")


def test_one_that_takes_nothing_is_not_waited_for_for_ever() -> None:
    bus = Bus(Bench())
    printer = plugged_in(bus)
    bus.taking = False
    assert printer.print(PAPER).state == "unknown"
    assert max(bus.patience) <= 3000


def test_one_that_has_no_way_back_prints_and_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.agent.printers.direct.ANSWER_S", 0.1)
    bench = Bench()
    printer = plugged_in(Bus(bench, ends=1))
    assert printer.print(PAPER) == Outcome("unknown", "timeout")
    assert bench.cuts == 1


def test_it_is_given_back_at_the_end() -> None:
    bus = Bus(Bench())
    way = to_usb("", bus)
    printer = DirectPrinter(way, 576, Profile(), release=way.close)
    printer.look()
    assert bus.opened == 1
    printer.close()
    assert (bus.opened, bus.claimed) == (0, [])


@pytest.mark.parametrize("place", ["printer", "04b8", "04b8:xyz"])
def test_numbers_that_are_none_are_refused_in_words(place: str) -> None:
    with pytest.raises(ValueError, match="usb\\[:VENDOR:PRODUCT"):
        open_printer(f"usb:{place}")
