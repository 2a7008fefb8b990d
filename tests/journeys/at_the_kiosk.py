"""Hands at the kiosk's screen: the shortest ways through it, by touch."""

from playwright.sync_api import Page

from tests.journeys.browser import Eyes
from tests.journeys.hall_at_work import HallAtWork

AIDS = {"large": 0, "contrast": 1, "low": 2}


def begin(hall: HallAtWork, eyes: Eyes, size: dict[str, int], *aids: str) -> Page:
    """Somebody stands before the kiosk and switches on what helps them."""
    return stand_before(eyes, hall.device("kiosk")["url"], size, *aids)


def stand_before(eyes: Eyes, address: str, size: dict[str, int], *aids: str) -> Page:
    """The same at another kiosk."""
    kiosk = eyes.open(address, size, touch=True)
    for aid in aids:
        kiosk.locator(".sill .tool").nth(AIDS[aid]).tap()
    return kiosk


def choose_language(kiosk: Page, lang: str = "bg") -> None:
    """Touch one's language."""
    kiosk.locator(f"li[lang={lang}] button").tap()
    kiosk.locator(".groups").wait_for()


def to_the_last_question(kiosk: Page, lang: str = "bg") -> None:
    """The shortest way: language, first topic, first service, on."""
    choose_language(kiosk, lang)
    kiosk.locator(".groups button").first.tap()
    kiosk.locator(".services button").first.tap()
    kiosk.locator(".service .primary").tap()
    kiosk.locator(".last .primary").wait_for()


def take(kiosk: Page) -> str:
    """Touch „Вземете номер“; answers the number."""
    kiosk.locator(".last .primary").tap()
    number = kiosk.locator(".mine .number")
    number.wait_for()
    return number.inner_text().replace("\xa0", " ")


def look_for_a_lost_one(kiosk: Page, lang: str = "bg") -> None:
    """„Изгубих си билета“, the first topic, the first service: the kiosk asks when."""
    choose_language(kiosk, lang)
    kiosk.locator(".aside").tap()
    kiosk.locator(".groups button").first.tap()
    kiosk.locator(".services button").first.tap()
    kiosk.locator(".about").wait_for()


def at_the_end(page: Page) -> None:
    """The kiosk is the next person's."""
    page.locator(".languages").wait_for()
