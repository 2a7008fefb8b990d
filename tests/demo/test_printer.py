"""POST /demo/printer: the buttons of the virtual printer."""

import json
from typing import Any

import pytest

from tests.asking import code_of
from tests.demo.conftest import Demo


@pytest.mark.parametrize(
    "pressed", [{"paper": "out"}, {"cover": "open"}, {"online": False}, {"paper": "out", "x": 1}], ids=str
)
def test_a_button_pressed_on_the_page_is_pressed_on_the_printer(demo: Demo, pressed: dict[str, Any]) -> None:
    answer = demo.post("/demo/printer", json=pressed)
    assert answer.status_code == 200
    (name, state), *_ = pressed.items()
    assert answer.get_json()[name] == state
    assert demo.get("/demo/paper.json").get_json()["printer"][name] == state
    assert demo.printer.get("/state")[1][name] == state


def test_a_fault_wished_on_the_printers_own_page_is_seen_here_and_mended_by_a_button(demo: Demo) -> None:
    demo.printer.post("/faults", b'{"fault": "cover_open"}')
    shown = demo.get("/demo/paper.json").get_json()["printer"]
    assert (shown["cover"], shown["fault"]["name"]) == ("open", "cover_open")
    assert demo.post("/demo/printer", json={"cover": "closed"}).get_json()["fault"] is None


@pytest.mark.parametrize("bad", [{"paper": "blue"}, {"cover": True}, {"online": "perhaps"}, [1], "paper"], ids=str)
def test_a_button_it_has_not_is_refused(demo: Demo, bad: Any) -> None:
    assert code_of(demo.post("/demo/printer", json=bad), 422) == "invalid"
    state = demo.get("/demo/paper.json").get_json()["printer"]
    assert (state["paper"], state["cover"], state["online"]) == ("ok", "closed", True)


def test_what_is_no_json_presses_nothing(demo: Demo) -> None:
    assert code_of(demo.post("/demo/printer", data="paper=out"), 415) == "invalid"
    broken = {"Content-Type": "application/json"}
    for body in (b"{", b"null"):
        assert code_of(demo.post("/demo/printer", data=body, headers=broken), 422) == "invalid"
    assert code_of(demo.get("/demo/printer"), 405) == "method_not_allowed"


def test_a_printer_that_is_gone_is_said_to_be_gone(demo: Demo) -> None:
    nobody = demo.made | {"printer": {"kind": "virtual", "http_port": 1}}
    (demo.folder / "demo.json").write_text(json.dumps(nobody))
    assert code_of(demo.post("/demo/printer", json={"paper": "out"}), 409) == "wrong_state"
    assert code_of(demo.get("/demo/paper.json"), 409) == "wrong_state"


def test_a_printer_of_ones_own_has_no_buttons_here(demo: Demo) -> None:
    given = demo.made | {"printer": {"kind": "given"}}
    (demo.folder / "demo.json").write_text(json.dumps(given))
    state = {"paper": "ok", "cover": "closed", "online": True}
    assert demo.post("/demo/printer", json={"paper": "out"}).get_json() == state
    assert demo.get("/demo/paper.json").get_json() == {"tickets": [], "printer": state}
