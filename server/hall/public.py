"""The hall in public: numbers only, small, from memory."""

from collections.abc import Mapping
from datetime import datetime

from server.domain.numbering import label
from server.hall.boards import wait_of
from server.hall.line import line_of_group
from server.hall.pictures import Live, LiveCall, LiveGroup
from server.hall.snapshot import Snapshot
from server.store import Store

LAST = 8


def live(store: Store, hall: int, shot: Snapshot, gaps: Mapping[str, float], now: datetime) -> Live:
    """What `/live/{hall}.json` shows."""
    with store.look() as conn:
        lines = line_of_group(conn, hall, shot.day_id, now)
    calls = [
        (row, LiveCall(number=label(row.letter, row.digits), counter=shot.house.counter_by_id(row.counter_id).number))
        for row in shot.calls
    ]
    called = [
        LiveCall(number=label(v.letter, v.digits), counter=shot.house.counter_by_id(counter).number)
        for counter, v in shot.open_visits.items()
        if v.state == "called"
    ]
    groups = []
    for group in shot.house.groups:
        order = lines.get(group.id, [])
        gap = gaps.get(group.letter, 0.0)
        groups.append(
            LiveGroup(
                letter=group.letter,
                waiting=[label(row.letter, row.digits) for row in order],
                wait=wait_of(len(order), gap),
                gap_s=round(gap, 1),
                staffed=shot.staffed(group.letter),
            )
        )
    return Live(
        hall=shot.house.slug,
        open=shot.house.hours.gives_tickets(shot.at),
        called=sorted(called, key=lambda call: call.counter),
        last=[call for _, call in calls[:LAST]],
        groups=groups,
    )
