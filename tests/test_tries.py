"""Wrong passwords, as the door remembers them."""

import pytest

from server.tries import FREE, TooOften, Tries


def test_a_flood_of_made_up_names_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.tries.MOST", 100)
    tries = Tries()
    for _ in range(FREE):
        tries.wrong("vera", "device 1")
    with pytest.raises(TooOften):
        tries.check("vera", "device 1")
    for number in range(1000):
        tries.wrong(f"nobody {number}", "192.0.2.1")
    assert len(tries._wrong) == 100
