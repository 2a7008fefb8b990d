"""A ticket drawn: one raster image, black or white, as tall as it needs to be."""

from PIL import Image, ImageDraw

from kiosk.agent.layout import BLACK, NOTHING, WHITE, Block, bar, beside, padded, picture, stack, words
from kiosk.agent.mark import mark
from kiosk.agent.qr import QUIET, qr
from kiosk.agent.sizes import PAPERS, Paper
from kiosk.agent.ticket import Document, Ticket
from kiosk.agent.typeset import dots_of, font, width_of

THIN_SPACE = "\u2009"
RULE = 4  # dots; a line under 3 may vanish on a worn head
AIR = 12  # above and below a rule


def draw(ticket: Ticket, dots: int = 576) -> Image.Image:
    """The ticket for a printer of 576 dots (80 mm) or 384 (58 mm). Raises KeyError for any other width."""
    paper = PAPERS[dots]
    who = [part(ticket, paper) for part in (_house, _copy, _number, _service)]
    rest = [part(ticket, paper) for part in (_when, _documents, _follow, _farewell)]
    whole = _ruled([stack(who, paper.gap), *rest], paper)
    image = Image.new("1", (dots, whole.height + 2 * paper.margin), WHITE)
    whole.paint(ImageDraw.Draw(image), paper.margin, paper.margin)
    return image


def _ruled(parts: list[Block], paper: Paper) -> Block:
    """The parts one below another, a line between each two."""
    rule = bar(paper.width, RULE)
    first, *others = (part for part in parts if part.height)
    return stack([first, *(block for part in others for block in (rule, part))], AIR)


def _house(ticket: Ticket, paper: Paper) -> Block:
    sign = picture(mark(round(paper.small * 1.9)))
    offset = sign.width + 14
    face = font("Bold", paper.small)
    other = ticket.hall_bg if ticket.hall_bg != ticket.hall else ""
    names = stack(words(name, face, 1.14, paper.width - offset) for name in (ticket.hall, other))
    return beside(sign, names, offset, middle=True)


def _copy(ticket: Ticket, paper: Paper) -> Block:
    """White on black, so that nobody takes a copy for another number."""
    word = words(ticket.copy, font("Bold", paper.title), 1.4, paper.width, centred=True, ink=WHITE)

    def paint(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
        bar(word.width, word.height).paint(pen, left, top)
        word.paint(pen, left, top)

    return Block(word.width, word.height, paint) if word.height else NOTHING


def _number(ticket: Ticket, paper: Paper) -> Block:
    """The largest thing on the paper: as wide as the paper lets it be, standing on its sill."""
    label = ticket.number.replace(" ", THIN_SPACE)
    size = int(100 * paper.width / max(1, width_of(label, font("ExtraBold", 100))))
    face = font("ExtraBold", min(paper.number, size))
    figures, _, _ = dots_of(label, face)
    wide, high = figures.size
    sill = max(6, round(high * 0.07))

    def paint(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
        x += (paper.width - wide) // 2
        pen.bitmap((x, y), figures, fill=BLACK)
        bar(wide, sill).paint(pen, x, y + high + 3 * sill)

    heading = words(ticket.heading, font("Medium", paper.heading), 1.26, paper.width, centred=True)
    return stack([heading, Block(paper.width, high + 4 * sill, paint)], paper.gap)


def _service(ticket: Ticket, paper: Paper) -> Block:
    other = ticket.service_bg if ticket.service_bg != ticket.service else ""
    return stack(
        [
            words(ticket.service, font("Bold", paper.title), 1.16, paper.width, centred=True),
            words(other, font("Medium", paper.text), 1.2, paper.width, centred=True),
            words(ticket.priority, font("Bold", paper.text), 1.26, paper.width, centred=True),
        ],
        6,
    )


def _when(ticket: Ticket, paper: Paper) -> Block:
    """How many are ahead and when the call may come: side by side if a little smaller type brings it about."""
    facts = [fact for fact in ((ticket.ahead_label, ticket.ahead), (ticket.wait_label, ticket.wait)) if fact[1]]
    for size in (paper.value, round(0.85 * paper.value)):
        blocks = [_fact(said, amount, paper, size) for said, amount in facts]
        if len(blocks) == 2 and sum(block.width for block in blocks) + paper.margin <= paper.width:
            ahead, wait = blocks
            return beside(ahead, wait, paper.width - wait.width)
    return stack([_fact(said, amount, paper, paper.value) for said, amount in facts], 10)


def _fact(said: str, amount: str, paper: Paper, size: int) -> Block:
    label = words(said, font("Medium", paper.small), 1.2, paper.width)
    return stack([label, words(amount, font("Bold", size), 1.15, paper.width)])


def _documents(ticket: Ticket, paper: Paper) -> Block:
    if not ticket.documents:
        return NOTHING
    heading = words(ticket.documents_heading, font("Bold", paper.text), 1.2, paper.width)
    return stack([heading, *(_document(document, paper) for document in ticket.documents)], 9)


def _document(document: Document, paper: Paper) -> Block:
    side = paper.text
    room = paper.width - side - 14
    name = words(document.name, font("Medium", paper.text), 1.2, room)
    note = words(document.note, font("Medium", paper.small), 1.2, room)

    def paint(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
        y += 3
        pen.rectangle((x, y, x + side - 1, y + side - 1), outline=BLACK, width=3)
        if document.have:
            tick = [(x + side * across, y + side * down) for across, down in ((0.24, 0.52), (0.43, 0.7), (0.77, 0.3))]
            pen.line(tick, fill=BLACK, width=4, joint="curve")

    return beside(Block(side, side + 3, paint), stack([name, note]), side + 14)


def _follow(ticket: Ticket, paper: Paper) -> Block:
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


def _farewell(ticket: Ticket, paper: Paper) -> Block:
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
