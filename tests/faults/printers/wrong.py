"""Agents that look reasonable and are wrong: each is planted to show that the campaign can fail.

`python -m tests.faults.printers.wrong BUG kiosk-agent …`; a bug of the press: the same, `press …`.
"""

import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from kiosk.agent import press
from kiosk.agent.printers.outcome import Outcome
from kiosk.agent.printers.status import Status
from kiosk.agent.station.press_child import PressChild, Said
from kiosk.agent.station.printer_word import PrinterWord
from server.cli import main
from tests.faults.wrong_server import plant

Words = AsyncIterator[Said]


def takes_no_notice_of_the_status() -> None:
    """Whatever the printer says of itself, it is well."""
    plant(Status, "trouble", property(lambda _status: None))


def prints_once_more() -> None:
    """A paper that perhaps did not come out is printed again."""
    whole, asked = press.Press._outcome, press.Press._go
    trying_again = [False]

    def again(self: press.Press, job: Any, paper: Any) -> Outcome:
        outcome = whole(self, job, paper)
        if outcome.state != "unknown":
            return outcome
        time.sleep(0.5)
        trying_again[0] = True
        try:
            return whole(self, job, paper)
        finally:
            trying_again[0] = False

    plant(press.Press, "_outcome", again)
    plant(press.Press, "_go", lambda self, job: trying_again[0] or asked(self, job))


def says_sent_before_it_prints() -> None:
    """A paper is settled as sent, then printed."""
    whole = PressChild.print

    async def optimistic(self: PressChild, number: int, ticket: Mapping[str, Any], may_go: Any) -> Words:
        async for said in whole(self, number, ticket, may_go):
            yield said if said.cause == "too_late" else Said("sent", None, said.mm, last=said.last)

    plant(PressChild, "print", optimistic)


def takes_what_is_unknown_for_failed() -> None:
    """Nobody knows whether it came out, so it did not."""
    whole = PressChild.print

    async def pessimistic(self: PressChild, number: int, ticket: Mapping[str, Any], may_go: Any) -> Words:
        async for said in whole(self, number, ticket, may_go):
            yield said._replace(state="failed") if said.state == "unknown" else said

    plant(PressChild, "print", pessimistic)


def keeps_to_itself_how_the_printer_is() -> None:
    """The server is told once that the printer is well, and for ever."""
    whole = PrinterWord.heard

    def heard(self: PrinterWord, status: Mapping[str, Any] | None) -> None:
        well = {"online": True, "cover": "closed", "paper": "ok", "cutter": "ok", "cause": None, "answers": True}
        whole(self, dict(status) | well if status is not None else None)

    plant(PrinterWord, "heard", heard)


BUGS: Mapping[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        keeps_to_itself_how_the_printer_is,
        prints_once_more,
        says_sent_before_it_prints,
        takes_no_notice_of_the_status,
        takes_what_is_unknown_for_failed,
    )
}


def _hire_a_wrong_press(bug: str) -> None:
    whole = PressChild.__init__

    def hire(self: PressChild, command: Sequence[str], *more: Any) -> None:
        python, module, _, *rest = command
        whole(self, [python, module, "tests.faults.printers.wrong", bug, "press", *rest], *more)

    plant(PressChild, "__init__", hire)


if __name__ == "__main__":
    name = sys.argv.pop(1)
    BUGS[name]()
    if sys.argv[1] == "press":
        sys.argv.pop(1)
        press.main()
    else:
        _hire_a_wrong_press(name)
        main()
