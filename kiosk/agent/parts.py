"""The blocks of a ticket as they usually are."""

from kiosk.agent.blocks import NOTHING, WHITE, Block, bar, beside, framed, over, padded, picture, stack, words
from kiosk.agent.logo import logo
from kiosk.agent.mark import mark
from kiosk.agent.number import figures
from kiosk.agent.qr import QUIET, qr
from kiosk.agent.sizes import AIR, Paper
from kiosk.agent.ticket import Ticket
from kiosk.agent.typeset import font, width_of

TALLEST_SIGN = 240  # dots, 30 mm
ROOM_FOR_NAMES = 280  # dots; with less beside the sign, the house's name goes below it


def house(ticket: Ticket, paper: Paper) -> Block:
    """Whose ticket it is: the house's mark or the hall's own logo, its name, and what it has to say above all."""
    other = ticket.hall_bg if ticket.hall_bg != ticket.hall else ""
    faces = {ticket.hall: font("Bold", paper.small), other: font("Medium", paper.small)}
    own = ticket.layout.logo
    sign = picture(logo(own, paper.dots, paper.width, TALLEST_SIGN) if own else mark(round(paper.small * 1.9)))
    offset = sign.width + 14
    if paper.width - offset < ROOM_FOR_NAMES:
        names = stack(words(name, face, 1.14, paper.width, centred=True) for name, face in faces.items())
        whole = stack([padded(sign, left=(paper.width - sign.width) // 2), names], 10)
    else:
        names = stack(words(name, face, 1.14, paper.width - offset) for name, face in faces.items())
        whole = beside(sign, names, offset, middle=True)
    return stack([whole, words(ticket.header, font("Medium", paper.text), 1.2, paper.width, centred=True)], paper.gap)


def number(ticket: Ticket, paper: Paper) -> Block:
    """The number, and above it whatever makes this paper unlike others."""
    heading = words(ticket.heading, font("Medium", paper.heading), 1.26, paper.width, centred=True)
    return stack([banners(ticket, paper), heading, figures(ticket.number, paper.width, paper.number)], paper.gap)


def banners(ticket: Ticket, paper: Paper) -> Block:
    """A copy is said white on black, so that nobody takes it for another number; a lost connection in a frame."""
    face = font("Bold", paper.title)
    copy = words(ticket.copy, face, 1.4, paper.width, centred=True, ink=WHITE)
    inside = words(ticket.offline, font("Bold", paper.text), 1.2, paper.width - 28, centred=True)
    offline = framed(padded(inside, left=14, above=9, below=9), paper.width)
    return stack([over(bar(copy.width, copy.height), copy), offline], 10)


def service(ticket: Ticket, paper: Paper) -> Block:
    """What for, in Bulgarian too, for whoever is asked the way; and whether they come first."""
    other = ticket.service_bg if ticket.service_bg != ticket.service else ""
    return stack(
        [
            words(ticket.service, font("Bold", paper.title), 1.16, paper.width, centred=True),
            words(other, font("Medium", paper.text), 1.2, paper.width, centred=True),
            words(ticket.priority, font("Bold", paper.text), 1.26, paper.width, centred=True),
        ],
        6,
    )


def follow(ticket: Ticket, paper: Paper) -> Block:
    """The code for the phone, white on all sides of it, its words beside or below."""
    if not ticket.qr_url:
        return NOTHING
    code = picture(qr(ticket.qr_url, paper.module, paper.width))
    quiet = QUIET * paper.module
    offset = code.width + quiet
    aside = paper.code_beside and paper.width - offset >= 200
    room = paper.width - offset if aside else paper.width
    said = stack(
        [
            words(ticket.qr_heading, font("Bold", paper.text), 1.16, room, centred=not aside),
            words(ticket.qr_text, font("Medium", paper.small), 1.22, room, centred=not aside),
        ],
        6,
    )
    both = (
        beside(code, said, offset, middle=True)
        if aside
        else stack([padded(code, left=(paper.width - code.width) // 2), said], quiet)
    )
    return padded(both, above=quiet - AIR, below=quiet - AIR)


def farewell(ticket: Ticket, paper: Paper) -> Block:
    """What to do until the call, and when the ticket was given."""
    return stack(
        [
            words(ticket.footer, font("Bold", paper.text), 1.26, paper.width, centred=True),
            words(ticket.keep, font("Medium", paper.small), 1.26, paper.width, centred=True),
            _foot(ticket.foot, paper),
        ],
        10,
    )


def _foot(text: str, paper: Paper) -> Block:
    """In one line; else a line for each part, without the dots that parted them."""
    face = font("Medium", paper.foot)
    parts = [text] if width_of(text, face) <= paper.width else text.split(" · ")
    return stack(words(part, face, 1.26, paper.width, centred=True) for part in parts)
