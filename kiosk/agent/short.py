"""The blocks of a short ticket, for busy days: who is called and for what, the code, the time."""

from kiosk.agent.blocks import NOTHING, Block, beside, padded, picture, stack, words
from kiosk.agent.logo import logo
from kiosk.agent.number import LEAST, figures
from kiosk.agent.parts import banners
from kiosk.agent.qr import LEAST_MODULE, QUIET, qr
from kiosk.agent.sizes import AIR, LEAST_TEXT, Paper
from kiosk.agent.ticket import Ticket
from kiosk.agent.typeset import font

EDGE = 12  # dots of white above and below
TALLEST_SIGN = 64


def house(ticket: Ticket, paper: Paper) -> Block:
    """The hall's own logo, else its name."""
    if not ticket.layout.logo:
        return words(ticket.hall, font("Medium", LEAST_TEXT), 1.14, paper.width, centred=True)
    sign = picture(logo(ticket.layout.logo, paper.dots, paper.width, TALLEST_SIGN))
    return padded(sign, left=(paper.width - sign.width) // 2)


def number(ticket: Ticket, paper: Paper) -> Block:
    """As high as it must be and no higher."""
    return stack([banners(ticket, paper), figures(ticket.number, paper.width, LEAST)], paper.gap)


def service(ticket: Ticket, paper: Paper) -> Block:
    """In the visitor's language, and whether they come first."""
    return stack(
        [
            words(ticket.service, font("Bold", paper.text), 1.16, paper.width, centred=True),
            words(ticket.priority, font("Medium", paper.small), 1.2, paper.width, centred=True),
        ],
        4,
    )


def follow(ticket: Ticket, paper: Paper) -> Block:
    """The code, and beside it what it is for and the time."""
    if not ticket.qr_url:
        return NOTHING
    code = _code(ticket, paper)
    quiet = QUIET * LEAST_MODULE
    if not _aside(ticket, paper):
        return padded(code, left=(paper.width - code.width) // 2, above=quiet - AIR, below=quiet - AIR)
    offset = code.width + quiet
    heading = words(ticket.qr_heading, font("Medium", paper.small), 1.16, paper.width - offset)
    said = stack([heading, _time(ticket, paper, paper.width - offset)], 10)
    return padded(beside(code, said, offset, middle=True), above=quiet - AIR, below=quiet - AIR)


def time(ticket: Ticket, paper: Paper) -> Block:
    """When it was given, where it does not stand beside the code."""
    beside_code = "follow" in ticket.layout.blocks and _aside(ticket, paper)
    return NOTHING if beside_code else _time(ticket, paper, paper.width, centred=True)


def _code(ticket: Ticket, paper: Paper) -> Block:
    return picture(qr(ticket.qr_url, LEAST_MODULE, paper.width))


def _aside(ticket: Ticket, paper: Paper) -> bool:
    """There is a code, and room for words beside it: an address much longer than ours leaves none."""
    return bool(ticket.qr_url) and _code(ticket, paper).width <= paper.width // 2


def _time(ticket: Ticket, paper: Paper, room: int, *, centred: bool = False) -> Block:
    """Of the last line only its beginning, and nothing where the layout has no such line."""
    if "farewell" not in ticket.layout.blocks:
        return NOTHING
    return words(ticket.foot.split(" · ")[0], font("Medium", paper.foot), 1.2, room, centred=centred)
