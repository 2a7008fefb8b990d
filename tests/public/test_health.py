"""GET /healthz, GET /readyz: for whoever watches over the server."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]
BOTH = pytest.mark.parametrize(("path", "word"), [("/healthz", "ok\n"), ("/readyz", "ready\n")])


@BOTH
@pytest.mark.parametrize("who", ["outsider", "kiosk", "vera"])
def test_a_server_that_works_says_so_to_anybody(ask: Ask, who: str, path: str, word: str) -> None:
    answer = ask(who).get(path)
    assert (answer.status_code, answer.mimetype, answer.text) == (200, "text/plain", word)


def test_without_a_database_it_is_alive_but_not_ready(hall: TheHall, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("SELECT 1", {}, Exception("the disk is gone"))

    monkeypatch.setattr(hall.store, "look", gone)
    answer = ask("outsider").get("/readyz")
    assert (code_of(answer, 503), answer.headers["Retry-After"]) == ("busy", "2")
    assert "disk" not in answer.text
    assert ask("outsider").get("/healthz").status_code == 200


def test_without_its_tables_it_is_not_ready(hall: TheHall, ask: Ask) -> None:
    hall.change("ALTER TABLE hall RENAME TO the_hall")
    assert code_of(ask("outsider").get("/readyz"), 503) == "busy"


@BOTH
def test_nothing_can_be_done_there(ask: Ask, path: str, word: str) -> None:
    for method in ("POST", "DELETE", "PUT"):
        answer = ask("ada").ask(method, path)
        assert code_of(answer, 405) == "method_not_allowed"
        assert "GET" in answer.headers["Allow"]
        assert word not in answer.text


@BOTH
def test_the_answer_is_the_same_whatever_is_added_to_the_question(ask: Ask, path: str, word: str) -> None:
    assert ask("outsider").get(f"{path}?verbose=1&x=%00").text == word
