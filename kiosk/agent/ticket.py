"""What a ticket says: finished words in the visitor's language, and nothing that could harm a printer."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from kiosk.agent.layout import STANDARD, Layout
from kiosk.agent.letters import IN_NUMBER
from kiosk.agent.plain import address, plain
from kiosk.agent.refusals import BadLayout

# Letters, at most.
Name = Annotated[str, 120]
Label = Annotated[str, 60]
Sentence = Annotated[str, 200]
LONGEST_NUMBER = 12
LONGEST_ADDRESS = 300
MOST_DOCUMENTS = 12
# „Пълномощно – само ако …“, „Заявление (дава се и на гишето)“; not „… (образец)“, „… (3,5 × 4,5 см)“: they name it.
SMALL_PRINT = re.compile(r"(?P<name>.+?)(?: – (?P<behind>.+)| \((?P<inside>[^\W\d_][^ ()]* [^()]*)\))")


class BadTicket(ValueError):
    """What came in is not a ticket; nothing is printed."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper the visitor brings: ticked when they said they have it, an empty box otherwise (`None`: not asked)."""

    name: Name
    note: Name = ""  # small print below: when it is needed
    have: bool | None = None

    def __post_init__(self) -> None:
        _clean(self)
        if self.have is not None and not isinstance(self.have, bool):
            raise BadTicket("have is true, false or null")

    @classmethod
    def named(cls, text: str, have: bool | None = None) -> "Document":
        """From the catalogue's one line: what stands behind a dash, or in brackets at its end, is the small print."""
        parts = SMALL_PRINT.fullmatch(text)
        return cls(parts["name"], parts["behind"] or parts["inside"], have) if parts else cls(text, "", have)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One paper. An empty text, or no documents, leaves its block out.

    Every text is cleaned on the way in and shortened to its field's length; the number never, since a part of it is
    another number. Raises BadTicket when a field is of another type or the number cannot be printed.
    """

    number: str  # "A 042"
    hall: Name
    hall_bg: Name = ""  # shown when it differs
    copy: Label = ""  # "КОПИЕ": this paper is a further one with the same number
    offline: Label = ""  # "Издаден без връзка": the hall did not know of it yet
    header: Sentence = ""  # the hall's own words above the number
    heading: Label = ""  # "Вашият номер"
    service: Name = ""
    service_bg: Name = ""  # shown when it differs
    priority: Sentence = ""
    ahead_label: Label = ""
    ahead: Label = ""  # "8 души"
    wait_label: Label = ""
    wait: Label = ""  # "10–20 минути"
    documents_heading: Label = ""
    documents: tuple[Document, ...] = ()
    qr_url: str = ""  # without it no word of the phone is printed
    qr_heading: Label = ""
    qr_text: Sentence = ""
    footer: Sentence = ""
    keep: Sentence = ""
    foot: Sentence = ""  # date, time and terms, " · " between
    layout: Layout = STANDARD

    def __post_init__(self) -> None:
        _clean(self)
        if not isinstance(self.number, str) or not isinstance(self.qr_url, str):
            raise BadTicket("number and qr_url are texts")
        object.__setattr__(self, "number", _number(self.number))
        object.__setattr__(self, "qr_url", address(self.qr_url, LONGEST_ADDRESS))
        if not all(isinstance(document, Document) for document in self.documents):
            raise BadTicket("documents are documents")
        object.__setattr__(self, "documents", tuple(self.documents[:MOST_DOCUMENTS]))
        if not isinstance(self.layout, Layout):
            raise BadTicket("layout is a layout")

    @classmethod
    def from_json(cls, data: object) -> "Ticket":
        """The ticket that `to_json` wrote, or that another program sent. Raises BadTicket."""
        if not isinstance(data, Mapping):
            raise BadTicket("a ticket is an object")
        try:
            documents = tuple(Document(**document) for document in data.get("documents", ()))
            layout = Layout.from_json(data["layout"]) if data.get("layout") else STANDARD
            return cls(**{**data, "documents": documents, "layout": layout})
        except TypeError as wrong:
            raise BadTicket(str(wrong)) from None
        except BadLayout as wrong:
            raise BadTicket(f"layout: {wrong}") from wrong

    def to_json(self) -> dict[str, Any]:
        """Without a layout when it is the standard one."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        told["documents"] = [asdict(document) for document in self.documents]
        if told.pop("layout") != STANDARD:
            told["layout"] = self.layout.to_json()
        return told


def _number(text: str) -> str:
    number = plain(text, LONGEST_NUMBER + 1).upper()
    if not number or len(number) > LONGEST_NUMBER or not {ord(sign) for sign in number} <= IN_NUMBER:
        raise BadTicket("a number is some letters and figures")
    return number


def _longest(paper: type) -> dict[str, int]:
    """How many letters each of its texts may have, from the annotations."""
    hints = get_type_hints(paper, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items() if get_origin(hint) is Annotated}


LONGEST: dict[type, dict[str, int]] = {paper: _longest(paper) for paper in (Document, Ticket)}


def _clean(paper: Document | Ticket) -> None:
    """Every text of a frozen `paper` in its printable form."""
    for name, longest in LONGEST[type(paper)].items():
        text = getattr(paper, name)
        if not isinstance(text, str):
            raise BadTicket(f"{name} is a text")
        object.__setattr__(paper, name, plain(text, longest))
