"""The office and the whole hall on one page, in a real Chromium, on screens of every size."""

import re

from playwright.sync_api import expect

from tests.journeys.browser import DESK, Eyes
from tests.journeys.clerk import READY, SEATED, take
from tests.journeys.hall_at_work import HallAtWork, until

WIDE = {"width": 1920, "height": 1080}
NARROW = {"width": 380, "height": 800}


def test_the_office_on_any_screen(hall: HallAtWork, eyes: Eyes) -> None:
    page = eyes.open(f"{hall.url}/office?lang=en", DESK)
    page.get_by_label("User name").fill("ines")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is wrong")
    eyes.look(page, "office-door-wrong")
    page.keyboard.type(hall.staff("ines")["password"])
    page.keyboard.press("Enter")
    expect(page.locator("[data-say=waiting]")).to_have_text(re.compile(r"\d"))
    waiting = int(page.locator("[data-say='group.T.waiting']").inner_text())
    take(hall, "T01")
    expect(page.locator("[data-say='group.T.waiting']")).to_have_text(str(waiting + 1))  # live
    eyes.look(page, "office-en")
    page.get_by_role("link", name="Български").click()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # the same keys
    page.emulate_media(color_scheme="dark")
    expect(page.locator("[data-say='group.A.finished']")).not_to_have_text("–")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    eyes.look(page, "office-narrow")


def test_the_whole_hall_in_any_window(hall: HallAtWork, eyes: Eyes) -> None:
    page = eyes.open(f"{hall.url}/demo?lang=en", WIDE)
    SEATED.update(("maria", "georgi"))
    desk = page.frame_locator("#desk_1")
    desk.locator(READY).wait_for()
    expect(desk.locator("body")).to_contain_text(take(hall, "H01"))
    desk.locator(READY).click()
    number = desk.locator(".person .number").inner_text()  # whoever's turn it was
    desk.locator(READY).wait_for()
    page.keyboard.press("Enter")  # a press with the mouse has brought the keyboard into the frame
    expect(desk.locator(".top")).to_contain_text(f"serving {number}")
    expect(page.locator("#paper img").first).to_be_visible()
    for width, height in ((1366, 768), (700, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        until(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        eyes.look(page, f"demo-{width}")
    page.set_viewport_size({"width": 1366, "height": 768})
    until(lambda: page.evaluate("document.documentElement.scrollHeight <= innerHeight"))
