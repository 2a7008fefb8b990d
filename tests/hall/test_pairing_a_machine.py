"""`gishe device pair agent --kiosk ...`: the machine in a kiosk, and the kiosk."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.hall.pairing import redeem
from tests.asking import SECRET
from tests.cast import TheHall

Pair = Callable[..., Result]


@pytest.fixture
def pair(hall: TheHall) -> Pair:
    """`pair("agent", "--name", ...)` in this hall's installation."""
    url = hall.store.url.render_as_string(hide_password=False)
    settings = {"GISHE_DATABASE": url, "GISHE_SECRET": SECRET}
    return lambda *words: CliRunner().invoke(main, ["device", "pair", *words], env=settings)


def test_an_agent_is_added_with_its_kiosk_which_is_made_once(hall: TheHall, pair: Pair) -> None:
    for _ in range(2):
        done = pair("agent", "--name", "Принтер до входа", "--kiosk", "Автомат до входа")
        assert done.exit_code == 0, done.output
    kiosks = hall.rows("SELECT id FROM device WHERE kind = 'kiosk' AND name = 'Автомат до входа'")
    agents = hall.rows("SELECT kiosk_id FROM device WHERE name = 'Принтер до входа'")
    assert len(kiosks) == 1
    assert [agent.kiosk_id for agent in agents] == [kiosks[0].id] * 2
    code = done.output.splitlines()[0].removeprefix("Code: ")
    assert code.replace("-", "") in done.output.splitlines()[1]
    assert "gishe kiosk-agent --server http://127.0.0.1:8080 --pair" in done.output
    assert hall.do(redeem, code).kiosk_id == kiosks[0].id


def test_a_kiosk_that_is_there_is_taken(hall: TheHall, pair: Pair) -> None:
    done = pair("agent", "--name", "Принтер", "--kiosk", "the kiosk")
    assert done.exit_code == 0, done.output
    assert hall.one("SELECT kiosk_id FROM device WHERE name = 'Принтер'") == hall.cast.devices["kiosk"]


def test_a_kiosk_out_of_service_is_not_taken(hall: TheHall, pair: Pair) -> None:
    hall.change("UPDATE device SET revoked_at = '2026-11-23 08:00:00' WHERE kind = 'kiosk'")
    pair("agent", "--name", "Принтер", "--kiosk", "the kiosk")
    assert hall.one("SELECT kiosk_id FROM device WHERE name = 'Принтер'") != hall.cast.devices["kiosk"]


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_only_an_agent_stands_in_a_kiosk(hall: TheHall, pair: Pair, kind: str) -> None:
    done = pair(kind, "--name", "Нещо", "--kiosk", "the kiosk")
    assert done.exit_code == 1
    assert "--kiosk is for an agent" in done.output
    assert hall.rows("SELECT id FROM device WHERE name = 'Нещо'") == []


def test_an_agent_without_a_kiosk_takes_what_the_hall_prints(hall: TheHall, pair: Pair) -> None:
    assert pair("agent", "--name", "Принтер").exit_code == 0
    assert hall.one("SELECT kiosk_id FROM device WHERE name = 'Принтер'") is None
