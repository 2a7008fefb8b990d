"""What the API is asked. The screens' TypeScript types are generated from these too."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    field_validator,
)

from server.hall.losing import NoSuchSearch
from server.hall.moving import NoSuchVisit
from server.hall.pictures import Lang
from server.hall.printing import NoSuchJob
from server.models.print_job import PrintCause, PrinterCause
from server.models.visit import CallIn, Need, VisitClass

LARGEST = 2**31 - 1  # that a row's id can be
Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=16)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
# A ticket's number as somebody types it; whether it is one, and whose, the hall says.
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


class JobsWaitedFor(BaseModel):
    """`wait`: seconds to wait for a job where none is there."""

    wait: float = Field(default=0, ge=0, le=25)


class JobSaid(Asked):
    """`sending`, and `sent` with `last` false: it goes on; all else is how it ended. `mm`: of paper."""

    state: Literal["sending", "sent", "confirmed", "failed", "unknown"]
    cause: PrintCause | None = None
    mm: float | None = Field(default=None, ge=0, le=5000)
    last: bool = Field(default=True, strict=True)


class PrinterAsked(Asked):
    """How a printer is; `dead_letters`: tickets given without the server that it would not take.

    `cause` press: what prints has broken off, so nothing is known of the printer itself.
    """

    model: Annotated[str, StringConstraints(max_length=80)] | None
    online: StrictBool
    cover: Literal["closed", "open"]
    paper: Literal["ok", "low", "out"]
    cutter: Literal["ok", "jammed"]
    cause: PrinterCause | Literal["press"] | None
    answers: StrictBool
    confirms: StrictBool
    dots: int = Field(ge=64, le=2048, strict=True)
    dead_letters: int = Field(default=0, ge=0, le=LARGEST, strict=True)


class LeaseAsked(Asked):
    """`ahead`: for the next day that the hall opens, not for today."""

    key: Key
    ahead: bool = Field(default=False, strict=True)


class PaperEnded(Asked):
    state: Literal["sent", "confirmed", "failed", "unknown"]
    cause: PrintCause | None = None


class OfflineGiven(Asked):
    """A ticket as the kiosk gave it, from the numbers lent to it."""

    visit: int = Field(ge=1, le=LARGEST, strict=True)
    digits: int = Field(ge=1, le=999_999, strict=True)
    service: Code
    lang: Lang
    visitor_class: VisitClass = Field(default=VisitClass.ORDINARY, alias="class")
    needs: list[Need] = Field(default=[], max_length=5)
    call_in: CallIn = CallIn.MINE
    documents: dict[Annotated[str, StringConstraints(max_length=64)], StrictBool] = Field(default={}, max_length=40)
    key: Key
    issued_at: AwareDatetime
    held: StrictBool = False
    paper: PaperEnded | None = None


class DecisionAsked(Asked):
    """`visits` null: all that are parked."""

    decision: Literal["still_waiting", "served"]
    visits: list[Annotated[int, Field(ge=1, le=LARGEST, strict=True)]] | None = Field(max_length=5000)


class LostAsked(Asked):
    """`minutes_ago`: when the number was taken, as the visitor remembers."""

    service: Code
    minutes_ago: int = Field(ge=0, le=12 * 60, strict=True)
    lang: Lang


class LikelyAsked(Asked):
    """`minutes_ago` left out: no idea when the number was taken."""

    service: Code
    minutes_ago: int | None = Field(default=None, ge=0, le=12 * 60)


class FoundAsked(Asked):
    visit: int = Field(ge=1, le=LARGEST, strict=True)


class LookAsked(Asked):
    """How tickets look; what each setting may be, the paper says (kiosk.agent.layout)."""

    header: dict[Lang, str] = {}
    footer: dict[Lang, str] = {}
    logo: str | None = None
    size: Literal["small", "normal", "large"] = "normal"
    blocks: list[str] = Field(default=["house", "number", "service", "when", "documents", "follow", "farewell"])
    short: StrictBool = False


class LayoutAsked(Asked):
    """`version`: that was changed; `short_from`: from so many waiting on tickets are short, null: never by itself."""

    version: int = Field(ge=0, le=LARGEST, strict=True)
    look: LookAsked
    short_from: int | None = Field(ge=1, le=9999, strict=True)


class PreviewAsked(Asked):
    """`service`: its code, null: any."""

    look: LookAsked
    lang: Lang = "bg"
    dots: Literal[576, 384] = 576
    kind: Literal["ordinary", "short", "copy", "offline"] = "ordinary"
    service: Code | None = None


class EventsAsked(Asked):
    after: int = Field(default=0, ge=0, le=LARGEST)
    limit: int = Field(default=1000, ge=1, le=10_000)


class LangAsked(Asked):
    lang: Lang = "bg"


def _somebodys(visit: int) -> int:
    """A number that no row can have names nobody, as one that no row has."""
    if not 1 <= visit <= LARGEST:
        raise NoSuchVisit(f"there is no visit {visit}")
    return visit


def _of_a_job(job: int) -> int:
    if not 1 <= job <= LARGEST:
        raise NoSuchJob(f"there is no print job {job}")
    return job


class VisitPath(BaseModel):
    visit: Annotated[int, AfterValidator(_somebodys)]


class JobPath(BaseModel):
    job: Annotated[int, AfterValidator(_of_a_job)]


def _of_a_search(search: int) -> int:
    if not 1 <= search <= LARGEST:
        raise NoSuchSearch(f"nobody looks for a number under {search}")
    return search


class SearchPath(BaseModel):
    search: Annotated[int, AfterValidator(_of_a_search)]


class EditPath(BaseModel):
    edit: Annotated[str, StringConstraints(max_length=200)]
