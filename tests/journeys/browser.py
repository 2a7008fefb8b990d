"""A real headless Chromium with the faces of the hall, and eyes that keep what they saw."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("GISHE_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",  # as a hall's displays are started
]
PICTURES = Path(os.environ.get("GISHE_PICTURES", "var/journey"))

KIOSK = {"width": 1080, "height": 1920}
DISPLAY = {"width": 1920, "height": 1080}
DESK = {"width": 1280, "height": 800}
PAD = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LANDSCAPE = DISPLAY

# On faces that nobody scrolls, what can be pressed or read from afar that does not stand wholly on the screen.
CUT_OFF = """() => {
  if (!["kiosk", "display", "pad"].includes(document.documentElement.dataset.face)) return []
  const off = (r) => r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1
  const seen = [...document.querySelectorAll("main button, main .number, main h1:not(.vh)")]
  const cut = seen.filter((e) => e.getClientRects().length && off(e.getBoundingClientRect()))
  const wide = [...document.querySelectorAll("main button, .mine")].filter((e) => e.scrollWidth > e.clientWidth + 1)
  const low = [...document.querySelectorAll("main")].filter((e) => e.scrollHeight > e.clientHeight + 1)
  return [...cut, ...wide, ...low].map((e) => e.outerHTML.slice(0, 90))
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for all faces."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Eyes:
    """Opens faces, keeps pictures of them, and counts what went wrong: errors, foreign hosts, barriers, cuts."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.wrong: list[str] = []
        self.barriers: list[str] = []

    def open(self, address: str, size: dict[str, int], *, touch: bool = False) -> Page:
        """A page in a browser profile of its own, as on a machine of its own."""
        context: BrowserContext = self.browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, has_touch=touch, locale="bg-BG"
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self._ours(request.url))
        page.goto(address)
        return page

    def look(self, page: Page, name: str) -> None:
        """Keep a picture, and check the page for barriers (axe, WCAG 2.2 A and AA and best practices)."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
        found = Axe().run(page)
        self.barriers += [f"{name}: cut off: {what}" for what in page.evaluate(CUT_OFF)]
        self.barriers += [f"{name}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]]

    def _ours(self, address: str) -> None:
        if not address.startswith((self.url, "data:", "blob:", self.url.replace("http", "ws", 1))):
            self.wrong.append(f"a request to a foreign host: {address}")
