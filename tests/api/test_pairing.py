"""POST /api/v1/pairing: a code becomes a device's token and a browser's cookie."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from server.clock import wall
from server.hall.pairing import add_device, kiosk_named, new_code
from server.models.device import DeviceKind
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def code_for(hall: TheHall, device: str, *, many_times: bool = False) -> str:
    return hall.do(new_code, hall.cast.devices[device], many_times=many_times)


def test_a_code_makes_a_browser_a_device(hall: TheHall, app: Flask, ask: Ask) -> None:
    answer = ask("outsider").post("pairing", code=code_for(hall, "pad"))
    assert answer.status_code == 201
    paired = answer.get_json()
    device = {"id": hall.cast.devices["pad"], "kind": "pad", "name": "the pad", "counter": 1, "hall": "hall"}
    assert paired["device"] == device
    assert Asker(app, paired["token"]).get("pad").status_code == 200
    assert ask("pad").get("pad").status_code == 200  # the key it had before still opens
    assert hall.one("SELECT count(*) FROM device_token WHERE token = :token", token=paired["token"]) == 0


def test_an_agent_in_a_kiosk_gets_the_kiosks_key_too(hall: TheHall, app: Flask, ask: Ask) -> None:
    with hall.unit() as work:
        kiosk = kiosk_named(work, "Автомат до входа")
        agent = add_device(work, DeviceKind.AGENT, "Принтер до входа", kiosk=kiosk)
        code = new_code(work, agent)
    paired = ask("outsider").post("pairing", code=code).get_json()
    assert (paired["device"]["id"], paired["device"]["kind"]) == (agent, "agent")
    assert (paired["kiosk"]["device"]["id"], paired["kiosk"]["device"]["name"]) == (kiosk, "Автомат до входа")
    page, machine = Asker(app, paired["kiosk"]["token"]), Asker(app, paired["token"])
    assert page.get("session").get_json()["device"]["kind"] == "kiosk"
    visit = page.post("tickets", service="A01", lang="bg", key="tap").get_json()["visit"]
    assert machine.post("print-jobs/claims").get_json()["visit"] == visit
    assert code_of(page.post("print-jobs/claims"), 403) == "not_allowed"
    assert code_of(machine.post("tickets", service="A01", lang="bg", key="tap"), 403) == "not_allowed"


@pytest.mark.parametrize("device", ["agent", "kiosk", "pad"])
def test_whatever_stands_in_no_kiosk_gets_its_own_key_alone(hall: TheHall, ask: Ask, device: str) -> None:
    assert ask("outsider").post("pairing", code=code_for(hall, device)).get_json()["kiosk"] is None


def test_a_code_works_once(hall: TheHall, ask: Ask) -> None:
    code = code_for(hall, "kiosk")
    assert ask("outsider").post("pairing", code=code).status_code == 201
    assert code_of(ask("outsider").post("pairing", code=code), 403) == "wrong_code"


def test_the_demos_codes_work_as_often_as_wanted(hall: TheHall, ask: Ask) -> None:
    code = code_for(hall, "kiosk", many_times=True)
    answers = [ask("outsider").post("pairing", code=code) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["token"] for answer in answers}) == 3


def test_a_code_is_good_for_ten_minutes(hall: TheHall, ask: Ask) -> None:
    code = code_for(hall, "kiosk")
    expires = datetime.fromisoformat(hall.one("SELECT expires_at FROM pairing_code")).replace(tzinfo=UTC)
    assert timedelta(minutes=9) < expires - wall() <= timedelta(minutes=10)
    hall.change("UPDATE pairing_code SET expires_at = '2026-01-01 00:00:00'")
    assert code_of(ask("outsider").post("pairing", code=code), 403) == "wrong_code"


def test_a_server_that_dies_while_it_pairs_leaves_the_code_good(
    hall: TheHall, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_for(hall, "kiosk")
    with monkeypatch.context() as power:
        power.setattr("server.api.sessions.new_device_token", lambda *_: 1 / 0)
        assert ask("outsider").post("pairing", code=code).status_code == 500
    assert hall.events("device_paired") == []
    assert ask("outsider").post("pairing", code=code).status_code == 201
    assert len(hall.events("device_paired")) == 1


def test_codes_that_nobody_used_in_time_are_kept_no_longer(hall: TheHall) -> None:
    late, demo = code_for(hall, "kiosk"), code_for(hall, "kiosk", many_times=True)
    hall.change("UPDATE pairing_code SET expires_at = '2026-01-01 00:00:00' WHERE expires_at IS NOT NULL")
    code = code_for(hall, "pad")
    assert len({late, demo, code}) == 3
    assert hall.rows("SELECT device_id, many_times FROM pairing_code ORDER BY many_times") == [
        (hall.cast.devices["pad"], False),
        (hall.cast.devices["kiosk"], True),
    ]


@pytest.mark.parametrize("written", [str.lower, lambda code: f"{code[:4]}-{code[4:]}", lambda code: f" {code} "])
def test_a_code_may_be_typed_as_people_type(hall: TheHall, ask: Ask, written: Callable[[str], str]) -> None:
    assert ask("outsider").post("pairing", code=written(code_for(hall, "kiosk"))).status_code == 201


@pytest.mark.parametrize("code", ["0000-0000", "'; DROP TABLE device; --", "ЪЪЪЪЪЪЪЪ"])
def test_a_code_of_nobody_pairs_nothing(ask: Ask, code: str) -> None:
    assert code_of(ask("outsider").post("pairing", code=code), 403) == "wrong_code"


def test_the_code_itself_stands_nowhere_in_the_database(hall: TheHall) -> None:
    code = code_for(hall, "kiosk")
    assert len(code) == 8
    (row,) = hall.rows("SELECT code FROM pairing_code")
    assert code not in row.code
