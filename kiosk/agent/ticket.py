"""What a ticket says: finished words in the visitor's language, and nothing that could harm a printer."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from kiosk.agent.plain import plain

Number = Annotated[str, 12]
Name = Annotated[str, 120]
Label = Annotated[str, 60]
Sentence = Annotated[str, 200]
Address = Annotated[str, 300]
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

    Every text is cleaned on the way in and shortened to its field's length. Raises BadTicket when a
    field is of another type or the number is empty.
    """

    number: Number  # "A 042"
    hall: Name
    hall_bg: Name = ""  # shown when it differs
    copy: Label = ""  # "КОПИЕ": this paper is a further one with the same number
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
    qr_url: Address = ""  # without it no word of the phone is printed
    qr_heading: Label = ""
    qr_text: Sentence = ""
    footer: Sentence = ""
    keep: Sentence = ""
    foot: Sentence = ""  # date, time and terms

    def __post_init__(self) -> None:
        _clean(self)
        if not self.number:
            raise BadTicket("a ticket has a number")
        if not all(isinstance(document, Document) for document in self.documents):
            raise BadTicket("documents are documents")
        object.__setattr__(self, "documents", tuple(self.documents[:MOST_DOCUMENTS]))

    @classmethod
    def from_json(cls, data: object) -> "Ticket":
        """The ticket that `to_json` wrote, or that another program sent. Raises BadTicket."""
        if not isinstance(data, Mapping):
            raise BadTicket("a ticket is an object")
        try:
            documents = tuple(Document(**document) for document in data.get("documents", ()))
            return cls(**{**data, "documents": documents})
        except TypeError as wrong:
            raise BadTicket(str(wrong)) from None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def _clean(paper: Document | Ticket) -> None:
    """Every text of a frozen `paper` in its printable form; the field's annotation says how long it may be."""
    hints = get_type_hints(type(paper), include_extras=True)
    for field in fields(paper):
        if get_origin(hints[field.name]) is not Annotated:
            continue
        text = getattr(paper, field.name)
        if not isinstance(text, str):
            raise BadTicket(f"{field.name} is a text")
        object.__setattr__(paper, field.name, plain(text, get_args(hints[field.name])[1]))
