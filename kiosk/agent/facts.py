"""The blocks of a ticket that tell the visitor what to expect: the wait, and the documents to have ready."""

from PIL import ImageDraw

from kiosk.agent.blocks import BLACK, NOTHING, Block, beside, stack, words
from kiosk.agent.sizes import Paper
from kiosk.agent.ticket import Document, Ticket
from kiosk.agent.typeset import font


def when(ticket: Ticket, paper: Paper) -> Block:
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


def documents(ticket: Ticket, paper: Paper) -> Block:
    """What to have ready, each with a box, ticked when it is in the bag."""
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
