"""What the API is asked and what it answers. TypeScript types are generated from these too."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, field_validator

from server.hall.pictures import Lang, Shape, Wait
from server.models.visit import CallIn, Need, VisitClass

LARGEST = 2**31 - 1  # that a row's id can be
Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=16)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
# Letters and figures of tickets, printable, nothing that a log or a printer could take for a command.
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=16)]


class Asked(BaseModel):
    """A request's JSON body; a field nobody knows is an error."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def writable(cls, value: Any) -> Any:
        """Refuse what can be neither kept nor printed: control characters other than the end of a line."""
        if isinstance(value, str) and any(c < " " and c not in "\n\r\t" for c in value):
            raise ValueError("there are control characters in it")
        return value


class PairingAsked(Asked):
    code: Annotated[str, StringConstraints(min_length=4, max_length=64)]


class SignInAsked(Asked):
    login: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=256)]
    device_token: str | None = None


class TicketAsked(Asked):
    """`class`: the visitor's own word, never asked for proof; `documents`: which of them the visitor has."""

    service: Code
    lang: Lang
    visitor_class: VisitClass = Field(default=VisitClass.ORDINARY, alias="class")
    needs: list[Need] = Field(default=[], max_length=5)
    call_in: CallIn = CallIn.MINE
    documents: dict[Annotated[str, StringConstraints(max_length=64)], StrictBool] = Field(default={}, max_length=40)
    key: Key


class SignOnAsked(Asked):
    counter: int = Field(ge=1, le=9999, strict=True)


class PauseAsked(Asked):
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class NextAsked(Asked):
    """`expected`: the visit this desk believes open, or null; left out: not checked."""

    key: Key
    expected: int | None = Field(default=None, strict=True)


class CallAsked(Asked):
    number: Number
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    key: Key


class NoteAsked(Asked):
    note: Text | None = None


class TransferAsked(Asked):
    service: Code | None = None
    counter: int | None = Field(default=None, ge=1, le=9999, strict=True)
    note: Text | None = None
    our_mistake: bool = Field(default=False, strict=True)


class ReclassifyAsked(Asked):
    service: Code


class RatingAsked(Asked):
    score: int = Field(ge=1, le=5, strict=True)


class AmendAsked(Asked):
    introduced: bool | None = Field(default=None, strict=True)
    comment: Text | None = None


class JobSettled(Asked):
    state: Literal["sent", "failed", "unknown"]
    cause: Annotated[str, StringConstraints(max_length=64)] | None = None


class EventsAsked(Asked):
    after: int = Field(default=0, ge=0, le=LARGEST)
    limit: int = Field(default=1000, ge=1, le=10_000)


class LangAsked(Asked):
    lang: Lang = "bg"


class VisitPath(BaseModel):
    visit: int = Field(ge=1, le=LARGEST)


class JobPath(BaseModel):
    job: int = Field(ge=1, le=LARGEST)


class EditPath(BaseModel):
    edit: Annotated[str, StringConstraints(max_length=200)]


class Paper(Shape):
    """A visit's last print job."""

    job: int
    state: Literal["queued", "claimed", "sent", "failed", "unknown"]
    cause: str | None = None


class Ticket(Shape):
    """A ticket that was issued. `url`: its page on the phone; `qr`: where the SVG of its QR is (for an <img>).

    Both are null where the hall has no public address.
    """

    visit: int
    number: str
    service: str
    state: str
    visitor_class: VisitClass = Field(alias="class")
    ahead: int
    wait: Wait
    url: str | None
    qr: str | None
    print: Paper | None
    issued_at: datetime


class Stepped(Shape):
    """A visit after a step; `call`: the call just made."""

    visit: int
    number: str
    service: str
    state: str
    call: int | None = None


class StageShown(Shape):
    kind: str
    started_at: datetime
    ended_at: datetime | None
    counter: int | None
    service: str


class CallMade(Shape):
    call: int
    kind: str
    counter: int
    at: datetime
    undone: bool
    why: dict[str, Any]


class VisitShown(Shape):
    """A visit in full; no names, no needs."""

    visit: int
    number: str
    service: str
    state: str
    visitor_class: VisitClass = Field(alias="class")
    lang: Lang
    issued_at: datetime
    ahead: int
    wait: Wait
    counter: int | None
    stages: list[StageShown]
    calls: list[CallMade]
    print: Paper | None


class DeviceShown(Shape):
    id: int
    kind: str
    name: str
    counter: int | None
    hall: str


class StaffShown(Shape):
    id: int
    login: str
    name: str
    roles: list[str]


class Paired(Shape):
    device: DeviceShown
    token: str


class SignedIn(Shape):
    token: str
    staff: StaffShown


class HallShown(Shape):
    slug: str
    name: dict[str, str]
    zone: str
    langs: list[Lang]


class SessionShown(Shape):
    """Who this browser is."""

    device: DeviceShown | None
    staff: StaffShown | None
    public_url: str | None
    hall: HallShown
    demo: bool


class DocumentShown(Shape):
    code: str
    name: str


class Fee(Shape):
    """Euro; what nobody has found out is null."""

    normal: float | None
    fast: float | None
    express: float | None


class Term(Shape):
    """ISO 8601 durations; null: not found out."""

    normal: str | None
    fast: str | None
    express: str | None


class ServiceShown(Shape):
    code: str
    name: str
    short: str
    description: str
    open: bool
    reason: str | None
    waiting: int
    wait: Wait
    documents: list[DocumentShown]
    fee_kind: str
    fee_eur: Fee
    term: Term
    term_days: str
    minutes: int
    while_you_wait: bool
    legal_ground: str | None
    uid: str | None


class GroupShown(Shape):
    letter: str
    name: str
    short: str
    services: list[ServiceShown]


class PriorityGroupShown(Shape):
    id: str
    name: str
    short: str


class CatalogueShown(Shape):
    """Everything the hall offers, in one language, with the waits of this moment."""

    hall: HallShown
    groups: list[GroupShown]
    priority_groups: list[PriorityGroupShown]
    texts: dict[str, str]


class EventShown(Shape):
    """A journal entry. `hash`: see docs/journal.md."""

    seq: int
    at: str
    kind: str
    visit: int | None
    counter: int | None
    clerk: str | None
    data: dict[str, Any]
    hash: str


class Journal(Shape):
    epoch: str
    events: list[EventShown]


class Edit(Shape):
    """`edit` lets the same person add to the rating within 60 seconds."""

    edit: str


class JobGiven(Shape):
    """A print job for an agent: which visit, and everything that stands on the paper."""

    job: int
    visit: int
    copy_of: bool
    ticket: dict[str, Any]


class JobAsked(Shape):
    job: int
    state: str


class Problem(BaseModel):
    """RFC 9457. `code` is stable; further members depend on it."""

    model_config = ConfigDict(extra="allow")
    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
