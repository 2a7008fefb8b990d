"""A clerk and paper that fails, in a real Chromium: printers without paper, numbers without a ticket, lost tickets."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import requests
from playwright.sync_api import expect

from tests.journeys.browser import Eyes
from tests.journeys.clerk import READY, TAKEN, at_work, take
from tests.journeys.hall_at_work import HallAtWork, demo_hall, until

SMALL = {"width": 1366, "height": 768}
LARGE = {"width": 1920, "height": 1080}
NARROW = {"width": 380, "height": 800}
STAFF_SEES_IT_S = 5.0


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A hall of our own: its paper is taken out."""
    with demo_hall(tmp_path_factory.mktemp("paper") / "demo") as running:
        yield running


def paper(hall: HallAtWork, state: str) -> None:
    """Take the roll out of the printer, or put one in."""
    assert requests.post(f"{hall.url}/demo/printer", json={"paper": state}, timeout=5).ok


def a_minute_later(hall: HallAtWork) -> None:
    """The papers that failed did so a minute earlier."""
    path = hall.settings()["GISHE_DATABASE"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as database, database:
        database.execute("UPDATE print_job SET settled_at = datetime(settled_at, '-61 seconds') WHERE state = 'failed'")


def test_a_printer_without_paper_is_seen_at_the_desk_and_goes_by_itself(hall: HallAtWork, eyes: Eyes) -> None:
    page = at_work(eyes, hall, "maria", 3).page
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # the same keys
    line = page.locator(".printers p")
    expect(line).to_have_count(0)
    out = time.monotonic()
    paper(hall, "out")
    line.wait_for(timeout=STAFF_SEES_IT_S * 1000)
    assert time.monotonic() - out <= STAFF_SEES_IT_S
    expect(line).to_have_text("Принтерът: няма хартия")
    eyes.look(page, "paper-desk-printer")
    paper(hall, "ok")
    expect(line).to_have_count(0, timeout=STAFF_SEES_IT_S * 1000)


def test_whoever_got_no_ticket_is_passed_over_until_somebody_says_here(hall: HallAtWork, eyes: Eyes) -> None:
    desk = at_work(eyes, hall, "maria", 3)
    page = desk.page
    paper(hall, "out")
    page.locator(".printers p").wait_for()
    without = [take(hall) for _ in range(2)]
    paper(hall, "ok")
    expect(page.locator(".printers p")).to_have_count(0)
    with_ticket = take(hall, "A02")
    a_minute_later(hall)
    expect(page.locator(".aside li")).to_have_count(2)
    expect(page.locator(".line li")).to_have_count(1)
    for name, size in (("1366", SMALL), ("1920", LARGE), ("narrow", NARROW)):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # the same keys
        eyes.look(page, f"paper-desk-unheld-{name}")
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    desk.press("Enter")
    desk.does(f"повикан {with_ticket}")  # younger than both
    desk.press("Enter")
    desk.does("обслужва")
    page.locator(READY).wait_for()
    page.get_by_role("button", name=f"{without[1]} е тук".replace("\u00a0", " ")).click()
    desk.hears("ще бъде повикан по реда си")
    expect(page.locator(".line .number")).to_have_text([without[1].replace("\u00a0", " ")])
    desk.press("Enter")
    desk.does("свободно")
    desk.press("v")
    page.locator("dialog").wait_for()
    eyes.look(page, "paper-desk-return")
    page.keyboard.press("Enter")  # the other one, with the keyboard alone
    desk.hears("ще бъде повикан по реда си")
    desk.press("Enter")
    desk.does(f"повикан {without[0]}")


def test_whoever_looks_for_a_number_at_a_kiosk_is_answered_with_one_tap(hall: HallAtWork, eyes: Eyes) -> None:
    desk = at_work(eyes, hall, "maria", 3)
    page = desk.page
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # the same keys
    mine, other = hall.take("A11"), hall.take("A11")
    TAKEN.extend((mine["visit"], other["visit"]))
    kiosk = hall.at("kiosk")
    search = kiosk.post("lost-papers", service="A11", minutes_ago=0, lang="bg").json()["search"]
    notice = page.locator(".sought")
    expect(notice.locator("h3")).to_have_text("Автомат до входа: изгубен билет")
    expect(notice.locator(".likely .number")).to_have_text([other["number"], mine["number"]])
    eyes.look(page, "paper-desk-sought")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.get_by_role("button", name="Автомат до входа: изгубен билет").click()
    eyes.look(page, "paper-desk-sought-narrow")
    page.locator("dialog .likely").get_by_role("button", name=mine["number"]).click()
    desk.hears(
        f"„Автомат до входа“ показва {mine['number']}".replace(mine["number"], mine["number"].replace(" ", "\u00a0"))
    )
    expect(notice).to_have_count(0)
    found = kiosk.get(f"lost-papers/{search}").json()
    assert (found["state"], found["ticket"]["number"]) == ("found", mine["number"])

    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    search = kiosk.post("lost-papers", service="T01", minutes_ago=30, lang="tr").json()["search"]
    expect(notice).to_have_count(0)  # this counter does not serve that group
    search = kiosk.post("lost-papers", service="A12", minutes_ago=30, lang="tr").json()["search"]
    expect(notice).to_contain_text("Сред чакащите няма такъв")
    page.locator(READY).wait_for()
    page.get_by_role("button", name="Не е намерен").click()
    desk.hears("дойде на гише")
    assert kiosk.get(f"lost-papers/{search}").json()["state"] == "ended"


def test_whoever_comes_to_the_desk_without_a_ticket_keeps_their_number(hall: HallAtWork, eyes: Eyes) -> None:
    desk = at_work(eyes, hall, "maria", 3)
    page = desk.page
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # the same keys
    number = take(hall, "A01")
    for _ in range(3):
        take(hall, "A02")
    desk.press("g")
    page.get_by_role("button", name="Човекът не знае номера си").click()
    page.keyboard.type("наследници")
    expect(page.locator("dialog .likely li")).to_have_count(1)
    page.get_by_text("преди 2 часа").click()
    expect(page.locator("dialog .likely li")).to_have_count(0)
    eyes.look(page, "paper-desk-lost-none")
    page.get_by_text("не знае", exact=True).click()
    page.locator("dialog .likely li").wait_for()
    eyes.look(page, "paper-desk-lost")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    eyes.look(page, "paper-desk-lost-narrow")
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    page.locator("#sought").press("Enter")  # to the likeliest, that another Enter chooses
    page.keyboard.press("Enter")
    expect(page.locator(".issued .number")).to_have_text(number)
    page.locator(READY).wait_for()
    page.get_by_role("button", name="Отпечатай копие").click()
    expect(page.locator(".issued")).to_contain_text("се печата на автомата")
    eyes.look(page, "paper-desk-lost-copy")
    visit = TAKEN[-4]
    until(lambda: hall.at("kiosk").get(f"visits/{visit}").json()["print"]["state"] in ("sent", "confirmed"))
    page.get_by_role("button", name="Повикай A 0").click()
    expect(page.locator("#number")).to_have_value(number.replace("\u00a0", " "))
    page.locator(READY).wait_for()
    page.keyboard.press("Enter")
    desk.does(f"повикан {number}")
    page.locator(READY).wait_for()
    desk.press("l")  # while somebody is at the desk, too
    page.locator("dialog").wait_for()
    page.keyboard.press("Escape")
    desk.does(f"повикан {number}")
