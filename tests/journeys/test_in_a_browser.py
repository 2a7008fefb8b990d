"""The main job, whole, as people see it: all faces open at once in a real Chromium."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import DESK, DISPLAY, KIOSK, PAD, PHONE, Eyes
from tests.journeys.clerk import READY, SEATED
from tests.journeys.hall_at_work import HallAtWork

COUNTER = 4


def take_a_number(kiosk: Page, eyes: Eyes) -> str:
    """Touch one's way through the kiosk in Bulgarian; answers the number on the screen."""
    eyes.look(kiosk, "kiosk-1-language")
    kiosk.get_by_role("button", name="Български").tap()
    eyes.look(kiosk, "kiosk-2-groups")
    kiosk.get_by_role("button", name="Гражданско състояние").tap()
    eyes.look(kiosk, "kiosk-3-services")
    kiosk.get_by_role("button", name="Удостоверение за наследници").tap()
    kiosk.get_by_role("button", name="Нямам").first.tap()
    eyes.look(kiosk, "kiosk-4-documents")
    kiosk.get_by_role("button", name="Продължете").tap()
    eyes.look(kiosk, "kiosk-5-priority")
    kiosk.get_by_role("button", name="Вземете номер").tap()
    number = kiosk.locator(".number").first
    kiosk.get_by_text("Вземете билета си отдолу").wait_for()
    eyes.look(kiosk, "kiosk-6-ticket")
    return number.inner_text().replace("\xa0", " ")


def page_behind_the_code(kiosk: Page, hall: HallAtWork) -> str:
    """Where the QR on the kiosk's screen leads."""
    drawn = kiosk.locator("img[src$='/qr.svg']").get_attribute("src") or ""
    return hall.url + drawn.removesuffix("/qr.svg")


def sign_in(desk: Page, hall: HallAtWork, login: str) -> None:
    """Login, password, counter: as a clerk does in the morning."""
    desk.get_by_label("Потребител").fill(login)
    desk.get_by_label("Парола").fill(hall.staff(login)["password"])
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", name="гише").first.wait_for()
    desk.keyboard.press("Enter")
    desk.locator(READY).wait_for()


def test_a_tap_becomes_a_call_and_a_rating(hall: HallAtWork, eyes: Eyes) -> None:
    display = eyes.open(hall.device("display")["url"], DISPLAY)
    pad = eyes.open(hall.device("pad", COUNTER)["url"], PAD)
    desk = eyes.open(hall.device("counter", COUNTER)["url"], DESK)
    kiosk = eyes.open(hall.device("kiosk")["url"], KIOSK, touch=True)
    eyes.look(display, "display-1-waiting")
    eyes.look(pad, "pad-1-calm")
    eyes.look(desk, "desk-1-sign-in")
    sign_in(desk, hall, "ivan")
    eyes.look(desk, "desk-2-free")

    number = take_a_number(kiosk, eyes)
    desk.locator(READY).wait_for()
    desk.keyboard.press("Enter")
    expect(desk.locator(".person .number").first).to_have_text(number)
    expect(display.locator("main")).to_contain_text(number)  # at once, if only in the list
    expect(display.locator(".number").first).to_have_text(number, timeout=6000)  # large, soon after
    eyes.look(display, "display-2-called")
    eyes.look(desk, "desk-3-called")

    phone = eyes.open(page_behind_the_code(kiosk, hall), PHONE, touch=True)
    expect(phone.get_by_role("heading", name="Ваш ред е")).to_be_visible()
    eyes.look(phone, "phone-1-your-turn")

    for step in ("desk-4-serving", "desk-5-finished"):
        desk.locator(READY).wait_for()
        desk.keyboard.press("Enter")
        desk.wait_for_timeout(500)
        eyes.look(desk, step)
    expect(pad.get_by_role("heading", name="Как ви обслужихме?")).to_be_visible()
    eyes.look(pad, "pad-2-rate")
    pad.get_by_role("button", name="Много добре").click()
    expect(pad.get_by_role("heading", name="Представи ли се служителят?")).to_be_visible()
    eyes.look(pad, "pad-3-introduced")
    pad.get_by_role("button", name="Да", exact=True).click()
    expect(pad.get_by_role("heading", name="Благодарим")).to_be_visible()
    eyes.look(pad, "pad-4-thanks")


def test_the_manager_sees_the_day(hall: HallAtWork, eyes: Eyes) -> None:
    hall.take("T01")
    office = eyes.open(f"{hall.url}/office", DESK)
    eyes.look(office, "office-1-sign-in")
    office.get_by_label("Потребител").fill("ines")
    office.get_by_label("Парола").fill(hall.staff("ines")["password"])
    office.keyboard.press("Enter")
    expect(office.locator("[data-say=issued]").first).not_to_have_text("–")
    eyes.look(office, "office-2-today")


def test_a_newcomer_sees_the_whole_hall_on_one_page(hall: HallAtWork, eyes: Eyes) -> None:
    SEATED.update(("maria", "georgi"))  # whom the page seats at its two desks
    page = eyes.open(f"{hall.url}/demo", DISPLAY)
    kiosk = page.frame_locator("#kiosk")
    kiosk.get_by_role("button", name="Български").click()
    kiosk.get_by_role("button", name="Социални дейности").click()
    kiosk.get_by_role("button").nth(0).click()
    while not kiosk.get_by_role("button", name="Вземете номер").is_visible():
        kiosk.get_by_role("button", name="Продължете").click()
    kiosk.get_by_role("button", name="Вземете номер").click()
    number = kiosk.locator(".number").first.inner_text().replace("\xa0", " ")
    assert number.startswith("E")
    desk = page.frame_locator("iframe[id*=desk]").first
    desk.locator(READY).click()
    expect(page.frame_locator("#display").locator("body")).to_contain_text(number)
    eyes.look(page, "demo")
