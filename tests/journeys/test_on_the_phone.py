"""The ticket on the phone and the pad at the counter, in the visitor's language."""

import uuid

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import PAD, PHONE, Eyes
from tests.journeys.hall_at_work import HallAtWork, Person

SMALL = {"width": 320, "height": 568}
POLLED = 7000  # ms: the phone looks every five seconds


def call(clerk: Person, number: str) -> None:
    """Call this person."""
    assert clerk.post("desk/call", number=number, reason="journey", key=str(uuid.uuid4())).status_code == 200


def test_it_follows_the_line_from_waiting_to_leaving(hall: HallAtWork, eyes: Eyes) -> None:
    ticket = hall.take("E01", lang="ro")
    phone = eyes.open(ticket["url"], SMALL, touch=True)
    phone.add_init_script("navigator.vibrate = () => { window.shaken = true; return true }")
    phone.reload()
    expect(phone.get_by_role("heading", name="Numărul dumneavoastră")).to_be_visible()
    eyes.look(phone, "phone-ro-waiting")
    clerk = hall.clerk("georgi", 5)
    call(clerk, ticket["number"])
    expect(phone.get_by_role("heading", name="Este rândul dvs.")).to_be_visible(timeout=POLLED)
    assert phone.evaluate("window.shaken")
    eyes.look(phone, "phone-ro-your-turn")
    clerk.post(f"visits/{ticket['visit']}/absent")
    expect(phone.get_by_role("button", name="Sunt aici")).to_be_visible(timeout=POLLED)
    expect(phone.get_by_role("button", name="Sunt aici")).to_be_in_viewport(ratio=0.8)
    eyes.look(phone, "phone-ro-missed")
    phone.get_by_role("button", name="Sunt aici").tap()
    expect(phone.get_by_role("heading", name="Numărul dumneavoastră")).to_be_visible()
    leave(phone, "Renunț la număr", "Da, renunț", eyes)
    expect(phone.get_by_role("heading", name="Ați renunțat la număr")).to_be_visible()
    eyes.look(phone, "phone-ro-left")


def leave(phone: Page, key: str, yes: str, eyes: Eyes) -> None:
    """Give the number up: the question and both its answers stand on the screen."""
    phone.locator("summary", has_text=key).tap()
    sure = phone.get_by_role("button", name=yes)
    expect(sure).to_be_in_viewport(ratio=1)
    eyes.look(phone, "phone-sure")
    sure.tap()


def test_it_works_without_scripts(hall: HallAtWork, browser: Browser) -> None:
    ticket = hall.take("E01", lang="bg")
    page = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto(ticket["url"])
    expect(page.get_by_role("heading", name="Вашият номер")).to_be_visible()
    expect(page.get_by_text(ticket["number"]).first).to_be_visible()
    page.locator("summary", has_text="Отказвам се от номера").click()
    page.get_by_role("button", name="Да, отказвам се").click()
    expect(page.get_by_role("heading", name="Отказахте се от номера")).to_be_visible()


def test_a_link_that_is_none_says_what_to_do(hall: HallAtWork, eyes: Eyes) -> None:
    phone = eyes.open(f"{hall.url}/t/1.wrong", PHONE)
    expect(phone.get_by_role("heading", name="Няма такъв номер")).to_be_visible()
    eyes.look(phone, "phone-wrong-link")


def test_the_pad_speaks_the_visitors_language_and_any_other(hall: HallAtWork, eyes: Eyes) -> None:
    pad = eyes.open(hall.device("pad", 2)["url"], PAD)
    clerk = hall.clerk("nikolay", 2)
    ticket = hall.take("E01", lang="tr")
    call(clerk, ticket["number"])
    expect(pad.get_by_role("heading", name="Buyurun!")).to_be_visible()
    eyes.look(pad, "pad-tr-called")
    clerk.post(f"visits/{ticket['visit']}/start")
    clerk.post(f"visits/{ticket['visit']}/finish")
    expect(pad.get_by_role("heading", name="Hizmetimiz nasıldı?")).to_be_visible()
    eyes.look(pad, "pad-tr-rate")
    pad.get_by_role("button", name="Dil").click()
    eyes.look(pad, "pad-languages")
    pad.get_by_role("button", name="English").click()
    expect(pad.get_by_role("heading", name="How was our service?")).to_be_visible()
    eyes.look(pad, "pad-en-rate")
    pad.get_by_role("button", name="No rating").click()
    expect(pad.get_by_role("heading", name="Hoş geldiniz!")).to_be_visible()
