"""/t/{token} of a number that was given without the server"""

from collections.abc import Callable

from server.hall.leasing import lend
from server.hall.offline import OfflineTicket, take_in
from server.hall.tokens import visit_token
from tests.asking import SECRET, Asker
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def link(visit: int) -> str:
    return f"/t/{visit_token(SECRET, visit)}"


def test_a_number_that_is_on_its_way_is_valid(hall: TheHall, ask: Ask) -> None:
    kiosk, agent = hall.cast.devices["kiosk"], hall.cast.devices["agent"]
    digits, visit = hall.do(lend, kiosk, "k").numbers[41]
    page = ask("outsider").get(f"{link(visit)}?lang=en")
    assert page.status_code == 200
    assert str(digits) in page.text
    assert "Your number is valid" in page.text
    assert ask("outsider").get(f"{link(visit)}/state").status_code == 404
    given = OfflineTicket(visit, digits, "A01", "bg", "tap", hall.clock.now())
    hall.do(take_in, agent, kiosk, given)
    assert f"A {digits}" in ask("outsider").get(link(visit)).text


def test_a_link_that_was_never_lent_is_still_none(hall: TheHall, ask: Ask) -> None:
    last = hall.do(lend, hall.cast.devices["kiosk"], "k").numbers[-1][1]
    for visit in (last + 1, 10**9, 10**14):
        assert ask("outsider").get(link(visit)).status_code == 404
    assert ask("outsider").get("/t/17.forged").status_code == 404


def test_looking_at_a_link_without_opening_it_holds_nothing(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue().visit
    assert ask("outsider").ask("HEAD", link(visit)).status_code == 200
    assert not hall.visit(visit).held
    ask("outsider").get(link(visit))
    assert hall.visit(visit).held
