"""A clerk with both hands on the keyboard, as the browser journeys need one."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import DESK, Eyes
from tests.journeys.hall_at_work import HallAtWork

READY = ".keys .primary:not([aria-disabled=true])"  # the key takes presses again
COUNT_TONES = """
  window.tones = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...at) { window.tones++; return start.apply(this, at) }
"""

# Who has sat down and which tickets were taken since the hall was last cleared.
SEATED: set[str] = set()
TAKEN: list[int] = []


def clear(hall: HallAtWork) -> None:
    """Who waits is withdrawn, who is open is finished, who sits is sent home."""
    for login in SEATED:
        clerk = hall.sign_in(login)
        desk = clerk.get("desk")
        visit = desk.json()["visit"] if desk.ok else None
        if visit is not None:
            clerk.post(f"visits/{visit['visit']}/{'absent' if visit['state'] == 'called' else 'finish'}")
        clerk.http.delete(f"{hall.url}/api/v1/desk", timeout=5)
    usher = hall.sign_in("hristo")
    usher.post("desk", counter=2)
    for visit in TAKEN:
        usher.post(f"visits/{visit}/withdraw")
    usher.http.delete(f"{hall.url}/api/v1/desk", timeout=5)
    SEATED.clear()
    TAKEN.clear()


class Seat:
    """A clerk with both hands on the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        """Press a key of the desk, once the desk takes presses."""
        self.page.locator(READY).wait_for()
        self.page.keyboard.press(key)

    def write(self, text: str, then: str = "Enter") -> None:
        """Write into the field of the dialog that has just opened, and answer it."""
        self.page.locator("dialog").wait_for()
        self.page.keyboard.type(text)
        self.page.keyboard.press(then)

    def does(self, what: str) -> None:
        """What stands under the clerk's name."""
        self.page.locator(".top .me small", has_text=what).wait_for()  # `expect` looks less often

    def hears(self, what: str) -> None:
        """The sentence above the primary key."""
        self.page.locator(".strips [role=status]", has_text=what).wait_for()

    def is_refused(self, why: str) -> None:
        """The sentence in the dialog; then it is closed."""
        expect(self.page.locator("dialog [role=alert]")).to_contain_text(why)
        self.page.keyboard.press("Escape")
        expect(self.page.locator("dialog")).to_have_count(0)


def take(hall: HallAtWork, service: str = "A01", **more: object) -> str:
    """Somebody takes a number."""
    ticket = hall.take(service, **more)
    TAKEN.append(ticket["visit"])
    return str(ticket["number"]).replace(" ", "\u00a0")


def open_desk(eyes: Eyes, hall: HallAtWork, counter: int) -> Page:
    """The page of a counter's computer, its tones counted."""
    page = eyes.open("about:blank", DESK)
    page.context.add_init_script(COUNT_TONES)
    page.goto(hall.device("counter", counter)["url"])
    page.locator("#login").wait_for()
    return page


def sign_in(page: Page, hall: HallAtWork, login: str) -> None:
    """User name, password, Enter: the desk asks which counter."""
    SEATED.add(login)
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(hall.staff(login)["password"])
    page.keyboard.press("Enter")
    page.locator("#counter").wait_for()


def at_work(eyes: Eyes, hall: HallAtWork, login: str, counter: int) -> Seat:
    """A clerk who has signed in and on."""
    page = open_desk(eyes, hall, counter)
    sign_in(page, hall, login)
    page.keyboard.press("Enter")
    page.locator(READY).wait_for()
    return Seat(page)
