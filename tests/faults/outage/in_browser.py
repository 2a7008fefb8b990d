"""The same with a real browser: visitors tap through the page, and read their number on it."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from playwright.async_api import Error

from tests.faults.machines.browser import BrowserKiosk
from tests.faults.outage.given import Given
from tests.faults.outage.stand import Stand

PATIENCE_S = 60.0
ASKED_S = 6.0
STEP_MS = 8000
# Written down in the browser itself, before the page has the answer: one that is reloaded then can be asked no more.
WRITES_DOWN = """
(() => {
  const ask = window.fetch
  window.fetch = async (url, request) => {
    const answer = await ask(url, request)
    if (String(url).endsWith("/api/v1/tickets") && request?.method === "POST" && answer.ok) {
      const heard = JSON.parse(localStorage.getItem("heard") ?? "[]")
      heard.push([JSON.parse(request.body).key, await answer.clone().json()])
      localStorage.setItem("heard", JSON.stringify(heard))
    }
    return answer
  }
})()
"""


@dataclass
class BrowserStand(Stand):
    """`browser`: opened on the agent's page."""

    browser: BrowserKiosk | None = None
    _read: int = 0  # of the answers that the browser wrote down

    async def listen(self) -> None:
        """To what the page asks, and what it is answered."""
        assert self.browser is not None
        self.browser.page.on("request", lambda asked: self._asked(asked.url, asked.method, asked.post_data))
        await self.browser.page.add_init_script(WRITES_DOWN)
        await self.browser.page.reload()

    async def visitor(self) -> None:
        """From the language to the number; whatever goes wrong on the way, the next one begins anew."""
        assert self.browser is not None
        page, before = self.browser.page, len(self.given)
        try:
            await self._to_the_beginning()
            await page.locator("li[lang=bg] button").tap(timeout=STEP_MS)
            await page.locator(".groups button").nth(self.chance.randrange(2)).tap(timeout=STEP_MS)
            await page.locator(".services button").first.tap(timeout=STEP_MS)
            await page.locator(".service .primary").tap(timeout=STEP_MS)
            await page.locator(".last .primary").tap(timeout=STEP_MS)
        except Error:
            return
        if self.chance.random() < 0.2:
            await self.reload()
        if await self._answer_to(before):
            with suppress(Error):
                await page.locator(".mine .number").wait_for(timeout=STEP_MS)
                self.given[-1].shown = await self.browser.number()

    async def _answer_to(self, before: int) -> bool:
        """Whether the page asked, and was answered; one that was reloaded too early never asked."""
        end, asked_by = monotonic() + PATIENCE_S, monotonic() + ASKED_S
        while monotonic() < end:
            await self._hear()
            if len(self.given) > before and self.given[-1].told:
                return True
            if len(self.given) == before and monotonic() > asked_by:
                return False
            await asyncio.sleep(0.1)
        return False

    async def reload(self) -> None:
        """The page, in the middle of whatever it does; a browser that found nobody there is opened again."""
        assert self.browser is not None
        self.reloaded += 1
        while True:
            with suppress(Error):
                await self.browser.page.goto(f"{self.agent.url}/kiosk", timeout=STEP_MS)
                return
            await asyncio.sleep(0.5)

    async def _to_the_beginning(self) -> None:
        assert self.browser is not None
        page = self.browser.page
        done, anew = page.locator("main.beside .then .primary"), page.locator("li[lang=bg] button")
        await done.or_(anew).first.wait_for(timeout=STEP_MS)
        if await done.count():
            await done.first.tap(timeout=STEP_MS)
        await anew.wait_for(timeout=STEP_MS)

    def _asked(self, url: str, method: str, body: str | None) -> None:
        if not url.endswith("/api/v1/tickets") or method != "POST" or body is None:
            return
        order = json.loads(body)
        if all(tap.key != order["key"] for tap in self.given):
            now = self.hall_now()
            tap = Given(self.name, order["key"], order["service"], monotonic(), now, cut=self.is_cut())
            self.given.append(tap)

    async def _hear(self) -> None:
        assert self.browser is not None
        with suppress(Error):  # the page is being loaded
            heard = json.loads(await self.browser.page.evaluate("localStorage.getItem('heard')") or "[]")
            for key, said in heard[self._read :]:
                next(tap for tap in self.given if tap.key == key).hear(said, monotonic())
            self._read = len(heard)
