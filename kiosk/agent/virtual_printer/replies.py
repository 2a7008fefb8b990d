"""What is answered in turn, when all before the question is done: who it is, how it is, that it has come so far."""

from kiosk.agent.virtual_printer.course import asks_for_response
from kiosk.agent.virtual_printer.language import Command
from kiosk.agent.virtual_printer.sensors import Sensors
from kiosk.agent.virtual_printer.talk import Talk

IN_TURN = {b"\x1dr", b"\x1dI", b"\x1da"}  # questions that are no part of a ticket
CUTS = {b"\x1dV", b"\x1bi", b"\x1bm"}


def reply(command: Command, sensors: Sensors, talk: Talk, dots: int) -> bytes:
    """The answer to a command; most have none."""
    name, rest = command.name, command.rest
    match name:
        case b"\x1dr":
            return sensors.told_in_turn(rest[0])
        case b"\x1dI":
            return _identity(rest[0], dots)
        case b"\x1da":
            return talk.watch(rest[0], sensors)
        case b"\x1b@":  # it ends the automatic status, but not the word about going off line
            talk.watch(0, sensors)
    if asks_for_response(command):
        return _response(rest[3:], talk)
    return b""


def _response(asked: bytes, talk: Talk) -> bytes:
    """GS ( H fn m ...: 48 the given four letters when all before is done, 49 whether it tells of going off line."""
    match asked[:2]:
        case b"00" if len(asked) == 6 and all(32 <= byte <= 126 for byte in asked[2:]):
            return b"\x37\x22" + asked[2:] + b"\x00"
        case b"10" if len(asked) == 3:
            talk.told_when_it_stops(asked[2])
    return b""


def _identity(question: int, dots: int) -> bytes:
    words = {65: b"1.00", 66: b"Gishe", 67: b"Virtual-%d" % (80 if dots > 400 else 58), 68: b"V000001", 69: b""}
    if question in words:
        return b"_" + words[question] + b"\x00"
    return {1: b"\x20", 2: b"\x02", 3: b"\x01"}.get(question % 48, b"")  # 2: it has a cutter
