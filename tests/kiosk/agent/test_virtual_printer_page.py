"""The faults on the virtual printer's page, pressed in a real browser."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.kiosk.agent.spoilt import TICKET, connected, printed, wish
from tests.kiosk.agent.virtual import VirtualPrinter


@pytest.fixture
def page(machine: VirtualPrinter, browser: Browser) -> Iterator[Page]:
    wrong: list[str] = []
    page = browser.new_page(locale="bg-BG")
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(machine.url)
    yield page
    page.close()
    assert wrong == []


def pressed(page: Page) -> list[str]:
    """Which faults are on, and whether all is well."""
    found = page.locator(".faults [aria-pressed=true]").evaluate_all(
        "buttons => buttons.map((button) => button.dataset.fault ?? button.id)"
    )
    return list(found)


def test_all_fourteen_are_there_and_one_is_on_at_a_time(machine: VirtualPrinter, page: Page) -> None:
    shown = page.locator("[data-fault]").evaluate_all("buttons => buttons.map((button) => button.dataset.fault)")
    assert sorted(shown) == sorted(machine.get("/faults")[1]["faults"])
    for name in ("Капакът е отворен", "Мълчи"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    assert pressed(page) == ["silent"]
    assert machine.get("/state")[1]["cover"] == "closed"
    page.get_by_role("button", name="Всичко е наред").click()
    expect(page.get_by_role("button", name="Всичко е наред")).to_have_attribute("aria-pressed", "true")
    assert pressed(page) == ["well"]
    assert machine.get("/state")[1]["fault"] is None


def test_pressed_once_more_a_fault_is_mended(machine: VirtualPrinter, page: Page) -> None:
    button = page.get_by_role("button", name="Отказва връзка")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert printed(machine)


def test_a_fault_of_the_next_ticket_says_that_it_waits_for_one(machine: VirtualPrinter, page: Page) -> None:
    page.get_by_role("button", name="Прекъсва билета").click()
    expect(page.get_by_text("Чака следващия билет.")).to_be_visible()
    with connected(machine) as line, suppress(ConnectionResetError):
        line.sendall(TICKET)
        line.recv(1)
    expect(page.get_by_text("Това се случи. Сега всичко е наред.")).to_be_visible()
    expect(page.get_by_text("Виси неотрязан")).to_be_visible()
    printed(machine)
    expect(page.get_by_role("img", name="Билет 1, непълен")).to_be_visible()
    expect(page.get_by_text("Виси неотрязан")).to_have_count(0)


@pytest.mark.parametrize("size", [(1440, 1000), (390, 844)], ids=["desk", "phone"])
def test_nothing_on_it_is_a_barrier_in_either_language(
    machine: VirtualPrinter, page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    printed(machine)
    wish(machine, "cutter_jam")
    with connected(machine) as line:
        line.sendall(TICKET + b"\x10\x04\x01")
        line.recv(1)
    expect(page.get_by_text("Виси неотрязан")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="All is well")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
