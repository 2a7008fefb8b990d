"""What the API answers. The screens' TypeScript types are generated from these too."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from server.hall.pictures import Candidate, Lang, Shape, Wait
from server.models.visit import VisitClass


class Paper(Shape):
    """A visit's last print job."""

    job: int
    state: Literal["queued", "claimed", "sending", "sent", "confirmed", "failed", "unknown"]
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


class PairedKiosk(Shape):
    device: DeviceShown
    token: str


class Paired(Shape):
    """`kiosk`: of an agent, the kiosk whose page it serves and whose paper it prints."""

    device: DeviceShown
    token: str
    kiosk: PairedKiosk | None = None


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
    """A print job for an agent: which visit, and everything that stands on the paper. `key`: of the request for it."""

    job: int
    visit: int
    key: str
    copy_of: bool
    asked_at: datetime
    ticket: dict[str, Any]


class JobAsked(Shape):
    job: int
    state: str
    cause: str | None


class Held(Shape):
    """A visit whose number somebody has."""

    visit: int
    number: str
    state: str
    unheld: bool


class LentNumber(Shape):
    """A number that may be given while the server is away, the visit it will be, and its link's token."""

    digits: int
    visit: int
    token: str | None


class Lent(Shape):
    """Numbers for one date; after it they are void."""

    date: str
    numbers: list[LentNumber]


class TakenIn(Shape):
    """What became of a ticket that was given without the server."""

    visit: int
    number: str
    state: str
    fate: Literal["in_line", "parked", "closed"]


class Decided(Shape):
    """The visits a decision was made for."""

    visits: list[int]


class SearchAsked(Shape):
    search: int


class SearchShown(Shape):
    """A search for a lost paper; `ticket` once somebody of the staff has found it."""

    search: int
    state: Literal["open", "found", "ended"]
    ticket: Ticket | None


class Candidates(Shape):
    """Tickets that may be the one somebody lost, the likeliest first."""

    candidates: list[Candidate]


class OfflinePapers(Shape):
    """What a kiosk prints while the server is away: every service's paper in every language, without its number.

    `layout`: of all of them, null: the standard one. By language `issued`: the last line, with {date} and {time};
    `copy`: what a further paper is marked with; `priority`: the line of whoever comes first. `qr_base`: where links
    begin, null without a phone.
    """

    papers: dict[str, dict[str, dict[str, Any]]]
    layout: dict[str, Any] | None
    issued: dict[str, str]
    copy_words: dict[str, str] = Field(alias="copy")
    priority: dict[str, str]
    qr_base: str | None
    zone: str


class LookShown(Shape):
    """How tickets look: the hall's own texts by language, its logo (a PNG in base64), the blocks in their order."""

    header: dict[str, str]
    footer: dict[str, str]
    logo: str | None
    size: Literal["small", "normal", "large"]
    blocks: list[str]
    short: bool


class LayoutShown(Shape):
    """The look of tickets; `version` 0: the standard one, that nobody has changed."""

    version: int
    look: LookShown
    short_from: int | None
    saved_at: datetime | None
    saved_by: str | None


class Problem(BaseModel):
    """RFC 9457. `code` is stable; further members depend on it."""

    model_config = ConfigDict(extra="allow")
    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
