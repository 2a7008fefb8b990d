"""A kiosk's page in a real Chromium: a person taps through it, and what stands on it is read."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Any

from playwright.async_api import Browser, Page, Response, async_playwright

from tests.faults.machines.screen import Screen, Told
from tests.faults.printer import ROOT
from tests.journeys.browser import CHROMIUM, FLAGS, KIOSK

READ_S = 0.15
BLANK_S = 10.0
PATIENT_MS = 30_000
OUTCOMES = ("printing", "late", "printed", "failed", "unknown", "none")
STATUS = "main [role=status]"
FAILED = ".notice.bad"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """One for all kiosks."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class BrowserKiosk:
    """The page at `url`, in a profile of its own."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url
        self.wrong: list[str] = []
        self._reading: asyncio.Task[None] | None = None
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    @classmethod
    async def open(cls, browser: Browser, url: str) -> "BrowserKiosk":
        """Before the first language is chosen."""
        size: Any = {"width": KIOSK["width"], "height": KIOSK["height"]}
        context = await browser.new_context(viewport=size, has_touch=True, locale="bg-BG")
        context.set_default_timeout(PATIENT_MS)
        page = await context.new_page()
        kiosk = cls(page, url)
        await page.goto(f"{url}/kiosk")
        return kiosk

    async def close(self) -> None:
        """The browser of this kiosk is closed."""
        await self._stop_reading()
        await self.page.context.close()

    async def take(self) -> Screen:
        """The shortest way to a number; from now on what the screen says of its paper is read from the screen."""
        await self._stop_reading()
        await self.to_the_beginning()
        page = self.page
        await page.locator("li[lang=bg] button").tap()
        await page.locator(".groups button").first.tap()
        await page.locator(".services button").first.tap()
        await page.locator(".service .primary").tap()
        async with page.expect_response(_is_ticket) as waiting:
            await page.locator(".last .primary").tap()
        ticket = await (await waiting.value).json()
        await page.locator(".mine .number").wait_for()
        screen = Seen(ticket, monotonic())
        screen.told.clear()
        self._reading = asyncio.create_task(self._read(screen))
        try:
            async with asyncio.timeout(BLANK_S):
                await screen.first.wait()
        except TimeoutError:
            screen.read("blank", monotonic())  # it says nothing of the paper
        return screen

    async def number(self) -> str:
        """The number that stands on the screen."""
        return (await self.page.locator(".mine .number").inner_text()).replace("\xa0", " ")

    async def to_the_beginning(self) -> None:
        """Whoever stood here has gone, without a word."""
        await self.page.goto(f"{self._url}/kiosk")
        await self.page.locator("li[lang=bg] button").wait_for()

    async def _read(self, screen: "Seen") -> None:
        words = titles()
        while True:
            with suppress(Exception):  # the page is between two screens
                outcome = await self._outcome(words)
                if outcome is not None:
                    screen.read(outcome, monotonic())
            await asyncio.sleep(READ_S)

    async def _outcome(self, words: dict[str, str]) -> str | None:
        """What is said of the paper; why it failed is said instead of that it did."""
        said = self.page.locator(STATUS)
        if await said.locator(FAILED).count():
            return "failed"
        text = (await said.inner_text(timeout=1000)).replace("\xa0", " ")
        return next((name for name, title in words.items() if title in text), None)

    async def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading
            self._reading = None


class Seen(Screen):
    """A screen whose words are read, not worked out; what the socket says is only remembered."""

    def __init__(self, ticket: dict[str, Any], at: float) -> None:
        super().__init__(ticket, at)
        self.first = asyncio.Event()
        self._known = Screen(ticket, at)

    def read(self, outcome: str, at: float) -> None:
        """This stands there now."""
        if not self.told or self.told[-1].outcome != outcome:
            self.told.append(Told(at, outcome, self._known.state, None))
        self.first.set()

    def hear(self, job: Any, at: float) -> None:
        """What the page's socket was told."""
        self._known.hear(job, at)

    def ask_again(self, job: Any, at: float) -> None:
        """A copy was asked for beside the page."""
        self.jobs.append(job["job"])
        self._known.ask_again(job, at)

    def pass_time(self, at: float) -> None:
        """The page itself knows when a paper is late."""

    @property
    def state(self) -> str | None:
        """The last that the socket said."""
        return self._known.state


def titles() -> dict[str, str]:
    """The words over the paper's fate, by outcome."""
    words = json.loads((ROOT / "server/translations/kiosk.json").read_text("utf-8"))
    return {name: words[f"{name}_title"]["bg"].replace("\xa0", " ") for name in OUTCOMES}


def _is_ticket(answer: Response) -> bool:
    return answer.url.endswith("/api/v1/tickets") and answer.status in (200, 201)
