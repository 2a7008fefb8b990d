"""What a running hall shows each face: the same over its socket and over HTTP."""

from functools import partial

from server.hall import boards, figures
from server.hall.pictures import Board, Desk, HallToday, Lobby, Pad, PrinterTrouble
from server.hall.rating import RIGHT_AT
from server.hall.snapshot import Snapshot
from server.running import Running


def board(run: Running, hall: int, shot: Snapshot) -> Board:
    """The display's."""
    return boards.board(shot, run.clock, run.gaps(hall))


def lobby(run: Running, hall: int, shot: Snapshot, kiosk: int | None = None) -> Lobby:
    """The kiosk's, with how its own paper is."""
    phone = run.settings.public_url is not None
    return boards.lobby(shot, run.clock, run.gaps(hall), phone=phone, paper=run.paper(shot, kiosk))


def desk(run: Running, shot: Snapshot, staff: int | None, counter: int | None) -> Desk | None:
    """The clerk's, where they sit now, else that of the counter (by id); None where there is no desk."""
    place = shot.desk_for(staff, counter)
    return boards.desk(shot, run.clock, place, staff, _troubles(run, shot)) if place is not None else None


def pad(run: Running, hall: int, shot: Snapshot, counter: int | None) -> Pad | None:
    """The visitor's side of a counter (by id); None where there is none."""
    place = shot.desk_for(None, counter)
    if place is None:
        return None
    with run.store.look() as conn:
        right = conn.execute(RIGHT_AT, {"hall": hall, "counter": place.id}).one_or_none()
    return boards.pad(shot, run.clock, place, right)


def today(run: Running, hall: int, shot: Snapshot) -> HallToday:
    """The office's."""
    lan = run.settings.insecure_lan
    how_is = partial(run.how_is, hall)
    return figures.today(run.store, hall, shot, run.clock, how_is=how_is, own=run.prints, insecure_lan=lan)


def _troubles(run: Running, shot: Snapshot) -> list[PrinterTrouble]:
    """The printers from which nothing would come out: whoever is near should look."""
    return [
        PrinterTrouble(kiosk=printer.kiosk_name or printer.name or None, cause=printer.said.cause)
        for printer in shot.printers
        if printer.said is not None and printer.said.cause is not None and run.hears(shot.hall, printer)
    ]
