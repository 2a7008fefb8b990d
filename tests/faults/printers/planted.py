"""Faults to be planted in the evidence of a good campaign, each with the check that must find it."""

from collections.abc import Callable
from types import SimpleNamespace as Fact

from tests.faults.machines.reading import Read
from tests.faults.machines.screen import Told
from tests.faults.printers.evidence import Campaign
from tests.faults.printers.run import Run

Plant = Callable[[Campaign], object]
BEFORE, PICTURE, SLOW, HELD = range(4)  # the runs


def a(run: Run, **facts: object) -> None:
    """Something else was so."""
    vars(run).update(facts)


def job(found: Campaign, visit: int) -> Fact:
    """The first paper of this visit."""
    return found.jobs_of(visit)[0]


def blank(found: Campaign, visit: int) -> None:
    """The paper of this visit came out with nothing on it."""
    sheets = found.papers[0].sheets
    sheets[:] = [s._replace(read=[], visits=[], whole=False) if visit in s.visits else s for s in sheets]


def also(found: Campaign, sheet: int, read: Read) -> None:
    """This stands on that paper, too."""
    sheets = found.papers[0].sheets
    sheets[:] = [s._replace(read=[*s.read, read]) if s.number == sheet else s for s in sheets]


PLANTED: dict[str, tuple[str, Plant]] = {
    "somebody is called whose paper failed": ("nobody_calls_a_ghost", lambda f: f.called.append(101)),
    "somebody is called whose paper is blank": ("nobody_calls_a_ghost", lambda f: blank(f, 106)),
    "somebody with a paper is passed over": ("whoever_has_a_paper_is_called", lambda f: f.called.remove(104)),
    "somebody who said so is passed over": ("whoever_has_a_paper_is_called", lambda f: f.called.remove(107)),
    "a paper comes out twice": (
        "a_number_comes_out_once",
        lambda f: f.papers[0].sheets.append(f.papers[0].sheets[2]),
    ),
    "what was held comes out with the mending": (
        "a_number_comes_out_once",
        lambda f: f.papers[0].sheets.append(f.papers[0].sheets[1]),
    ),
    "a copy comes out by itself": ("a_number_comes_out_once", lambda f: a(f.runs[HELD], copies=0)),
    "two tickets are on one paper": (
        "nobody_has_anothers_paper",
        lambda f: also(f, 4, Read("A 003", 20, False)),
    ),
    "the code leads to somebody else": (
        "nobody_has_anothers_paper",
        lambda f: f.papers[0].sheets[0].visits.__setitem__(0, 106),
    ),
    "sent, and nothing came out": ("what_became_of_a_paper_is_true", lambda f: blank(f, 104)),
    "confirmed, and a part came out": (
        "what_became_of_a_paper_is_true",
        lambda f: vars(job(f, 103)).update(state="confirmed"),
    ),
    "failed, and its number is in the hand": (
        "what_became_of_a_paper_is_true",
        lambda f: vars(job(f, 103)).update(state="failed"),
    ),
    "a job never ends": (
        "what_became_of_a_paper_is_true",
        lambda f: vars(job(f, 103)).update(state="sending", settled_at=None),
    ),
    "the screen says printed, and nothing is there": (
        "the_visitor_sees_the_truth",
        lambda f: f.runs[PICTURE].told.append(Told(12.2, "printed", "sent", None)),
    ),
    "the screen says printing for ever": ("the_visitor_sees_the_truth", lambda f: f.runs[PICTURE].told.pop()),
    "the desk never hears": ("the_staff_see_the_truth", lambda f: a(f.runs[PICTURE], desk=[])),
    "the office hears late": (
        "the_staff_see_the_truth",
        lambda f: f.runs[PICTURE].office.__setitem__(1, f.runs[PICTURE].office[1]._replace(at=17.0)),
    ),
    "the kiosk believes the printer no more": (
        "all_is_well_again_by_itself",
        lambda f: f.runs[SLOW].cleared.update(kiosk=None),
    ),
    "the office believes it late": (
        "all_is_well_again_by_itself",
        lambda f: f.runs[SLOW].cleared.update(office=12.0),
    ),
    "the next ticket does not come out": (
        "all_is_well_again_by_itself",
        lambda f: a(f.runs[BEFORE], clean_settled_s=None),
    ),
    "a ticket is sent to a printer without paper": (
        "nothing_is_sent_to_a_broken_printer",
        lambda f: f.runs[BEFORE].told.insert(0, Told(1.0, "printing", "queued", None)),
    ),
    "it comes out when the roll is changed": (
        "nothing_is_sent_to_a_broken_printer",
        lambda f: f.papers[0].sheets.append(f.papers[0].sheets[0]._replace(read=[Read("A 001", 149, False)])),
    ),
    "somebody is not passed over": (
        "unheld_after_a_minute",
        lambda f: vars(f.visits[0]).update(unheld=False),
    ),
    "somebody in doubt is passed over": (
        "unheld_after_a_minute",
        lambda f: vars(f.visits[2]).update(unheld=True),
    ),
    "a fault does not come": (
        "every_fault_struck",
        lambda f: a(f.runs[SLOW], struck_at=None, sensors={"fault": {"stage": "armed"}}),
    ),
    "something is written down as an error": ("nothing_broke", lambda f: f.log.append("Traceback")),
}
