"""The virtual printer at the end of a serial line."""

import json
import os
import subprocess
import sys
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

import pytest
import serial  # type: ignore[import-untyped]

from tests.kiosk.agent.spoilt import ASK, SAID, TICKET, connected, hanging, papers, printed, told, wish
from tests.kiosk.agent.virtual import VirtualPrinter


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[VirtualPrinter, str]]:
    """A printer and the path of its serial port."""
    ports = ["--port", "0", "--http-port", "0", "--pty", "--dir", str(tmp_path), "--until-eof"]
    command = [sys.executable, "-m", "kiosk.agent.virtual_printer", *ports]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        at = json.loads(process.stdout.readline())
        try:
            yield VirtualPrinter(at["port"], at["http_port"], tmp_path, 576), at["pty"]
        finally:
            process.communicate(timeout=5)


@contextmanager
def opened(path: str) -> Iterator[serial.Serial]:
    with serial.Serial(path, 115_200, timeout=5, write_timeout=1) as port:
        yield port


def test_a_ticket_goes_over_the_line_and_the_answer_comes_back(line: tuple[VirtualPrinter, str]) -> None:
    machine, path = line
    for _ in range(2):
        with opened(path) as port:
            port.write(ASK + TICKET)
            assert port.read(1 + len(SAID)) == b"\x12" + SAID
    assert [paper["complete"] for paper in papers(machine)] == [True, True]


def test_the_network_goes_on_beside_it(line: tuple[VirtualPrinter, str]) -> None:
    machine, path = line
    with opened(path) as port, connected(machine) as network:
        port.write(TICKET)
        assert port.read(len(SAID)) == SAID
        network.sendall(ASK)
        assert told(network, 1) == b"\x12"


def test_half_an_image_takes_the_next_ticket_for_its_other_half(line: tuple[VirtualPrinter, str]) -> None:
    machine, path = line
    with opened(path) as port:
        port.write(TICKET[:15_000])
    with opened(path) as port:
        port.write(TICKET)
        assert port.read(len(SAID)) == SAID
    assert not papers(machine)[0]["complete"] or papers(machine)[0]["rows"] != 580


def test_told_to_forget_it_the_next_ticket_comes_out_below_it(line: tuple[VirtualPrinter, str]) -> None:
    machine, path = line
    with opened(path) as port:
        port.write(TICKET[:15_000])
    with opened(path) as port:
        port.write(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08" + TICKET)
        assert port.read(3 + len(SAID)) == b"\x37\x25\x00" + SAID
    assert [tear["cause"] for tear in papers(machine)[0]["breaks"]] == ["cleared"]


@pytest.mark.parametrize("fault", ["unplugged", "half_open", "refused"])
def test_without_a_cable_nothing_is_taken(line: tuple[VirtualPrinter, str], fault: str) -> None:
    machine, path = line
    wish(machine, fault)
    with opened(path) as port, pytest.raises(serial.SerialTimeoutException):
        port.write(TICKET * 4)
    wish(machine, None)
    assert (papers(machine), hanging(machine)) == ([], None)
    assert printed(machine)


def test_it_tells_by_itself_over_the_line_that_the_paper_is_out(line: tuple[VirtualPrinter, str]) -> None:
    machine, path = line
    ours = os.open(path, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(ours)
    os.write(ours, b"\x1da\x0f")
    assert select([ours], [], [], 5)[0]
    assert os.read(ours, 16) == b"\x10\x00\x00\x00"
    machine.press(paper="out")
    assert select([ours], [], [], 5)[0]
    assert os.read(ours, 16) == b"\x18\x00\x0f\x00"
    os.close(ours)
