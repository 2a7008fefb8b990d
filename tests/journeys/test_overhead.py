"""The display when its connection goes and comes back."""

import time
import uuid

from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.journeys.browser import DISPLAY, Eyes
from tests.journeys.hall_at_work import HallAtWork, Person

BACK_S = 3  # the client tries again every 1.5 s at most; the picture is there within one more


class Cable:
    """The network cable of one screen."""

    def __init__(self, page: Page) -> None:
        self.plugged = True
        self.sockets: list[WebSocketRoute] = []
        page.route_web_socket("**/socket.io/**", self._socket)
        page.route("**/api/v1/**", self._request)

    def pull(self) -> None:
        self.plugged = False
        for socket in self.sockets:
            socket.close()

    def plug(self) -> None:
        self.plugged = True

    def _socket(self, socket: WebSocketRoute) -> None:
        if self.plugged:
            socket.connect_to_server()
            self.sockets.append(socket)
        else:
            socket.close()

    def _request(self, route: Route) -> None:
        if self.plugged:
            route.continue_()
        else:
            route.abort()


def call(clerk: Person, number: str) -> int:
    """Call this person; answers the visit."""
    answer = clerk.post("desk/call", number=number, reason="journey", key=str(uuid.uuid4()))
    assert answer.status_code == 200, answer.text
    return int(answer.json()["visit"])


def test_it_says_that_it_has_no_connection_and_is_right_again_at_once(hall: HallAtWork, eyes: Eyes) -> None:
    display = eyes.open(hall.device("display")["url"], DISPLAY)
    cable = Cable(display)
    display.goto(f"{display.url}&theme=light")
    clerk = hall.clerk("vera", 10)
    first, second = hall.take("K01")["number"], hall.take("K01")["number"]
    visit = call(clerk, first)
    expect(display.locator("main")).to_contain_text(first)
    eyes.look(display, "display-light-called")
    cable.pull()
    expect(display.get_by_role("alert")).to_contain_text("Няма връзка", timeout=6000)
    expect(display.get_by_text("Номерът ви важи.")).to_be_visible()
    eyes.look(display, "display-light-stale")
    clerk.post(f"visits/{visit}/start")
    clerk.post(f"visits/{visit}/finish")
    call(clerk, second)
    cable.plug()
    plugged = time.monotonic()
    expect(display.locator("main")).to_contain_text(second)
    assert time.monotonic() - plugged < BACK_S
    assert display.get_by_role("alert").count() == 0
    eyes.look(display, "display-light-back")
