"""What a running hall shows each face: the same over its socket and over HTTP."""

from server.hall import boards, figures
from server.hall.pictures import Board, Desk, HallToday, Lobby, Pad
from server.hall.rating import RIGHT_AT
from server.hall.snapshot import Snapshot
from server.running import Running


def board(run: Running, hall: int, shot: Snapshot) -> Board:
    """The display's."""
    return boards.board(shot, run.clock, run.gaps(hall))


def lobby(run: Running, hall: int, shot: Snapshot) -> Lobby:
    """The kiosk's."""
    phone = run.settings.public_url is not None
    return boards.lobby(shot, run.clock, run.gaps(hall), phone=phone, printer=run.prints)


def desk(run: Running, shot: Snapshot, staff: int | None, counter: int | None) -> Desk | None:
    """The clerk's, where they sit now, else that of the counter (by id); None where there is no desk."""
    place = shot.desk_for(staff, counter)
    return boards.desk(shot, run.clock, place, staff) if place is not None else None


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
    return figures.today(run.store, hall, shot, run.clock, printer=run.prints, insecure_lan=lan)
