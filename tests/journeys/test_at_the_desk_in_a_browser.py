"""A clerk's day in a real Chromium: everything at the desk by keyboard, and what the desk says when things go wrong."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from server.tries import FREE
from tests.journeys.browser import DESK, Eyes
from tests.journeys.clerk import READY, SEATED, Seat, at_work, open_desk, sign_in, take
from tests.journeys.hall_at_work import HallAtWork, demo_hall, until

WIDE = {"width": 1920, "height": 1080}
NARROW = {"width": 380, "height": 800}
PLACE = "key => [key.offsetLeft, key.offsetTop, key.offsetWidth, key.offsetHeight]"
TOO_NARROW = (
    "[...document.querySelectorAll('button')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A hall of our own, for what waits in it is counted here."""
    with demo_hall(tmp_path_factory.mktemp("desk") / "demo") as running:
        yield running


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


def test_whoever_guesses_a_password_is_told_how_long_to_wait(hall: HallAtWork, eyes: Eyes) -> None:
    page = open_desk(eyes, hall, 6)
    page.keyboard.type("petar")
    page.keyboard.press("Tab")
    said = page.get_by_role("alert")
    for guess in range(FREE):
        page.keyboard.type(f"guess {guess}")
        with page.expect_response("**/staff-sessions"):
            page.keyboard.press("Enter")
        expect(said).to_contain_text("не са верни")
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"Изчакай\s\d\sс\sи\sопитай\sотново"))
    eyes.look(page, "staff-door-often")


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


def test_a_service_sought_before_the_catalogue_is_there_is_found_once_it_comes(hall: HallAtWork, eyes: Eyes) -> None:
    page = open_desk(eyes, hall, 3)
    held: list[Route] = []
    page.route("**/api/v1/catalogue*", lambda route: held.append(route))
    sign_in(page, hall, "maria")
    page.keyboard.press("Enter")
    desk = Seat(page)
    desk.does("свободно")
    desk.press("i")
    page.locator("dialog").wait_for()
    page.keyboard.type("брак")
    for route in held:
        route.continue_()
    page.unroute("**/api/v1/catalogue*")
    expect(page.get_by_role("radio", name="Заявление за граждански брак")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".issued .number")).to_have_text(re.compile(r"A\s\d{3}"))
    page.keyboard.press("Enter")
    desk.press("Enter")  # nobody is left in the line
    desk.does("повикан")


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
    places: dict[str, list[object]] = {}
    for state in ("свободно", "повикан", "обслужва"):
        desk.does(state)
        page.locator(READY).wait_for()
        for name, size, theme in (("narrow", NARROW, "dark"), ("wide", WIDE, "light"), ("desk", DESK, "dark")):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # the same keys
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # dark or light
            places.setdefault(name, []).append(page.locator(".keys .primary").evaluate(PLACE))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.evaluate(TOO_NARROW) == []
            eyes.look(page, f"staff-{name}-{state}")
        desk.press("Enter")
    for name in places:
        assert places[name][0] == places[name][1] == places[name][2]


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
    desk.hears("Няма отговор от сървъра")
    page.unroute("**/desk/next")
    desk.press("Enter")
    desk.does(f"повикан {second}")


def test_who_may_sit_where(hall: HallAtWork, eyes: Eyes) -> None:
    number = take(hall)
    maria = at_work(eyes, hall, "maria", 3)
    maria.press("Enter")
    maria.does(f"повикан {number}")

    page = open_desk(eyes, hall, 3)
    sign_in(page, hall, "elena")
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
    sign_in(page, hall, "elena")
    expect(page.get_by_text("Още си на гише 3")).to_be_visible()
    eyes.look(page, "staff-door-elsewhere")

    device = elena.page.evaluate("new URLSearchParams(location.search).get('device')")
    out = {"X-Gishe-Device": device, "Content-Type": "application/json"}
    elena.page.evaluate("headers => fetch('/api/v1/staff-sessions', {method: 'DELETE', headers})", out)
    elena.press("Enter")
    expect(elena.page.get_by_role("alert")).to_contain_text("Входът ти изтече")
    eyes.look(elena.page, "staff-door-expired")
