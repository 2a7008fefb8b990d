"""A ticket drawn: one raster image, black or white, as tall as it needs to be."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from PIL import Image, ImageDraw

from kiosk.agent import facts, parts, short
from kiosk.agent.blocks import WHITE, Block, bar, padded, stack
from kiosk.agent.layout import BlockName
from kiosk.agent.sizes import AIR, RULE, Paper, paper_of
from kiosk.agent.ticket import Ticket

TOGETHER = {"house", "number", "service"}  # who is called, and for what: no rule between these

Part = Callable[[Ticket, Paper], Block]
FULL: Mapping[BlockName, Part] = {
    "house": parts.house,
    "number": parts.number,
    "service": parts.service,
    "when": facts.when,
    "documents": facts.documents,
    "follow": parts.follow,
    "farewell": parts.farewell,
}
SHORT: Mapping[BlockName, Part] = {
    "house": short.house,
    "number": short.number,
    "service": short.service,
    "follow": short.follow,
    "farewell": short.time,
}


def draw(ticket: Ticket, dots: int = 576) -> Image.Image:
    """The ticket for a printer of 576 dots (80 mm) or 384 (58 mm). Raises KeyError for any other width."""
    paper = paper_of(dots, ticket.layout.size)
    ways = SHORT if ticket.layout.short else FULL
    drawn = [(name, ways[name](ticket, paper)) for name in ticket.layout.blocks if name in ways]
    whole = stack(_ruled([(name, block) for name, block in drawn if block.height], paper))
    edge = short.EDGE if ticket.layout.short else paper.margin
    image = Image.new("1", (dots, whole.height + 2 * edge), WHITE)
    whole.paint(ImageDraw.Draw(image), paper.margin, edge)
    return image


def _ruled(drawn: list[tuple[BlockName, Block]], paper: Paper) -> Iterator[Block]:
    """The blocks and what stands between each two: a gap, or a rule with air on both sides.

    The number needs none below it: it stands on its sill.
    """
    yield drawn[0][1]
    for (before, _), (name, block) in pairwise(drawn):
        if {before, name} <= TOGETHER or before == "number":
            yield padded(block, above=paper.gap)
        else:
            yield padded(bar(paper.width, RULE), above=AIR, below=AIR)
            yield block
