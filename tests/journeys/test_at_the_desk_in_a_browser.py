"""A clerk's day in a real Chromium: everything at the desk by keyboard, and what the desk says when things go wrong."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.browser import DESK, Eyes
from tests.journeys.hall_at_work import HallAtWork, demo_hall, until

WIDE = {"width": 1920, "height": 1080}
NARROW = {"width": 380, "height": 800}
READY = ".keys .primary:not([aria-disabled=true])"  # the key takes presses again
PLACE = "key => [key.offsetLeft, key.offsetTop, key.offsetWidth, key.offsetHeight]"
TOO_NARROW = (
    "[...document.querySelectorAll('button')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
)
COUNT_TONES = """
  window.tones = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...at) { window.tones++; return start.apply(this, at) }
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A hall of our own, for what waits in it is counted here."""
    with demo_hall(tmp_path_factory.mktemp("desk") / "demo") as running:
        yield running


@pytest.fixture(autouse=True)
def left_as_found(hall: HallAtWork) -> Iterator[None]:
    """Every test finds all desks empty, and all lines too."""
    yield
    clear(hall)


def clear(hall: HallAtWork) -> None:
    """Who waits is withdrawn, who is open is finished, who sits is sent home."""
    for person in hall.made["staff"]:
        clerk = hall.sign_in(person["login"]) if person["login"] in SEATED else None
        if clerk is None:
            continue
        open_here = (clerk.get("desk").json().get("visit") or {}) if clerk.get("desk").ok else {}
        if open_here.get("state") == "called":
            clerk.post(f"visits/{open_here['visit']}/absent")
        elif open_here:
            clerk.post(f"visits/{open_here['visit']}/finish")
        clerk.http.delete(f"{hall.url}/api/v1/desk", timeout=5)
    usher = hall.sign_in("hristo")
    usher.post("desk", counter=2)
    for visit in TAKEN:
        usher.post(f"visits/{visit}/withdraw")
    usher.http.delete(f"{hall.url}/api/v1/desk", timeout=5)
    SEATED.clear()
    TAKEN.clear()


SEATED: set[str] = set()
TAKEN: list[int] = []


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
        expect(self.page.locator(".top .me small")).to_contain_text(what)

    def hears(self, what: str) -> None:
        """The sentence above the primary key."""
        expect(self.page.locator(".strips [role=status]")).to_contain_text(what)

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


def at_work(eyes: Eyes, hall: HallAtWork, login: str, counter: int) -> Seat:
    """A clerk who has signed in and on."""
    page = open_desk(eyes, hall, counter)
    SEATED.add(login)
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(hall.staff(login)["password"])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Започни работа").wait_for()
    page.keyboard.press("Enter")
    page.locator(READY).wait_for()
    return Seat(page)


def test_a_morning_by_keyboard_alone(hall: HallAtWork, eyes: Eyes) -> None:
    page = open_desk(eyes, hall, 3)
    SEATED.add("maria")
    page.keyboard.type("maria")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("не са верни")
    eyes.look(page, "staff-door-wrong")
    page.keyboard.type(hall.staff("maria")["password"])  # replaces what was wrong
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Започни работа").wait_for()
    eyes.look(page, "staff-door-counter")
    page.keyboard.press("Enter")
    desk = Seat(page)
    desk.does("свободно")
    eyes.look(page, "staff-nobody")

    assert page.evaluate("tones") == 0
    number = take(hall, needs=["hearing"], documents={"application": False, "id_card": True})
    until(lambda: page.evaluate("tones > 0"))  # somebody joined an empty line
    desk.press("Enter")
    desk.does(f"повикан {number}")
    expect(page.locator(".tags")).to_contain_text("не чува добре")
    eyes.look(page, "staff-called")
    desk.press("r")
    desk.hears("повикан отново")
    desk.press("n")
    desk.hears("не дойде")
    eyes.look(page, "staff-absent")
    desk.press("z")
    desk.does(f"повикан {number}")
    desk.press("Enter")
    desk.does(f"обслужва {number}")
    eyes.look(page, "staff-serving")

    desk.press("p")
    page.locator("dialog").wait_for()
    eyes.look(page, "staff-park")
    desk.write("Отиде за препис")
    desk.hears("е отложен")
    eyes.look(page, "staff-parked")
    desk.press("v")
    page.locator("dialog").wait_for()
    eyes.look(page, "staff-return")
    page.keyboard.press("Enter")
    desk.hears("върнат в реда")
    desk.press("Enter")
    desk.does(f"повикан {number}")
    expect(page.locator(".note")).to_contain_text("Отиде за препис")
    desk.press("Enter")
    following = take(hall)
    desk.does("обслужва")
    desk.press("Space")  # finishes and calls next
    desk.does(f"повикан {following}")


def test_two_desks_help_each_other(hall: HallAtWork, eyes: Eyes) -> None:
    first, second = at_work(eyes, hall, "maria", 3), at_work(eyes, hall, "ivan", 4)
    numbers = {take(hall), take(hall)}
    for desk in (first, second):
        desk.page.keyboard.press("Enter")
    called = {desk.page.locator(".person .number").inner_text() for desk in (first, second)}
    assert called == numbers

    first.press("Enter")
    first.does("обслужва")
    first.press("t")
    page = first.page
    page.locator("dialog").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("dialog [role=alert]")).to_contain_text("Първо избери")
    while page.evaluate("document.activeElement.name") != "counter":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    eyes.look(page, "staff-transfer")
    sent = page.locator(".person .number").inner_text()
    first.write("Наследниците са трима")
    first.hears("е прехвърлен")

    second.press("Enter")
    second.does("обслужва")
    theirs = second.page.locator(".person .number").inner_text()
    refused = f"А{theirs[2:]}"  # typed with a Cyrillic А
    first.press("g")
    first.write(refused)
    first.is_refused("вече е на друго гише")
    needy = take(hall, "A02", needs=["wheelchair"])
    first.press("g")
    first.page.locator("dialog").wait_for()
    first.page.keyboard.type(f"а {needy[2:].lstrip('0')}")
    expect(first.page.get_by_role("button", name=f"Повикай {needy}".replace("\u00a0", " "))).to_be_visible()
    eyes.look(first.page, "staff-given")
    first.page.keyboard.press("Enter")
    first.does(f"повикан {needy}")
    expect(first.page.locator(".tags")).to_contain_text("с количка")

    second.press("Space")
    second.does(f"повикан {sent}")
    expect(second.page.locator(".note")).to_contain_text("Наследниците са трима")
    expect(second.page.locator("body")).not_to_contain_text("с количка")
    eyes.look(second.page, "staff-note")


def test_a_number_issued_at_the_desk_a_pause_and_the_way_out(hall: HallAtWork, eyes: Eyes) -> None:
    desk = at_work(eyes, hall, "maria", 3)
    page = desk.page
    desk.press("i")
    page.locator("dialog").wait_for()
    page.keyboard.type("брак")  # letters that are keys of the desk, in a field
    eyes.look(page, "staff-issue")
    desk.write("")
    expect(page.locator(".issued .number")).to_have_text(re.compile(r"A\s\d{3}"))
    expect(page.locator(".issued")).to_contain_text("Пред този номер няма никой")
    eyes.look(page, "staff-issued")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Чака 1 човек")
    desk.press("b")
    page.locator("dialog").wait_for()
    eyes.look(page, "staff-pause")
    page.keyboard.press("Enter")
    desk.does("пауза: почивка")
    eyes.look(page, "staff-paused")
    desk.press("Enter")
    desk.does("свободно")
    desk.press("Enter")
    desk.press("Enter")
    desk.does("обслужва")
    desk.press("c")
    desk.write("адрес")
    desk.hears("услугата е сменена")
    desk.press("Enter")
    desk.does("свободно")
    desk.press("?")
    page.locator("dialog").wait_for()
    eyes.look(page, "staff-menu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keys and settings")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="which counter are you at?")).to_be_visible()
    eyes.look(page, "staff-door-en")


def test_many_wait_and_the_primary_key_never_moves(hall: HallAtWork, eyes: Eyes) -> None:
    for i in range(60):
        take(hall, "A02", **({"class": "priority"} if i % 9 == 0 else {}))
    desk = at_work(eyes, hall, "maria", 3)
    page = desk.page
    expect(page.locator(".line li")).to_have_count(50)
    expect(page.locator(".more")).to_have_text("и още 10")
    for name, size, theme in (("desk", DESK, "dark"), ("wide", WIDE, "light"), ("narrow", NARROW, "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # the same keys
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # dark or light
        places = []
        for state, key in (("свободно", "Enter"), ("повикан", "Enter"), ("обслужва", "Enter")):
            desk.does(state)
            page.locator(READY).wait_for()
            places.append(page.locator(".keys .primary").evaluate(PLACE))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.evaluate(TOO_NARROW) == []
            if name == "narrow" or state == "повикан":
                eyes.look(page, f"staff-{name}-{len(places)}")
            desk.press(key)
        desk.does("свободно")
        assert places[0] == places[1] == places[2]


def test_a_press_whose_answer_is_lost_counts_once(hall: HallAtWork, eyes: Eyes) -> None:
    desk = at_work(eyes, hall, "maria", 3)
    page = desk.page
    first, second = take(hall), take(hall)
    expect(page.locator(".line li")).to_have_count(2)

    asked: list[dict[str, object]] = []

    def lose(route: Route) -> None:
        asked.append(dict(route.request.post_data_json or {}))
        route.abort()

    page.route("**/desk/next", lose)
    desk.press("Enter")
    desk.hears("Няма отговор от сървъра")
    desk.hears("не е извършено: натисни отново")  # at the next heartbeat
    eyes.look(page, "staff-not-done")
    assert len({str(body["key"]) for body in asked}) == 1
    hall.sign_in("maria").post("desk/next", **asked[0])  # it was only late
    desk.hears("Действието е извършено")
    desk.does(f"повикан {first}")
    page.unroute("**/desk/next")
    desk.press("Enter")
    desk.does("обслужва")
    desk.press("Enter")
    desk.does("свободно")

    page.route("**/desk/next", lose)
    desk.press("Enter")
    desk.hears("не е извършено: натисни отново")
    page.unroute("**/desk/next")
    desk.press("Enter")
    desk.does(f"повикан {second}")


def test_who_may_sit_where(hall: HallAtWork, eyes: Eyes) -> None:
    number = take(hall)
    maria = at_work(eyes, hall, "maria", 3)
    maria.press("Enter")
    maria.does(f"повикан {number}")

    page = open_desk(eyes, hall, 3)
    SEATED.add("elena")
    page.keyboard.type("elena")
    page.keyboard.press("Tab")
    page.keyboard.type(hall.staff("elena")["password"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Сега там работи Мария")).to_be_visible()
    expect(page.get_by_text("отворен номер")).to_be_visible()
    eyes.look(page, "staff-door-taken")
    page.keyboard.press("Enter")
    elena = Seat(page)
    elena.does(f"повикан {number}")
    elena.hears("Вече е при теб")

    expect(maria.page.get_by_role("alert")).to_contain_text("Вече не работиш на това гише")
    maria.page.keyboard.press("Enter")  # out of habit: takes nobody's desk back
    expect(maria.page.locator("#counter")).to_have_value("")
    eyes.look(maria.page, "staff-door-lost")
    elena.does(f"повикан {number}")

    page = open_desk(eyes, hall, 5)  # at another counter's computer, the visit still open
    page.keyboard.type("elena")
    page.keyboard.press("Tab")
    page.keyboard.type(hall.staff("elena")["password"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Още си на гише 3")).to_be_visible()
    eyes.look(page, "staff-door-elsewhere")

    device = elena.page.evaluate("new URLSearchParams(location.search).get('device')")
    out = {"X-Gishe-Device": device, "Content-Type": "application/json"}
    elena.page.evaluate("headers => fetch('/api/v1/staff-sessions', {method: 'DELETE', headers})", out)
    elena.press("Enter")
    expect(elena.page.get_by_role("alert")).to_contain_text("Входът ти изтече")
    eyes.look(elena.page, "staff-door-expired")


def test_the_office_on_any_screen(hall: HallAtWork, eyes: Eyes) -> None:
    take(hall)
    page = eyes.open(f"{hall.url}/office?lang=en", DESK)
    page.get_by_label("User name").fill("ines")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is wrong")
    eyes.look(page, "office-door-wrong")
    page.keyboard.type(hall.staff("ines")["password"])
    page.keyboard.press("Enter")
    expect(page.locator("[data-say=waiting]")).to_have_text("1")
    take(hall, "T01")
    expect(page.locator("[data-say='group.T.waiting']")).to_have_text("1")  # live
    eyes.look(page, "office-en")
    page.get_by_role("link", name="Български").click()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # the same keys
    page.emulate_media(color_scheme="dark")
    expect(page.locator("[data-say='group.A.finished']")).not_to_have_text("–")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    eyes.look(page, "office-narrow")


def test_the_whole_hall_in_any_window(hall: HallAtWork, eyes: Eyes) -> None:
    page = eyes.open(f"{hall.url}/demo?lang=en", WIDE)
    SEATED.update(("maria", "georgi"))
    desk = page.frame_locator("#desk_1")
    desk.locator(READY).wait_for()
    number = take(hall, "H01")
    expect(desk.locator("body")).to_contain_text(number)
    desk.locator(READY).click()
    expect(desk.locator(".person .number")).to_have_text(number)
    desk.locator(READY).wait_for()
    page.keyboard.press("Enter")  # a press with the mouse has brought the keyboard into the frame
    expect(desk.locator(".top")).to_contain_text(f"serving {number}")
    expect(page.locator("#paper img").first).to_be_visible()
    for width, height in ((1366, 768), (700, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        until(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        eyes.look(page, f"demo-{width}")
    page.set_viewport_size({"width": 1366, "height": 768})
    until(lambda: page.evaluate("document.documentElement.scrollHeight <= innerHeight"))
