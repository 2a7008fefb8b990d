"""Who may do what: one table. A route of the API without a row does not start."""

from collections.abc import Mapping

from flask import request

from server.domain.errors import Refusal
from server.who import Actor, actor, same_origin

KIOSK, AGENT, DISPLAY, COUNTER, PAD = "kiosk", "agent", "display", "counter", "pad"
CLERK, SUPERVISOR, MANAGER, ADMINISTRATOR = "clerk", "supervisor", "manager", "administrator"
STAFF = frozenset({CLERK, SUPERVISOR, MANAGER, ADMINISTRATOR})
DEVICES = frozenset({KIOSK, AGENT, DISPLAY, COUNTER, PAD})
DESK = frozenset({CLERK})

ALLOWED: Mapping[str, frozenset[str] | None] = {
    # None: no token needed
    "api.pair": None,
    "api.session": None,
    "api.sign_in": None,
    "api.amend_rating": None,
    "api.sign_out": STAFF,
    "api.catalogue": STAFF | DEVICES,
    "api.issue_ticket": STAFF | {KIOSK},
    "api.show_visit": STAFF | {KIOSK, AGENT, COUNTER, PAD},
    "api.print_again": DESK | {KIOSK},
    "api.hold_visit": DESK | {KIOSK},
    "api.claim_job": frozenset({AGENT}),
    "api.settle_job": frozenset({AGENT}),
    "api.report_printer": frozenset({AGENT}),
    "api.lend_numbers": frozenset({AGENT}),
    "api.show_offline_papers": frozenset({AGENT}),
    "api.take_in_ticket": frozenset({AGENT}),
    "api.decide_offline": frozenset({SUPERVISOR, MANAGER, ADMINISTRATOR}),
    "api.look_for_paper": frozenset({KIOSK}),
    "api.show_search": frozenset({KIOSK}),
    "api.end_lost_search": DESK | {KIOSK},
    "api.paper_found": DESK,
    "api.show_candidates": DESK,
    "api.sign_on": DESK,
    "api.sign_off": DESK,
    "api.show_desk": DESK | {COUNTER},
    "api.pause_desk": DESK,
    "api.resume_desk": DESK,
    "api.next_at_desk": DESK,
    "api.call_number": DESK,
    "api.recall_visit": DESK,
    "api.start_visit": DESK,
    "api.finish_visit": DESK,
    "api.absent_visit": DESK,
    "api.park_visit": DESK,
    "api.return_visit": DESK | {KIOSK},
    "api.transfer_visit": DESK,
    "api.withdraw_visit": DESK,
    "api.undo_visit": DESK,
    "api.reclassify_visit": DESK,
    "api.rate_visit": frozenset({PAD}),
    "api.show_board": STAFF | {DISPLAY, KIOSK},
    "api.show_lobby": STAFF | {KIOSK},
    "api.show_pad": frozenset({PAD}),
    "api.show_ticket_layout": frozenset({MANAGER, ADMINISTRATOR}),
    "api.change_ticket_layout": frozenset({MANAGER, ADMINISTRATOR}),
    "api.preview_ticket": frozenset({MANAGER, ADMINISTRATOR}),
    "api.hall_today": frozenset({SUPERVISOR, MANAGER, ADMINISTRATOR}),
    "api.events": frozenset({MANAGER, ADMINISTRATOR}),
}


class NotSignedIn(Refusal):
    """No valid token."""

    code = "not_signed_in"


class NotPermitted(Refusal):
    """A valid token of somebody who may not do this."""

    code = "not_allowed"


def check() -> None:
    """Before anything is parsed or looked up: who asks, and may they? Raises NotSignedIn, NotPermitted."""
    allowed = ALLOWED[request.endpoint or ""]
    if allowed is None:
        if request.method not in ("GET", "HEAD") and request.cookies and not same_origin():
            raise NotPermitted("this request did not come from a page of the hall")
        return
    who = actor()
    if who is None:
        raise NotSignedIn("a token is needed")
    if who.by_cookie and request.method not in ("GET", "HEAD") and not same_origin():
        raise NotPermitted("this request did not come from a page of the hall")
    if not who.roles & allowed:
        raise NotPermitted(f"only {', '.join(sorted(allowed))} may do this")


def me() -> Actor:
    """Who asks, after `check` let them through."""
    who = actor()
    if who is None:
        raise NotSignedIn("a token is needed")
    return who
