"""GET /demo/paper.json, GET /demo/paper/{n}.png: the papers that hang out of the slot."""

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome
from tests.asking import code_of
from tests.demo.conftest import Demo
from tests.kiosk.agent.tickets import bare


def print_tickets(demo: Demo, many: int) -> None:
    printer = demo.printer.connected()
    for number in range(1, many + 1):
        assert printer.print(draw(bare(f"A {number:03}"))) == Outcome("sent")


def test_without_a_ticket_the_slot_is_empty(demo: Demo) -> None:
    shown = demo.get("/demo/paper.json").get_json()
    assert shown["tickets"] == []
    assert shown["printer"]["paper"] == "ok"


def test_the_latest_papers_come_first_and_can_be_looked_at(demo: Demo) -> None:
    print_tickets(demo, 8)
    shown = demo.get("/demo/paper.json").get_json()["tickets"]
    assert [paper["n"] for paper in shown] == [8, 7, 6, 5, 4, 3]
    answer = demo.get(shown[0]["url"])
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.data == (demo.printer.folder / "0008.png").read_bytes()
    answer.close()


def test_what_lies_beside_the_papers_is_not_shown(demo: Demo) -> None:
    (demo.printer.folder / "draft.png").write_bytes(b"no paper")
    assert demo.get("/demo/paper.json").get_json()["tickets"] == []


@pytest.mark.parametrize("name", ["0001", "..%2f..%2fdemo", "..", "%00", "0001.png%00", "9" * 300])
def test_a_paper_that_never_was_is_not_found(demo: Demo, name: str) -> None:
    assert code_of(demo.get(f"/demo/paper/{name}.png"), 404) == "not_found"


@pytest.mark.parametrize("path", ["/demo/demo.json", "/demo/paper/../demo.json", "/demo/paper/0001.bin"])
def test_nothing_else_of_the_folder_is_given_out(demo: Demo, path: str) -> None:
    print_tickets(demo, 1)
    assert code_of(demo.get(path), 404) == "not_found"


def test_a_paper_cannot_be_changed(demo: Demo) -> None:
    for path in ("/demo/paper.json", "/demo/paper/0001.png"):
        assert code_of(demo.post(path), 405) == "method_not_allowed"
