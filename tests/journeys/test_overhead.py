"""The display when the connection goes and comes back, and when calls follow one another."""

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


def test_a_new_call_is_large_within_four_seconds_of_the_one_before(hall: HallAtWork, eyes: Eyes) -> None:
    clerks = [hall.sign_in(login) for login in ("desislava", "nikolay")]
    for clerk, counter in zip(clerks, (8, 9), strict=True):
        assert clerk.post("desk", counter=counter).status_code == 201
    display = eyes.open(f"{hall.device('display')['url'].replace('#', '?theme=light#')}", DISPLAY)
    display.wait_for_timeout(500)
    numbers = [hall.take("K01")["number"] for _ in clerks]
    for clerk, number in zip(clerks, numbers, strict=True):
        call(clerk, number)
    expect(display.locator(".call .number")).to_have_text(numbers[0], timeout=10_000)
    eyes.look(display, "display-light-called")
    expect(display.locator(".call .number")).to_have_text(numbers[1], timeout=5000)


def test_it_says_that_it_has_no_connection_and_is_right_again_at_once(hall: HallAtWork, eyes: Eyes) -> None:
    display = eyes.open(hall.device("display")["url"], DISPLAY)
    cable = Cable(display)
    display.reload()
    clerk = hall.sign_in("desislava")
    clerk.post("desk", counter=6)
    first, second = hall.take("K01")["number"], hall.take("K01")["number"]
    visit = call(clerk, first)
    expect(display.locator(".call .number")).to_have_text(first, timeout=6000)
    cable.pull()
    expect(display.get_by_role("alert")).to_contain_text("Няма връзка", timeout=6000)
    expect(display.get_by_text("Номерът ви важи.")).to_be_visible()
    eyes.look(display, "display-stale")
    clerk.post(f"visits/{visit}/start")
    clerk.post(f"visits/{visit}/finish")
    call(clerk, second)
    cable.plug()
    plugged = time.monotonic()
    expect(display.locator(".call .number")).to_have_text(second)
    assert time.monotonic() - plugged < BACK_S
    assert display.get_by_role("alert").count() == 0
    eyes.look(display, "display-back")
