"""Every check can fail: an outage that was borne passes them all, each fault planted in its evidence is found."""

import asyncio
from contextlib import suppress

import pytest

from tests.faults.outage.cable import Cable
from tests.faults.outage.good import an_outage
from tests.faults.outage.planted import PLANTED
from tests.faults.outage.script import Size, scenes
from tests.faults.outage.table import table
from tests.faults.outage.verdict import CHECKS, violations


def test_an_outage_that_was_borne_passes_every_check() -> None:
    assert violations(an_outage()) == {}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    found = an_outage()
    check, plant = PLANTED[fault]
    plant(found)
    assert check in violations(found)


def test_every_check_has_a_fault_planted_for_it() -> None:
    assert {check for check, _ in PLANTED.values()} == {check.__name__ for check in CHECKS}


def test_the_network_is_away_for_four_hours_of_the_halls_time() -> None:
    size = Size()
    played = list(scenes(3, size))
    assert sum(scene.seconds for scene in played if scene.trouble) * size.speed == pytest.approx(4 * 3600)
    assert {scene.word for scene in played if scene.trouble} == {"dead", "cut"}
    assert played == list(scenes(3, size))


def test_the_table_counts_what_was_given_alone() -> None:
    said = table(an_outage(), {})
    assert "given alone             3: in line 1, set aside 2" in said
    assert "answers lost            1 numbers" in said


def test_a_cable_passes_swallows_answers_dies_and_is_cut() -> None:
    assert asyncio.run(_what_a_cable_does()) == {
        "whole": "heard",
        "mute": "silence",
        "dead": "silence",
        "cut": "refused",
        "busy": "heard",
    }


async def _what_a_cable_does() -> dict[str, str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while line := await reader.readline():
                writer.write(line)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    cable = await Cable.lay(server.sockets[0].getsockname()[1])
    seen = {}
    for word in ("whole", "mute", "dead", "cut", "busy"):
        await cable.be(word)
        seen[word] = await _asked(int(cable.url.rpartition(":")[2]))
    await cable.remove()
    server.close()
    return seen


async def _asked(port: int) -> str:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        return "refused"
    writer.write(b"hello\n")
    try:
        async with asyncio.timeout(0.3):
            return "heard" if await reader.readline() == b"hello\n" else "hung up"
    except TimeoutError:
        return "silence"
    finally:
        writer.close()
