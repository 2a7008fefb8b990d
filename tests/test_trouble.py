"""What runs beside the requests goes on, and does not fill the disk with complaints."""

from structlog.typing import EventDict

from server.trouble import Trouble


def fail(trouble: Trouble, error: Exception) -> None:
    """Something goes wrong once."""
    with trouble.survived():
        raise error


def test_the_same_trouble_is_told_once_and_its_end_once(log: list[EventDict]) -> None:
    trouble = Trouble("the relay could not read")
    for _ in range(100):
        fail(trouble, OSError("gone"))
    for _ in range(2):
        with trouble.survived():
            pass
    assert [(line["event"], line["log_level"]) for line in log] == [
        ("the relay could not read", "error"),
        ("works again", "warning"),
    ]


def test_another_trouble_is_another_line(log: list[EventDict]) -> None:
    trouble = Trouble("the press could not work")
    fail(trouble, OSError("gone"))
    fail(trouble, ValueError("no"))
    assert len(log) == 2


def test_what_works_is_not_worth_a_line(log: list[EventDict]) -> None:
    with Trouble("the caretaker could not go round").survived():
        pass
    assert log == []
