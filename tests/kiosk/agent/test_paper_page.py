"""The page of the virtual printer in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kiosk.agent.drawing import draw
from tests.kiosk.agent.tickets import ticket
from tests.kiosk.agent.virtual import VirtualPrinter


@pytest.fixture
def page(machine: VirtualPrinter, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="bg-BG")
    page.goto(machine.url)
    yield page
    page.close()


def test_paper_hangs_out_as_it_is_printed_and_a_button_spoils_the_next(machine: VirtualPrinter, page: Page) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    expect(page.get_by_text("Още няма билет.")).to_be_visible()

    machine.connected().print(draw(ticket()))
    expect(page.get_by_role("img", name="Билет 1")).to_be_visible()

    page.get_by_role("button", name="Свърши", exact=True).click()
    expect(page.get_by_role("button", name="Свърши", exact=True)).to_have_attribute("aria-pressed", "true")
    assert machine.connected().print(draw(ticket())).cause == "paper_out"

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Virtual printer")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    assert wrong == []
