"""A kiosk whose server is away: its own machine goes on, and nobody loses a number."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.journeys.at_the_kiosk import at_the_end, begin, choose_language, stand_before, take, to_the_last_question
from tests.journeys.browser import KIOSK, Eyes
from tests.journeys.cable import cable
from tests.journeys.hall_at_work import HallAtWork, until
from tests.journeys.kiosk_pc import kiosk_pc

# How often the page said that there was no connection.
COUNT_STALE = """() => {
  window.stale = 0
  const look = () => { if (document.querySelector(".offline")) window.stale++ }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
}"""


def test_a_kiosk_without_its_server_goes_on_through_reload_and_reboot(
    hall: HallAtWork, browser: Browser, tmp_path: Path
) -> None:
    with cable(int(hall.url.rpartition(":")[2])) as line, kiosk_pc(hall, tmp_path / "pc", line.url) as machine:
        eyes = Eyes(browser, machine.url)
        kiosk = stand_before(eyes, machine.address, KIOSK)
        to_the_last_question(kiosk)
        with_server = take(kiosk)
        expect(kiosk.get_by_text("Вземете билета си отдолу.")).to_be_visible()
        kiosk.get_by_role("button", name="Готово").tap()
        at_the_end(kiosk)
        choose_language(kiosk)
        machine.knows_enough()
        kiosk.evaluate(COUNT_STALE)
        line.cut()
        expect(kiosk.get_by_text("Без връзка: номерата важат")).to_be_visible()
        expect(kiosk.locator(".groups .wait")).to_have_count(0)
        expect(kiosk.locator(".aside")).to_have_count(0)  # nobody could look for a lost number
        eyes.look(kiosk, "paper-kiosk-cut-groups")
        kiosk.locator(".tool.back").tap()
        to_the_last_question(kiosk)
        alone = take(kiosk)
        assert alone != with_server
        expect(kiosk.get_by_text("по реда на идване")).to_be_visible()
        expect(kiosk.get_by_text("Вземете билета си отдолу.")).to_be_visible()
        eyes.look(kiosk, "paper-kiosk-cut-ticket")
        assert kiosk.evaluate("window.stale") == 0
        kiosk.reload()
        expect(kiosk.get_by_text("Без връзка: номерата важат")).to_be_visible()
        machine.switch_off()
        machine.switch_on()
        kiosk.goto("about:blank")
        kiosk.goto(machine.address)
        to_the_last_question(kiosk)
        after_the_reboot = take(kiosk)
        assert len({with_server, alone, after_the_reboot}) == 3
        kiosk.get_by_role("button", name="Готово").tap()
        line.mend()
        expect(kiosk.get_by_text("Без връзка: номерата важат")).to_have_count(0)
        expect(kiosk.get_by_text("Чакат в залата")).to_be_visible()
        until(lambda: {alone, after_the_reboot} <= uploaded(hall))
        assert machine.papers() == 3
        kiosk.context.close()
    assert eyes.wrong == []
    assert eyes.barriers == []


def uploaded(hall: HallAtWork) -> set[str]:
    """The numbers that the hall knows."""
    path = hall.settings()["GISHE_DATABASE"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as database:
        return {f"{letter} {digits:03}" for letter, digits in database.execute("SELECT letter, digits FROM visit")}


def test_a_kiosk_without_numbers_sends_people_to_a_counter(hall: HallAtWork, eyes: Eyes) -> None:
    def none(route: Route) -> None:
        problem = {"type": "about:blank", "title": "no_lease", "status": 503, "code": "no_lease"}
        route.fulfill(status=503, content_type="application/problem+json", json=problem)

    kiosk = begin(hall, eyes, KIOSK)
    kiosk.route("**/api/v1/tickets", none)
    to_the_last_question(kiosk)
    kiosk.locator(".last .primary").tap()
    expect(kiosk.get_by_text("Сега не можем да издадем номер.")).to_be_visible()
    expect(kiosk.get_by_text("Отидете на гише")).to_be_visible()
    eyes.look(kiosk, "paper-kiosk-no-numbers")
    kiosk.unroute("**/api/v1/tickets")
    take(kiosk)  # once there are some again, the same button gives one
