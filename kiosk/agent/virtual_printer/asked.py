"""What a POST asks for: buttons pressed, a fault wished."""

import json
from typing import Any

from kiosk.agent.virtual_printer.faults import Fault

BUTTONS = {
    "paper": ("ok", "low", "out"),
    "cover": ("closed", "open"),
    "online": (True, False),
    "cutter": ("ok", "jammed"),
    "head": ("ok", "hot"),
}


class Refused(ValueError):
    """It asks for something else; the words say what is known."""


def pressed(body: bytes) -> dict[str, Any]:
    """The buttons in it. Raises Refused when it holds anything else."""
    asked = _object(body)
    for name, value in asked.items():
        choices = BUTTONS.get(name, ())
        if not any(type(value) is type(one) and value == one for one in choices):
            known = "; ".join(f"{button}: {', '.join(map(str, values))}" for button, values in BUTTONS.items())
            raise Refused(f"the buttons are {known}")
    return asked


def wished(body: bytes) -> Fault | None:
    """The fault in it; None: all is to be well. Raises Refused."""
    asked = _object(body)
    if "fault" not in asked:
        raise Refused('{"fault": NAME or null, ...} is wanted')
    if asked["fault"] is None and len(asked) == 1:
        return None
    try:
        return Fault.asked(asked)
    except ValueError as wrong:
        raise Refused(str(wrong)) from None


def _object(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("this is no JSON") from None
    if not isinstance(asked, dict):
        raise Refused("an object is wanted")
    return asked
