"""Paper that fails before a visitor's eyes, and lost tickets, in a real Chromium."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from tests.journeys.at_the_kiosk import (
    AIDS,
    at_the_end,
    begin,
    choose_language,
    look_for_a_lost_one,
    take,
    to_the_last_question,
)
from tests.journeys.browser import KIOSK, LANDSCAPE, Eyes
from tests.journeys.hall_at_work import HallAtWork, Person, demo_hall, until
from tests.journeys.kiosk_pc import pairing_code

VISITOR_SEES_IT = 3000  # ms
GOOD: dict[str, Any] = {
    "model": None,
    "online": True,
    "cover": "closed",
    "paper": "ok",
    "cutter": "ok",
    "cause": None,
    "answers": True,
    "confirms": True,
    "dots": 576,
}
LOOKS = [
    ("bg", KIOSK, ()),
    ("en", LANDSCAPE, ("contrast", "low")),
    ("ro", KIOSK, ("large", "low")),
    ("tr", LANDSCAPE, ("large",)),
]


class Printer:
    """The hall's virtual printer: its buttons and faults, and what came out."""

    def __init__(self, hall: HallAtWork) -> None:
        self._hall = hall
        self._page = f"http://127.0.0.1:{hall.made['printer']['http_port']}"

    def press(self, **buttons: str) -> None:
        """Take the paper out, open the cover …"""
        assert requests.post(f"{self._page}/state", json=buttons, timeout=5).ok

    def wish(self, fault: str | None, **where: int) -> None:
        """One of the fourteen; None: all is well again."""
        assert requests.post(f"{self._page}/faults", json={"fault": fault, **where}, timeout=5).ok

    def papers(self) -> int:
        """How many fell out of it, whole or not."""
        return len(requests.get(f"{self._page}/papers", timeout=5).json()["papers"])

    def is_known_to_be(self, state: str) -> None:
        """The hall has heard of it."""
        until(lambda: self._hall.at("kiosk").get("lobby").json()["paper"] == state, 15)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A hall of our own: its printer is ill-treated."""
    with demo_hall(tmp_path_factory.mktemp("paper") / "demo") as running:
        yield running


@pytest.fixture
def printer(hall: HallAtWork) -> Iterator[Printer]:
    """In order before and after."""
    mine = Printer(hall)
    mine.is_known_to_be("ready")
    yield mine
    mine.wish(None)
    mine.press(paper="ok", cover="closed")


def visits(hall: HallAtWork, what: str) -> Any:
    """A fact of the latest visit, from the database."""
    path = hall.settings()["GISHE_DATABASE"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as database:
        return database.execute(f"SELECT {what} FROM visit ORDER BY id DESC LIMIT 1").fetchone()[0]  # noqa: S608 ours


def copies(hall: HallAtWork) -> int:
    """How many copies were ever asked for."""
    path = hall.settings()["GISHE_DATABASE"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as database:
        return int(database.execute("SELECT COUNT(*) FROM print_job WHERE copy_of").fetchone()[0])


@pytest.mark.usefixtures("printer")
def test_a_good_printer_is_not_called_late(hall: HallAtWork, eyes: Eyes) -> None:
    kiosk = begin(hall, eyes, KIOSK)
    to_the_last_question(kiosk)
    take(kiosk)
    expect(kiosk.get_by_text("Билетът се печата.")).to_be_visible()
    expect(kiosk.get_by_text("Вземете билета си отдолу.")).to_be_visible(timeout=VISITOR_SEES_IT)
    kiosk.get_by_role("button", name="Готово").tap()
    at_the_end(kiosk)


def test_without_paper_the_kiosk_says_so_before_and_after_and_the_number_holds(
    hall: HallAtWork, eyes: Eyes, printer: Printer
) -> None:
    kiosk = begin(hall, eyes, KIOSK)
    choose_language(kiosk)
    printer.press(paper="out")
    expect(kiosk.get_by_text("Тук свърши хартията.")).to_be_visible(timeout=VISITOR_SEES_IT)
    eyes.look(kiosk, "paper-kiosk-out-groups")
    kiosk.locator(".tool.back").tap()
    expect(kiosk.get_by_text("Без билети на хартия")).to_be_visible()
    to_the_last_question(kiosk)
    expect(kiosk.get_by_text("Може да го запазите и на телефона си.")).to_be_visible()
    number = take(kiosk)
    expect(kiosk.get_by_text("Хартията свърши.")).to_be_visible(timeout=VISITOR_SEES_IT)
    expect(kiosk.get_by_text("Номерът важи и без билет")).to_be_visible()
    expect(kiosk.get_by_text("Тук сега не може да се печата.")).to_be_visible()
    expect(kiosk.get_by_role("button", name="Отпечатайте отново")).to_have_count(0)
    eyes.look(kiosk, "paper-kiosk-out-ticket")
    printer.press(paper="ok")
    again = kiosk.get_by_role("button", name="Отпечатайте отново")
    again.wait_for(timeout=VISITOR_SEES_IT)
    before, fell = copies(hall), printer.papers()
    again.dblclick()
    expect(kiosk.get_by_text("Вземете билета си отдолу.")).to_be_visible()
    expect(kiosk.locator(".mine .number")).to_have_text(number.replace(" ", "\xa0"))
    assert copies(hall) == before + 1
    assert printer.papers() == fell + 1


def test_whoever_remembers_the_number_says_so_and_whoever_walks_away_says_nothing(
    hall: HallAtWork, eyes: Eyes, printer: Printer
) -> None:
    kiosk = begin(hall, eyes, LANDSCAPE)
    kiosk.clock.install()
    printer.press(cover="open")
    printer.is_known_to_be("trouble")
    to_the_last_question(kiosk)
    take(kiosk)
    expect(kiosk.get_by_text("Принтерът е отворен.")).to_be_visible()
    kiosk.clock.run_for(70_000)
    expect(kiosk.get_by_text("Още ли сте тук?")).to_be_visible()
    kiosk.clock.run_for(20_000)
    at_the_end(kiosk)
    assert not visits(hall, "held")
    to_the_last_question(kiosk)
    take(kiosk)
    kiosk.get_by_role("button", name="Запомних номера").tap()
    at_the_end(kiosk)
    until(lambda: visits(hall, "held"))


def test_a_ticket_that_perhaps_came_out_is_looked_for_below(hall: HallAtWork, eyes: Eyes, printer: Printer) -> None:
    kiosk = begin(hall, eyes, KIOSK)
    to_the_last_question(kiosk)
    printer.wish("unplugged", after_rows=300)
    take(kiosk)
    perhaps = kiosk.get_by_text("Може би билетът е излязъл.")
    expect(perhaps.or_(kiosk.get_by_text("Билетът се бави."))).to_be_visible(timeout=VISITOR_SEES_IT)
    expect(perhaps).to_be_visible()
    eyes.look(kiosk, "paper-kiosk-unknown")
    expect(kiosk.get_by_role("button", name="Билетът е у мен")).to_be_visible()
    printer.wish(None)
    printer.is_known_to_be("ready")
    fell = printer.papers()
    kiosk.wait_for_timeout(2000)
    assert printer.papers() == fell  # nothing is printed a second time by itself
    kiosk.get_by_role("button", name="Билетът е у мен").tap()
    at_the_end(kiosk)
    until(lambda: visits(hall, "held"))


def test_another_kiosk_that_prints_is_named(hall: HallAtWork, eyes: Eyes, printer: Printer) -> None:
    code = pairing_code(hall, "Автомат в залата")
    token = requests.post(f"{hall.url}/api/v1/pairing", json={"code": code}, timeout=5).json()["token"]
    agent = Person(hall.url, token)

    def lives() -> bool:
        return agent.http.put(f"{hall.url}/api/v1/printer", json=GOOD, timeout=5).ok

    assert lives()
    printer.press(paper="out")
    kiosk = begin(hall, eyes, LANDSCAPE)
    name = kiosk.get_by_text("Автомат в залата")
    name.wait_for(timeout=VISITOR_SEES_IT)
    eyes.look(kiosk, "paper-kiosk-other-language")
    assert lives()
    to_the_last_question(kiosk)
    expect(kiosk.get_by_text("За билет на хартия: Автомат в залата.")).to_be_visible()
    eyes.look(kiosk, "paper-kiosk-other-last")
    assert lives()
    take(kiosk)
    name.wait_for()
    expect(kiosk.get_by_text("Копие от друг автомат:")).to_be_visible()
    eyes.look(kiosk, "paper-kiosk-other-ticket")


def test_a_lost_number_is_found_by_a_clerk_and_printed_again(hall: HallAtWork, eyes: Eyes, printer: Printer) -> None:
    kiosk = begin(hall, eyes, KIOSK)
    to_the_last_question(kiosk)
    number = take(kiosk)
    expect(kiosk.get_by_text("Вземете билета си отдолу.")).to_be_visible()
    kiosk.get_by_role("button", name="Готово").tap()
    at_the_end(kiosk)
    look_for_a_lost_one(kiosk)
    eyes.look(kiosk, "paper-kiosk-lost-when")
    kiosk.locator(".about button").first.tap()
    expect(kiosk.get_by_role("heading", name="Търсим номера ви")).to_be_visible()
    clerk = hall.clerk("maria", 3)
    search = until(lambda: clerk.get("desk").json()["lost"])[0]
    assert number in [candidate["number"] for candidate in search["candidates"]]
    visit = next(candidate["visit"] for candidate in search["candidates"] if candidate["number"] == number)
    fell = printer.papers()
    assert clerk.post(f"lost-papers/{search['search']}/found", visit=visit).status_code == 204
    expect(kiosk.locator(".mine .number")).to_have_text(number.replace(" ", "\xa0"))
    expect(kiosk.get_by_text("чакате реда си")).to_be_visible()
    expect(kiosk.get_by_text("Вземете билета си отдолу.")).to_be_visible()
    eyes.look(kiosk, "paper-kiosk-found")
    assert printer.papers() == fell + 1
    clerk.http.delete(f"{hall.url}/api/v1/desk", timeout=5)


def test_a_search_ends_with_whoever_looks_or_with_kind_words(hall: HallAtWork, eyes: Eyes) -> None:
    clerk = hall.clerk("maria", 3)
    kiosk = begin(hall, eyes, LANDSCAPE)
    look_for_a_lost_one(kiosk)
    kiosk.locator(".about button").last.tap()
    until(lambda: clerk.get("desk").json()["lost"])
    kiosk.get_by_role("button", name="Спрете търсенето").tap()
    at_the_end(kiosk)
    until(lambda: not clerk.get("desk").json()["lost"])
    look_for_a_lost_one(kiosk)
    kiosk.locator(".about button").first.tap()
    search = until(lambda: clerk.get("desk").json()["lost"])[0]
    clerk.http.delete(f"{hall.url}/api/v1/lost-papers/{search['search']}", timeout=5)
    expect(kiosk.get_by_role("heading", name="Не намерихме номера ви")).to_be_visible()
    expect(kiosk.get_by_text("Отидете на свободно гише.")).to_be_visible()
    kiosk.get_by_role("button", name="Готово").tap()
    at_the_end(kiosk)
    clerk.http.delete(f"{hall.url}/api/v1/desk", timeout=5)


@pytest.mark.parametrize(("lang", "size", "aids"), LOOKS)
def test_every_trouble_fits_and_has_no_barrier(
    hall: HallAtWork, eyes: Eyes, printer: Printer, lang: str, size: dict[str, int], aids: tuple[str, ...]
) -> None:
    name = "-".join(["paper-kiosk", lang, "wide" if size is LANDSCAPE else "high", *aids])
    kiosk = begin(hall, eyes, size, *aids)
    look_for_a_lost_one(kiosk, lang)
    eyes.look(kiosk, f"{name}-1-when")
    kiosk.locator(".about button").first.tap()
    kiosk.locator(".seeking").wait_for()
    eyes.look(kiosk, f"{name}-2-seeking")
    kiosk.locator(".stop").tap()
    at_the_end(kiosk)
    printer.press(paper="out")
    printer.is_known_to_be("trouble")
    kiosk.locator(".bar").wait_for()
    for aid in aids:
        kiosk.locator(".sill .tool").nth(AIDS[aid]).tap()
    eyes.look(kiosk, f"{name}-3-language")
    choose_language(kiosk, lang)
    eyes.look(kiosk, f"{name}-4-groups")
    kiosk.locator(".groups button").first.tap()
    kiosk.locator(".services button").first.tap()
    kiosk.locator(".service .primary").tap()
    kiosk.locator(".last .bar").wait_for()
    eyes.look(kiosk, f"{name}-5-last")
    take(kiosk)
    kiosk.locator(".lost .bad").wait_for()
    eyes.look(kiosk, f"{name}-6-useless")
    printer.press(paper="ok")
    kiosk.locator(".answers .press:not(.primary)").wait_for()
    eyes.look(kiosk, f"{name}-7-failed")
