"""What a manager sees and sets of paper, in a real Chromium: printers, offline numbers, the ticket's look, the roll."""

import base64
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Page, expect

from tests.journeys.browser import PHONE, PICTURES, Eyes
from tests.journeys.hall_at_work import HallAtWork, Person, demo_hall, until

OFFICE = {"width": 1440, "height": 900}
LARGE = {"width": 1920, "height": 1080}
NARROW = {"width": 380, "height": 800}
SIZES = (("1440", OFFICE), ("1920", LARGE), ("narrow", NARROW))
STAFF_SEES_IT_S = 5.0
WELL: dict[str, Any] = {
    "model": "TM-T20III", "online": True, "cover": "closed", "paper": "ok", "cutter": "ok", "cause": None,
    "answers": True, "confirms": True, "dots": 576, "dead_letters": 0,
}  # fmt: skip
FLAT = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A hall of our own: its printers fail, and its tickets change."""
    with demo_hall(tmp_path_factory.mktemp("office") / "demo") as running:
        yield running


@pytest.fixture
def office(hall: HallAtWork, eyes: Eyes) -> Callable[[str], Page]:
    """`office("/ticket")`: Ines has signed in and opened the page."""

    def opened(path: str = "", login: str = "ines") -> Page:
        page = eyes.open(f"{hall.url}/office", OFFICE)
        page.get_by_label("Потребителско име").fill(login)
        page.get_by_label("Парола").fill(hall.staff(login)["password"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/office?*")
        page.goto(f"{hall.url}/office{path}")
        return page

    return opened


def database(hall: HallAtWork, change: str, *facts: Any) -> list[Any]:
    """Change what is kept, behind the hall's back."""
    path = hall.settings()["GISHE_DATABASE"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as opened, opened:
        return opened.execute(change, facts).fetchall()


def agent_of(hall: HallAtWork, kiosk: str) -> Person:
    """The demo's agent, standing in this kiosk from now on."""
    database(
        hall,
        "UPDATE device SET kiosk_id = (SELECT id FROM device WHERE kind = 'kiosk' AND name = ?) WHERE kind = 'agent'",
        kiosk,
    )
    return hall.at("agent")


def look_everywhere(page: Page, eyes: Eyes, name: str) -> None:
    """In every size; nothing is wider than its window."""
    for size, window in SIZES:
        page.set_viewport_size(window)  # type: ignore[arg-type]  # the same keys
        assert page.evaluate(FLAT), size
        eyes.look(page, f"{name}-{size}")
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]


def test_a_manager_sees_within_seconds_which_printer_fails_and_what_to_do(
    hall: HallAtWork, office: Callable[..., Page], eyes: Eyes
) -> None:
    agent, page = agent_of(hall, "Автомат в залата"), office()
    row = page.locator("#printers tbody tr", has_text="Автомат в залата")

    def says(**more: Any) -> None:
        assert agent.http.put(f"{hall.url}/api/v1/printer", json=WELL | more, timeout=5).status_code == 204

    says()
    expect(row).to_contain_text("готов", timeout=STAFF_SEES_IT_S * 1000)
    expect(row).to_contain_text("TM-T20III, 80 мм, потвърждава билетите")
    asked = time.monotonic()
    says(paper="out", cause="paper_out")
    expect(row).to_contain_text("не печата: няма хартия", timeout=STAFF_SEES_IT_S * 1000)
    assert time.monotonic() - asked < STAFF_SEES_IT_S
    expect(page.locator("#paper-trouble")).to_have_text("Автомат в залата: няма хартия. Сложете нова ролка.")
    says(paper="low", dead_letters=2)
    expect(page.locator("#paper-low")).to_contain_text("хартията свършва")
    expect(page.locator("#paper-dead")).to_contain_text("2 номера, издадени без връзка, не бяха приети")
    look_everywhere(page, eyes, "paper-office-printers")
    expect(row).to_contain_text("не се обажда", timeout=10_000)  # nobody says anything for it any more
    expect(page.locator("#paper-trouble")).to_contain_text("издава номера без връзка")
    says()
    expect(row).to_contain_text("готов", timeout=STAFF_SEES_IT_S * 1000)
    expect(page.locator("main > .notice:visible")).to_have_count(0)
    hall.take("A01")
    expect(page.locator("#printers tbody tr", has_text="Принтер на сървъра")).to_contain_text("излезе", timeout=10_000)
    expect(page.locator("[data-say='paper.each']")).to_have_text(re.compile(r"\d,\d\sсм"))


def test_numbers_given_offline_wait_for_a_decision_singly_or_all(
    hall: HallAtWork, office: Callable[..., Page], eyes: Eyes
) -> None:
    agent, page = agent_of(hall, "Автомат до входа"), office()
    lent = agent.post("leases", key="an outage").json()["numbers"]
    database(hall, "UPDATE lease SET at = datetime(at, '-3 hours')")
    offline = page.locator("#offline")
    for i, service in enumerate(("A01", "T01", "A11", "H01")):
        given = {"visit": lent[i]["visit"], "digits": lent[i]["digits"], "service": service, "lang": "bg"}
        at = (datetime.now(UTC) - timedelta(minutes=90 - 10 * i)).isoformat()
        answer = agent.post("offline-tickets", **given, key=f"tap {i}", issued_at=at)
        assert answer.json()["fate"] == "parked", answer.text
    expect(offline.locator("li")).to_have_count(4)
    expect(page.locator("#offline-title")).to_have_text("4 номера, издадени без връзка, чакат решение")
    look_everywhere(page, eyes, "paper-office-offline")
    offline.get_by_role("button", name="Още чака A 5001").click()
    expect(offline.locator("li")).to_have_count(3)
    assert agent.get(f"visits/{lent[0]['visit']}").json()["state"] == "waiting"
    offline.get_by_role("button", name="Вече е обслужен T 5002").click()
    expect(offline.locator("li")).to_have_count(2)
    assert agent.get(f"visits/{lent[1]['visit']}").json()["state"] == "closed"
    offline.get_by_role("button", name="Вече са обслужени").click()
    expect(offline.locator("dialog")).to_contain_text("2 номера ще бъдат закрити")
    eyes.look(page, "paper-office-offline-sure")
    offline.get_by_role("button", name="Отказ").click()
    expect(offline.locator("li")).to_have_count(2)
    offline.get_by_role("button", name="Още чакат").click()
    offline.get_by_role("button", name="Да").click()
    expect(offline).to_be_hidden()
    states = {agent.get(f"visits/{one['visit']}").json()["state"] for one in lent[2:4]}
    assert states == {"waiting"}


def drawing(wide: int, high: int) -> bytes:
    """A logo."""
    picture, png = Image.new("L", (wide, high), 255), BytesIO()
    ImageDraw.Draw(picture).ellipse((10, 10, wide // 3, high - 10), fill=0)
    picture.save(png, "PNG")
    return png.getvalue()


def shown_paper(page: Page) -> Image.Image:
    """The preview, once it is of what stands in the form."""
    page.locator("#paper:not(.old)").wait_for()
    address = page.locator("#paper").get_attribute("src")
    assert address is not None
    return Image.open(BytesIO(base64.b64decode(address.partition(",")[2]))).convert("1")


def newest_paper(hall: HallAtWork) -> Image.Image:
    """What came out of the printer last, as its head burnt it."""
    papers = Path(hall.made["printer"]["dir"])
    return Image.open(max(papers.glob("*.png"))).convert("1")


def printed(hall: HallAtWork, **more: Any) -> Image.Image:
    """The paper of a ticket that somebody takes now."""
    papers = Path(hall.made["printer"]["dir"])
    before = len(list(papers.glob("*.png")))
    visit = hall.take("A01", **more)["visit"]
    until(lambda: len(list(papers.glob("*.png"))) > before)
    until(lambda: hall.at("kiosk").get(f"visits/{visit}").json()["print"]["state"] in ("sent", "confirmed"))
    return newest_paper(hall)


def test_what_the_preview_shows_is_what_comes_out(hall: HallAtWork, office: Callable[..., Page], eyes: Eyes) -> None:
    database(hall, "UPDATE device SET kiosk_id = NULL WHERE kind = 'agent'")  # the server's own printer prints
    page = office("/ticket")
    page.on("dialog", lambda dialog: dialog.accept())  # "leave the page?"
    shown_paper(page)
    expect(page.locator("#saved")).to_have_text("Стандартният билет, още не е променян.")
    standard = page.locator("#length").inner_text()
    eyes.look(page, "paper-office-ticket")
    page.locator("#logo").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": drawing(1200, 400)})
    expect(page.locator("#logo-smaller")).to_contain_text("576 × 192")
    page.locator("#header-tr").fill("Lâskovets Belediyesi")
    page.get_by_role("button", name="По-надолу: Документите").click()
    page.locator("#block-when").uncheck()
    page.get_by_text("Türkçe").last.click()
    page.locator("#service").select_option("A01")
    page.wait_for_timeout(400)  # nobody types for a while
    preview = shown_paper(page)
    look_everywhere(page, eyes, "paper-office-ticket-changed")
    page.get_by_role("button", name="Запази", exact=True).click()
    expect(page.locator("#done")).to_contain_text("Запазено")
    expect(page.locator("#saved")).to_contain_text("Последна промяна: Инес")
    paper = printed(hall, lang="tr")
    top = (0, 0, 576, 330)  # logo, the hall's names, its own words: all above the number
    assert paper.width == preview.width == 576
    assert ImageChops.difference(preview.crop(top), paper.crop(top)).getbbox() is None
    assert paper.height - preview.height == 6 * 30  # the feed to the knife
    assert page.locator("#length").inner_text() != standard
    page.get_by_label("58 мм").check()
    page.get_by_label("без връзка").check()
    assert shown_paper(page).width == 384
    eyes.look(page, "paper-office-ticket-58-offline")
    page.get_by_label("кратък", exact=True).check()
    assert shown_paper(page).height < 0.7 * preview.height

    page.reload()
    shown_paper(page)
    expect(page.locator("#header-tr")).to_have_value("Lâskovets Belediyesi")
    page.get_by_role("button", name="Стандартният билет").click()
    expect(page.locator("#done")).to_contain_text("Още не е запазен")
    page.get_by_role("button", name="Отказ").click()
    expect(page.locator("#header-tr")).to_have_value("Lâskovets Belediyesi")


def test_what_cannot_be_printed_is_said_beside_its_field(
    hall: HallAtWork, office: Callable[..., Page], eyes: Eyes
) -> None:
    page = office("/ticket")
    page.on("dialog", lambda dialog: dialog.accept())
    shown_paper(page)
    page.locator("#header-en").fill("日本")
    wrong = page.locator("[data-wrong='header.en']")
    expect(wrong).to_contain_text("Принтерът няма букви за")
    eyes.look(page, "paper-office-ticket-wrong")
    page.get_by_role("button", name="Запази", exact=True).click()
    expect(page.locator("#header-en")).to_be_focused()
    page.locator("#header-en").fill("Welcome")
    expect(wrong).to_be_hidden()
    page.locator("#logo").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": b"GIF89a"})
    expect(page.locator("[data-wrong='logo']")).to_contain_text("трябва да е PNG")
    page.get_by_role("button", name="Махни логото").click()
    expect(page.locator("[data-wrong='logo']")).to_be_hidden()
    page.get_by_text("когато чакат поне").click()
    page.get_by_role("button", name="Запази", exact=True).click()
    expect(page.locator("[data-wrong='short_from']")).to_contain_text("Напишете колко души")
    page.locator("#short-from").fill("25")
    page.get_by_role("button", name="Запази", exact=True).click()
    expect(page.locator("#done")).to_contain_text("Запазено")
    assert hall.sign_in("ines").get("ticket-layout").json()["short_from"] == 25


def test_of_two_who_change_the_ticket_the_second_is_told_and_loses_nothing(
    hall: HallAtWork, office: Callable[..., Page], eyes: Eyes
) -> None:
    page = office("/ticket", "admin")
    page.on("dialog", lambda dialog: dialog.accept())
    shown_paper(page)
    ines = hall.sign_in("ines")
    theirs = ines.get("ticket-layout").json()
    look = theirs["look"] | {"size": "large"}
    change = {"version": theirs["version"], "look": look, "short_from": None}
    assert ines.http.put(f"{hall.url}/api/v1/ticket-layout", json=change, timeout=30).status_code == 200
    page.locator("#footer-bg").fill("Лек ден!")
    page.get_by_role("button", name="Запази", exact=True).click()
    expect(page.locator("#meanwhile")).to_contain_text("Инес промени билета")
    eyes.look(page, "paper-office-ticket-meanwhile")
    expect(page.locator("#footer-bg")).to_have_value("Лек ден!")
    page.get_by_role("button", name="Запази моя вид върху него").click()
    expect(page.locator("#done")).to_contain_text("Запазено")
    kept = ines.get("ticket-layout").json()
    assert (kept["look"]["footer"], kept["saved_by"]) == ({"bg": "Лек ден!"}, "Администратор")


def test_numbers_for_a_time_in_which_nothing_works(hall: HallAtWork, office: Callable[..., Page], eyes: Eyes) -> None:
    page = office("/roll")
    eyes.look(page, "paper-office-roll-first")
    page.get_by_label("Колко номера").fill("12")
    page.get_by_role("button", name="Подготви листовете").click()
    expect(page.locator(".slip")).to_have_count(12)
    cut = "[...document.querySelectorAll('.slip > *')].filter(e => e.scrollWidth > e.clientWidth + 2).length"
    assert page.evaluate(cut) == 0
    eyes.look(page, "paper-office-roll-sheets")
    page.emulate_media(media="print")
    page.screenshot(path=PICTURES / "paper-office-roll-print.png")
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Назад").click()
    number = page.get_by_label("Номер", exact=True)
    number.fill("а9003")  # typed with a Cyrillic letter
    page.get_by_label("Услуга").select_option("T01")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Въведи").click()
    expect(page.locator("#wrong-service")).to_contain_text("група A")
    eyes.look(page, "paper-office-roll-wrong")
    page.get_by_label("Услуга").select_option("A01")
    page.get_by_role("button", name="Въведи").click()
    expect(page.get_by_role("status")).to_have_text("A 9003 е в реда.")
    expect(number).to_be_focused()  # for the next one
    look_everywhere(page, eyes, "paper-office-roll")
    lobby = hall.at("display").get("board").json()
    assert lobby["waiting"] >= 1


def test_a_phone_with_a_number_that_is_on_its_way(hall: HallAtWork, eyes: Eyes) -> None:
    agent = agent_of(hall, "Автомат до входа")
    lent = agent.post("leases", key="a phone").json()["numbers"][7]
    page = eyes.open(f"{hall.url}/t/{lent['token']}", PHONE)
    expect(page.get_by_role("heading")).to_have_text("Номерът ви важи")
    eyes.look(page, "paper-phone-lent")
    given = {"visit": lent["visit"], "digits": lent["digits"], "service": "A01", "lang": "bg", "key": "tap"}
    agent.post("offline-tickets", **given, issued_at=datetime.now(UTC).isoformat())
    expect(page.locator("[data-say='ahead']")).to_be_visible(timeout=15_000)  # the page has asked again
    assert requests.get(f"{hall.url}/t/{lent['token']}", timeout=5).status_code == 200
