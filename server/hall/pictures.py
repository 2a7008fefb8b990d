"""What the faces are shown: one whole picture each, stamped with how far into the journal it is current.

A picture replaces the one before it; there are no deltas. The screens' TypeScript types are generated
from these models (`make types`), so a field is named once, here.
"""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from server.models.visit import CallIn, Need, VisitClass, VisitState

Lang = Literal["bg", "en", "ro", "tr"]


# `none`: there is no printer; `unknown`: it has not said for 5 s how it is; `low`: the roll is near its end.
PaperState = Literal["ready", "low", "trouble", "unknown", "none"]


class Shape(BaseModel):
    """A JSON object with exactly these fields."""

    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class Stamp(Shape):
    """How far into the journal a picture is current: `epoch` changes on restore, `seq` counts events."""

    epoch: str
    seq: int


class Wait(Shape):
    """An honest range of minutes, both ends multiples of five; None of it is a promise."""

    low_min: int
    high_min: int


class ReplayClock(Shape):
    """The hall's clock where it is not the wall clock: the hall's time at `wall`, running `speed` times faster."""

    hall: datetime
    wall: datetime
    speed: float


class Picture(Stamp):
    """The part every picture has: when it was made (hall time) and, in a replay, how its clock runs."""

    at: datetime
    replay: ReplayClock | None = None


class CallShown(Shape):
    """One call as the hall sees it; a recall is a new call of the same number."""

    call: int
    number: str
    counter: int
    at: datetime
    open: bool
    """Still called: the person has not come yet. False: being served, or over (the list of last calls)."""


class GroupLine(Shape):
    """How a group's line stands: how many wait, for how long, and whether anybody is there to serve it."""

    letter: str
    waiting: int
    wait: Wait
    staffed: bool
    """At some counter that is not paused there is a clerk who may call people of this group."""


class Board(Picture):
    """The display's picture. `calls`: newest first, one entry a ticket (its latest call).

    The last 12, and however long ago each that is still called or being served: at most one a counter.
    """

    hall: dict[str, str]
    """The hall's name by language."""
    calls: list[CallShown]
    groups: list[GroupLine]
    waiting: int
    open: bool
    """Within opening hours. People may still wait and be called after them."""


class Lobby(Picture):
    """The kiosk's picture: is the hall open, how long are the lines, does the printer work."""

    hall: dict[str, str]
    open: bool
    opens_at: datetime | None
    """When it is closed: when tickets are given again (hall time, UTC); None: not known."""
    closes_at: datetime | None
    """When it is open: when the last ticket is given today; None: never (a demonstration hall)."""
    hours: list["DayHours"]
    """The next seven days, today first."""
    groups: list[GroupLine]
    phone: bool
    """The hall has a public address: screens may offer the QR."""
    paper: PaperState
    """This kiosk's printer."""
    paper_cause: str | None
    """Why no paper would come out."""
    other_kiosk: str | None
    """The name of another kiosk whose printer works, where this one's does not."""
    offline: bool = False
    """The kiosk's own machine answers, since the server is away: numbers are lent ones, waits are not known."""


class DayHours(Shape):
    """One day's opening hours, local `HH:MM-HH:MM`; empty: closed, and `note` may say why."""

    date: str
    intervals: list[str]
    note: str | None = None


class InLine(Shape):
    """Somebody who waits, as a clerk sees them: a number and a service, never a name."""

    visit: int
    number: str
    service: str
    visitor_class: VisitClass
    reference_at: datetime
    """From when the wait counts."""
    promise_min: int
    unheld: bool = False
    offline: bool = False
    """Given by a kiosk while the server was away."""


class Aside(Shape):
    """A ticket out of the line that this desk may bring back: parked, or absent less than 15 minutes."""

    visit: int
    number: str
    service: str
    since: datetime
    until: datetime | None = None
    """Absent: until when it may still come back."""
    offline: bool = False


class DocumentMark(Shape):
    """What the visitor said of one document at the kiosk: True has it, False lacks it, None was not asked."""

    code: str
    have: bool | None


class DeskVisit(Shape):
    """The visit open at a desk."""

    visit: int
    number: str
    state: VisitState
    service: str
    visitor_class: VisitClass
    lang: Lang
    call_in: CallIn
    needs: list[Need]
    documents: list[DocumentMark]
    note: str | None
    """The colleague's note of a transfer or a park."""
    issued_at: datetime
    waited_s: int
    """Seconds of waiting before the first call, all waiting stages together."""
    offline: bool
    """Given by a kiosk while the server was away."""
    called_at: datetime
    """The last call of this ticket."""
    calls: int
    """How often it was called this time, recalls included."""
    started_at: datetime | None


class Undo(Shape):
    """This desk's last step, while it can still be taken back."""

    visit: int
    number: str
    step: str
    until: datetime


class Candidate(Shape):
    """A ticket that may be the one somebody lost."""

    visit: int
    number: str
    issued_at: datetime
    state: VisitState


class LostShown(Shape):
    """Somebody stands at a kiosk and looks for their number; the likeliest first."""

    search: int
    kiosk: str
    service: str
    about_at: datetime
    asked_at: datetime
    candidates: list[Candidate]


class PrinterTrouble(Shape):
    """A printer of the hall from which nothing would come out; `kiosk`: where it stands, null: the hall's own."""

    kiosk: str | None
    cause: str


class Desk(Picture):
    """A clerk's picture of one counter. `waiting`: its calling order, the first 50 of `waiting_count`."""

    counter: int
    clerk: str | None
    """The name of who is signed on; None: nobody."""
    yours: bool
    """Whether it is the reader who is signed on; two clerks may have one name."""
    paused: str | None
    """Why the desk is paused; None: it is not."""
    visit: DeskVisit | None
    waiting: list[InLine]
    waiting_count: int
    parked: list[Aside]
    absent: list[Aside]
    unheld: list[InLine]
    """Of this desk's services: whose paper failed and who has not been heard of; "here" brings them back."""
    lost: list[LostShown]
    """Of this desk's groups."""
    printers: list[PrinterTrouble]
    undo: Undo | None
    counters: list["Neighbour"]
    """The other counters, for a transfer: whether somebody is there and what they serve."""


class Neighbour(Shape):
    """Another counter of the hall."""

    number: int
    groups: list[str]
    clerk: str | None
    state: Literal["free", "busy", "paused", "empty"]


class Pad(Picture):
    """The visitor's side of a counter. `rate`: the visit that may be rated now, until `until`; never twice."""

    counter: int
    state: Literal["idle", "called", "serving", "rate"]
    number: str | None
    visit: int | None
    lang: Lang
    until: datetime | None


class LiveCall(Shape):
    number: str
    counter: int


class LiveGroup(Shape):
    """One group in public: the numbers that wait, in calling order, and the range of the wait of whoever comes now."""

    letter: str
    waiting: list[str]
    wait: Wait
    gap_s: float
    """The learned time between two calls of this group, seconds: a phone multiplies it with its place."""
    staffed: bool
    """Somebody is there to call; else no wait can be promised."""


class Live(Shape):
    """The hall in public (`/live/{hall}.json`): numbers only. Its ETag is a hash of what it shows."""

    hall: str
    open: bool
    called: list[LiveCall]
    last: list[LiveCall]
    groups: list[LiveGroup]


class GroupFigures(Shape):
    """One group's day so far. Times in seconds; None: nobody yet."""

    letter: str
    issued: int
    waiting: int
    finished: int
    wait_median_s: float | None
    wait_p90_s: float | None
    walk_median_s: float | None
    walk_p90_s: float | None
    service_median_s: float | None
    service_p90_s: float | None
    within_20_min: float | None
    """Share of those called who waited at most 20 minutes, 0 to 1."""


class CounterNow(Shape):
    """What a counter does at this moment."""

    number: int
    clerk: str | None
    state: Literal["empty", "paused", "free", "called", "serving"]
    ticket: str | None
    since: datetime | None


class JobLately(Shape):
    """The last paper of a printer."""

    number: str
    state: str
    cause: str | None
    at: datetime


class PrinterShown(Shape):
    """A printer and how it is.

    `state`: `silent`: not heard for 5 s; `plain`: it never says how it is, and prints; `never`: it was never heard.
    """

    device: int | None
    name: str
    kiosk: str | None
    state: Literal["ready", "low", "trouble", "silent", "plain", "never"]
    cause: str | None
    model: str | None
    confirms: bool
    dots: int | None
    changed_at: datetime | None
    last_job: JobLately | None
    dead_letters: int


class PaperUsed(Shape):
    """Paper of this day: how many came out, and how much of it (mm; of papers whose length is known)."""

    papers: int
    mm: float
    mm_each: float | None


class OfflineShown(Shape):
    """A ticket given without the server that waits for a decision."""

    visit: int
    number: str
    service: str
    issued_at: datetime


class HallToday(Picture):
    """The office's first page: the day so far, recomputable from the journal to the unit."""

    day: str
    hall: dict[str, str]
    open: bool
    issued: int
    waiting: int
    called: int
    serving: int
    parked: int
    finished: int
    absent: int
    withdrawn: int
    closed: int
    longest_wait_s: int | None
    all: GroupFigures
    groups: list[GroupFigures]
    counters: list[CounterNow]
    ratings: list[int]
    """How many gave 1, 2, 3, 4, 5, of those already counted (ratings are counted five at a time)."""
    paper: PaperState
    """The worst of the printers'."""
    printers: list[PrinterShown]
    paper_used: PaperUsed
    offline: list[OfflineShown]
    insecure_lan: bool
    clock_behind_s: int
    """The machine's clock was set back: the hall's time stands until it has caught up. 0: it runs as it should."""
