"""Who this browser is: pairing a device, signing in, signing out."""

from contextlib import suppress
from typing import cast

from flask import Response, current_app, request

from server.api.answers import nothing, outcomes, said
from server.api.asked import PairingAsked, SignInAsked
from server.api.blueprint import api
from server.api.permissions import NotSignedIn, me
from server.api.shown import DeviceShown, HallShown, Paired, PairedKiosk, SessionShown, SignedIn, StaffShown
from server.cookies import asked_device, drop_staff_cookie, set_device_cookie, set_staff_cookie
from server.hall.catalogue import Catalogue, catalogue_now
from server.hall.desks import NoDesk, sign_off
from server.hall.pairing import hall_of_code, kiosk_of, redeem
from server.hall.people import WrongLogin, check_password
from server.hall.words import LANGS
from server.keys import end_session, new_device_token, open_session, signed_in
from server.models import Found
from server.running import running
from server.tries import Tries
from server.who import PairedDevice, Person, actor, actor_by_token, cookie_devices, staff_token


@api.post("/pairing", responses=outcomes({201: Paired}, 403))
def pair(body: PairingAsked) -> Response:
    """Swap a pairing code for a device's token, and a cookie for the browser."""
    run = running()
    with run.store.unit(hall_of_code(run.store, body.code), run.clock.now) as work:
        row = redeem(work, body.code)
        token = new_device_token(work.conn, row.id)
        kiosk = kiosk_of(work, row.kiosk_id) if row.kiosk_id is not None else None
        kiosk_token = new_device_token(work.conn, kiosk.id) if kiosk is not None else ""
    house = catalogue_now(run.store, row.hall_id)
    shown = Paired(device=_device(_paired(row), house), token=token)
    if kiosk is not None:
        shown.kiosk = PairedKiosk(device=_device(_paired(kiosk), house), token=kiosk_token)
    answer = said(shown, 201)
    set_device_cookie(answer, row.id, token)
    return answer


@api.get("/session", responses=outcomes({200: SessionShown}, 401))
def session() -> Response:
    """The device and the person of this browser. `X-Gishe-Face: kiosk`: take the kiosk whose cookie it holds."""
    run, who = running(), actor()
    face = request.headers.get("X-Gishe-Face")
    if face and not asked_device() and not request.headers.get("Authorization"):
        held = cookie_devices(run, face)
        who = held[-1][1] if held else None
    if who is None:
        raise NotSignedIn("this browser is neither paired nor signed in")
    house = catalogue_now(run.store, who.hall)
    shown = SessionShown(
        device=_device(who.device, house) if who.device else None,
        staff=_staff(who.staff) if who.staff else None,
        public_url=run.settings.public_url,
        hall=hall_shown(house),
        demo=run.settings.demo is not None,
    )
    return said(shown)


@api.post("/staff-sessions", responses=outcomes({201: SignedIn}, 401, 429))
def sign_in(body: SignInAsked) -> Response:
    """Sign in with login and password. After some wrong ones in a row at this device one waits a while."""
    run, tries = running(), cast(Tries, current_app.extensions["gishe.tries"])
    who = actor_by_token(run, body.device_token) if body.device_token is not None else actor()
    device = who.device if who is not None else None
    if body.device_token is not None and device is None:
        raise WrongLogin("this device is not paired")
    where = f"device {device.id}" if device is not None else request.remote_addr or ""
    tries.check(body.login, where)
    try:
        row = check_password(run.store, body.login, body.password)
    except WrongLogin:
        tries.wrong(body.login, where)
        raise
    tries.right(body.login, where)
    token = open_session(run, row.id)
    who = actor_by_token(run, token)
    assert who is not None
    assert who.staff is not None
    answer = said(SignedIn(token=token, staff=_staff(who.staff)), 201)
    set_staff_cookie(answer, token)
    return answer


@api.delete("/staff-sessions", responses=outcomes({204: None}))
def sign_out() -> Response:
    """End this session. Whoever has no other one leaves the counter too: nobody sits there any more."""
    run, who = running(), me()
    token = staff_token()
    if token:
        end_session(run, token)
    if who.staff is not None and not signed_in(run, who.staff.id):
        with suppress(NoDesk), run.store.unit(who.hall, run.clock.now) as work:
            sign_off(work, who.staff.id)
    answer = nothing()
    drop_staff_cookie(answer)
    return answer


def hall_shown(house: Catalogue) -> HallShown:
    """The hall, as screens need to know it."""
    return HallShown(slug=house.slug, name=dict(house.name), zone=str(house.hours.zone), langs=list(LANGS))


def _paired(row: Found) -> PairedDevice:
    return PairedDevice(row.id, row.kind, row.name, row.counter_id)


def _device(device: PairedDevice, house: Catalogue) -> DeviceShown:
    counter = house.counter_by_id(device.counter_id).number if device.counter_id else None
    return DeviceShown(id=device.id, kind=device.kind, name=device.name, counter=counter, hall=house.slug)


def _staff(staff: Person) -> StaffShown:
    return StaffShown(id=staff.id, login=staff.login, name=staff.name, roles=list(staff.roles))
