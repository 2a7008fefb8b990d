"""What visitors meet at the kiosk: other languages and sizes, a closed hall, an answer that got lost."""

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.at_the_kiosk import begin, take, to_the_last_question
from tests.journeys.browser import KIOSK, LANDSCAPE, Eyes
from tests.journeys.hall_at_work import HallAtWork

CLOSED = {"type": "about:blank", "title": "closed", "status": 409, "code": "closed", "opens_at": "2027-03-01T06:30:00Z"}


@pytest.mark.parametrize(
    ("lang", "size", "aids"),
    [
        ("tr", LANDSCAPE, ("large",)),
        ("en", LANDSCAPE, ("contrast", "low")),
        ("ro", KIOSK, ("large", "low")),
        ("bg", LANDSCAPE, ()),
    ],
)
def test_every_screen_fits_and_has_no_barrier(
    hall: HallAtWork, eyes: Eyes, lang: str, size: dict[str, int], aids: tuple[str, ...]
) -> None:
    kiosk = begin(hall, eyes, size, *aids)
    name = "-".join(["kiosk", lang, "wide" if size is LANDSCAPE else "high", *aids])
    eyes.look(kiosk, f"{name}-1-language")
    kiosk.locator(f"li[lang={lang}] button").tap()
    kiosk.locator(".groups").wait_for()
    eyes.look(kiosk, f"{name}-2-groups")
    kiosk.locator(".groups button").first.tap()
    eyes.look(kiosk, f"{name}-3-services")
    kiosk.locator(".services button").first.tap()
    kiosk.locator(".yesno button").first.tap()
    eyes.look(kiosk, f"{name}-4-documents")
    kiosk.locator(".service .primary").tap()
    kiosk.locator(".pair button").last.tap()
    eyes.look(kiosk, f"{name}-5-priority")
    kiosk.locator(".wish").tap()
    kiosk.locator(".needs button").first.tap()
    eyes.look(kiosk, f"{name}-6-wishes")
    kiosk.locator(".wishes .primary").tap()
    take(kiosk)
    eyes.look(kiosk, f"{name}-7-number")


@pytest.mark.parametrize("number", ["A 1042", "M 12345"])
def test_the_longest_numbers_fit(hall: HallAtWork, eyes: Eyes, number: str) -> None:
    def longer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "number": number})

    kiosk = begin(hall, eyes, LANDSCAPE)
    kiosk.route("**/api/v1/tickets", longer)
    to_the_last_question(kiosk)
    assert take(kiosk) == number
    eyes.look(kiosk, f"kiosk-wide-{number.replace(' ', '-')}")
    kiosk.set_viewport_size({"width": 1080, "height": 1920})
    eyes.look(kiosk, f"kiosk-high-{number.replace(' ', '-')}")


def test_when_the_last_number_is_gone_it_says_when_to_come_back(hall: HallAtWork, eyes: Eyes) -> None:
    kiosk = begin(hall, eyes, KIOSK)
    problem = "application/problem+json"
    kiosk.route("**/api/v1/tickets", lambda route: route.fulfill(status=409, content_type=problem, json=CLOSED))
    to_the_last_question(kiosk)
    kiosk.locator(".last .primary").tap()
    expect(kiosk.get_by_role("heading", name="Затворено")).to_be_visible()
    expect(kiosk.get_by_text("Отваряме в понеделник, 1 март, в 8:30 ч.")).to_be_visible()
    eyes.look(kiosk, "kiosk-closed")


def test_a_double_tap_and_a_lost_answer_make_one_ticket(hall: HallAtWork, eyes: Eyes) -> None:
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().json()["number"])
        return route.abort()

    kiosk = begin(hall, eyes, KIOSK)
    kiosk.route("**/api/v1/tickets", lose_the_first)
    to_the_last_question(kiosk)
    kiosk.locator(".last .primary").dblclick()
    kiosk.locator(".mine .number").wait_for()
    expect(kiosk.locator(".mine .number")).to_have_text(lost[0].replace(" ", "\xa0"))


def test_while_no_answer_comes_it_says_that_the_number_will(hall: HallAtWork, eyes: Eyes) -> None:
    kiosk = begin(hall, eyes, KIOSK)
    kiosk.route("**/api/v1/tickets", lambda route: route.abort())
    to_the_last_question(kiosk)
    kiosk.locator(".last .primary").tap()
    expect(kiosk.get_by_text("Поискахте номер. Ще го получите тук")).to_be_visible()
    eyes.look(kiosk, "kiosk-no-answer")
    kiosk.unroute("**/api/v1/tickets")
    kiosk.locator(".mine .number").wait_for()
