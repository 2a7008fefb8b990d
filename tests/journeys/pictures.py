"""`make pictures`: the README's pictures, of the real screens of a hall where a few people wait."""

import os
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

os.environ.setdefault("GISHE_PICTURES", "docs/pictures")

from tests.journeys.browser import DESK, DISPLAY, KIOSK, PAD, PICTURES, Eyes, chromium
from tests.journeys.clerk import READY
from tests.journeys.hall_at_work import HallAtWork, Person, demo_hall, until
from tests.journeys.test_in_a_browser import sign_in, take_a_number

WAITING = ["A11", "A10", "H01", "A01", "A12", "H02", "A02", "A01", "T01", "T02", "K01", "E01", "M01"]
WIDEST = 1280


def called(hall: HallAtWork, login: str, counter: int) -> tuple[Person, int]:
    """A clerk signs on and calls somebody."""
    clerk = hall.sign_in(login)
    clerk.post("desk", counter=counter)
    return clerk, clerk.post("desk/next", key=str(uuid.uuid4())).json()["visit"]


def main() -> None:
    """Take them."""
    with TemporaryDirectory() as folder, demo_hall(Path(folder) / "demo") as hall, chromium() as browser:
        eyes = Eyes(browser, hall.url)
        offered = {s["code"] for g in hall.at("kiosk").get("catalogue").json()["groups"] for s in g["services"]}
        for service in WAITING:
            if service in offered:
                hall.take(service)
        for login, counter in (("georgi", 5), ("elena", 10), ("petar", 8), ("vera", 9), ("ivan", 4)):
            called(hall, login, counter)
        kiosk = eyes.open(hall.device("kiosk")["url"], KIOSK, touch=True)
        take_a_number(kiosk, eyes)
        pad = eyes.open(hall.device("pad", 3)["url"], PAD)
        desk = eyes.open(hall.device("counter", 3)["url"], DESK)
        display = eyes.open(hall.device("display")["url"], DISPLAY)
        sign_in(desk, hall, "maria")
        desk.keyboard.press("Enter")
        desk.wait_for_timeout(900)
        eyes.look(desk, "desk")
        eyes.look(display, "display")
        for _ in range(2):
            desk.locator(READY).wait_for()
            desk.keyboard.press("Enter")
            desk.wait_for_timeout(600)
        pad.get_by_role("button", name="Много добре").wait_for()
        eyes.look(pad, "pad")
        papers = Path(hall.made["printer"]["dir"])
        newest = until(lambda: sorted(papers.glob("*.png"))[-1])
        Image.open(newest).save(PICTURES / "ticket.png", optimize=True)
        page = eyes.open(f"{hall.url}/demo", DISPLAY)
        page.wait_for_timeout(4000)
        eyes.look(page, "demo")
    (PICTURES / "kiosk-2-groups.png").replace(PICTURES / "kiosk.png")
    (PICTURES / "kiosk-6-ticket.png").replace(PICTURES / "number.png")
    for extra in PICTURES.glob("kiosk-*.png"):
        extra.unlink()
    for name in PICTURES.glob("*.png"):
        smaller(name)


def smaller(path: Path) -> None:
    """A picture as a README needs it: fewer pixels, a palette."""
    picture = Image.open(path).convert("RGB")
    picture.thumbnail((WIDEST, WIDEST))
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
