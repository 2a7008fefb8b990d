"""The hall in public: numbers only, small, from memory."""

from collections.abc import Mapping
from datetime import datetime

from server.domain.calling import in_order
from server.domain.numbering import label
from server.hall.boards import wait_of
from server.hall.line import LINE, partitions, waiting
from server.hall.pictures import Live, LiveCall, LiveGroup
from server.hall.snapshot import Snapshot
from server.store import Store

LAST = 8
WHOLE_LINE = 100_000


def live(store: Store, hall: int, shot: Snapshot, gaps: Mapping[str, float], now: datetime) -> Live:
    """What `/live/{hall}.json` shows."""
    with store.look() as conn:
        parts = partitions(conn.execute(LINE, {"hall": hall, "day": shot.day_id, "depth": WHOLE_LINE}))
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
        mine = [[row for row in part if row.group_id == group.id] for part in parts]
        rows = {row.id: row for part in mine for row in part}
        order = in_order([[waiting(row) for row in part] for part in mine if part], now)
        gap = gaps.get(group.letter, 0.0)
        groups.append(
            LiveGroup(
                letter=group.letter,
                waiting=[label(rows[w.id].letter, rows[w.id].digits) for w in order],
                wait=wait_of(len(order), gap),
                gap_s=round(gap, 1),
            )
        )
    return Live(
        hall=shot.house.slug,
        open=shot.house.hours.gives_tickets(shot.at),
        called=sorted(called, key=lambda call: call.counter),
        last=[call for _, call in calls[:LAST]],
        groups=groups,
    )
