"""/api/v1/ticket-layout and its previews"""

import base64
import subprocess
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageChops

from kiosk.agent.drawing import draw
from kiosk.agent.layout import BLOCKS
from server.hall.layout import change_layout
from server.samples import sample
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def png(wide: int, high: int) -> str:
    """A picture of this size."""
    file = BytesIO()
    Image.effect_noise((wide, high), 90).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def preview(asker: Asker, **more: Any) -> Image.Image:
    """The paper, as the office sees it."""
    answer = asker.post("ticket-layout/previews", **({"look": {}} | more))
    assert (answer.status_code, answer.mimetype) == (200, "image/png"), answer.text
    return Image.open(BytesIO(answer.data))


def test_the_standard_look_is_shown_until_somebody_changes_it(ask: Ask) -> None:
    shown = ask("ines").get("ticket-layout").get_json()
    assert (shown["version"], shown["saved_by"], shown["short_from"]) == (0, None, None)
    assert shown["look"] == {
        "header": {}, "footer": {}, "logo": None, "size": "normal", "blocks": list(BLOCKS), "short": False,
    }  # fmt: skip
    look = shown["look"] | {"header": {"bg": "Добре дошли"}, "logo": png(300, 120)}
    changed = ask("ines").ask("PUT", "ticket-layout", json={"version": 0, "look": look, "short_from": 20})
    assert changed.status_code == 200, changed.text
    shown = ask("ada").get("ticket-layout").get_json()
    assert (shown["version"], shown["saved_by"], shown["short_from"]) == (1, "Инес", 20)
    assert shown["look"] == look


def test_the_second_of_two_is_told_that_it_was_changed_meanwhile(ask: Ask) -> None:
    first = {"version": 0, "look": {"size": "large"}, "short_from": None}
    assert ask("ines").ask("PUT", "ticket-layout", json=first).status_code == 200
    second = ask("ada").ask("PUT", "ticket-layout", json=first | {"look": {"size": "small"}})
    assert code_of(second, 409) == "stale"
    assert ask("ada").get("ticket-layout").get_json()["look"]["size"] == "large"


@pytest.mark.parametrize(
    ("look", "field", "reason"),
    [
        ({"logo": "no picture"}, "logo", "logo_text"),
        ({"logo": base64.b64encode(b"GIF89a").decode()}, "logo", "logo_png"),
        ({"logo": png(600, 40)}, "logo", "logo_size"),
        ({"logo": png(576, 240)}, "logo", "logo_heavy"),
        ({"header": {"tr": "x" * 201}}, "header.tr", "too_long"),
        ({"footer": {"en": "日本"}}, "footer.en", "letters"),
        ({"blocks": ["house"]}, "blocks", "block_number"),
        ({"blocks": ["number", "number"]}, "blocks", "block_twice"),
        ({"blocks": ["number", "coffee"]}, "blocks", "block_unknown"),
    ],
)
def test_what_no_paper_can_have_is_refused_with_the_field_and_the_reason(
    ask: Ask, look: dict[str, Any], field: str, reason: str
) -> None:
    for answer in (
        ask("ines").ask("PUT", "ticket-layout", json={"version": 0, "look": look, "short_from": None}),
        ask("ines").post("ticket-layout/previews", look=look),
    ):
        assert code_of(answer, 422) == "bad_layout"
        assert (answer.get_json()["field"], answer.get_json()["reason"]) == (field, reason)
    assert ask("ines").get("ticket-layout").get_json()["version"] == 0


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("kind", ["ordinary", "short", "copy", "offline"])
def test_the_preview_is_the_paper_dot_for_dot(hall: TheHall, app: Flask, ask: Ask, dots: int, kind: Any) -> None:
    look = {"logo": png(200, 80), "footer": {"ro": "Vă așteptăm"}, "blocks": ["number", "follow", "farewell", "house"]}
    shown = preview(ask("ines"), look=look, dots=dots, kind=kind, lang="ro", service="A01")
    paper = draw(sample(app.extensions["gishe"], hall.id, look, "ro", kind, "A01"), dots)
    assert shown.size == paper.size
    assert ImageChops.difference(shown.convert("L"), paper.convert("L")).getbbox() is None


def test_a_short_ticket_takes_less_paper(ask: Ask) -> None:
    tall = {kind: preview(ask("ines"), kind=kind).height for kind in ("ordinary", "short")}
    assert tall["short"] < 0.6 * tall["ordinary"]


def test_a_service_that_is_not_offered_has_no_preview(ask: Ask) -> None:
    assert code_of(ask("ines").post("ticket-layout/previews", look={}, service="Z99"), 422) == "no_such_service"


def test_a_preview_that_hangs_is_given_up(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], timeout: float, **_: Any) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    answer = ask("ines").post("ticket-layout/previews", look={})
    assert code_of(answer, 503) == "busy"
    assert answer.headers["Retry-After"]


def test_more_than_a_logo_is_too_large(ask: Ask) -> None:
    answer = ask("ines").post("ticket-layout/previews", look={"logo": "A" * 300_000})
    assert answer.status_code == 413
    assert ask("vera").post("desk/pause", reason="A" * 70_000).status_code == 413


def test_a_look_of_another_revision_is_shown_as_what_is_printed(hall: TheHall, ask: Ask) -> None:
    with hall.unit() as work:
        change_layout(work, hall.cast.staff["ines"], 0, {"blocks": ["of another revision"]}, None)
    shown = ask("ines").get("ticket-layout").get_json()
    assert (shown["version"], shown["look"]["blocks"]) == (1, list(BLOCKS))
