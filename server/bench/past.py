"""A past for a hall: years of served visits written straight into its SQLite file, journal and chain included.

Rows and journal lines are composed as text, because asking the hall itself would take hours; that the chain is
the hall's own, and that no key points nowhere, is checked by a test on a small past.
"""

import sqlite3
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

A_DAY = 400  # visits
OPENS_S, BETWEEN_S = 6 * 3600, 75  # UTC; between two visitors
CALLED_S, STARTED_S, FINISHED_S = 600, 640, 940  # after the ticket
CLOCK = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.000000" for s in range(86_400)]
Row = tuple[Any, ...]

TABLES = {
    "visit": "id hall_id day_id group_id service_id letter digits state visitor_class reference_at promise_s issued_at "
    "counter_id called_at calls came_back was_finished unheld ahead gap_s lang call_in documents key key_body last_seq",
    "stage": "visit_id kind service_id started_at ended_at counter_id clerk began_seq ended_seq",
    "call": "id hall_id day_id visit_id counter_id kind at key undone why",
    "print_job": "id hall_id visit_id state copy_of asked_at settled_at",
    "event": "hall_id seq at kind visit_id counter clerk data hash",
}


def fill(database: Path, visits: int, before: date) -> None:
    """Give the only hall of this database, in which nothing has happened yet, so many visits before this day."""
    conn = sqlite3.connect(database)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-262144"):  # nothing is lost if this is cut short
        conn.execute(f"PRAGMA {pragma}")
    with conn:
        past = _Past(conn)
        days = -(-visits // A_DAY)
        for n in range(days):
            past.live(before - timedelta(days=days - n), min(A_DAY, visits - n * A_DAY))
        conn.execute("UPDATE hall SET seq = ?, head = ?, last_at = ?", (past.seq, past.head, past.last_at))
    conn.execute("PRAGMA journal_mode=WAL")
    conn.close()


class _Past:
    """Days are lived one after another; `seq`, `head` and `last_at` are the end of the journal so far."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.hall: int
        self.seq: int
        self.head: str
        self.last_at: str | None
        self.hall, self.seq, self.head, self.last_at = conn.execute(
            "SELECT id, seq, head, last_at FROM hall"
        ).fetchone()
        services = (
            "SELECT g.id, g.letter, g.first, s.id, s.code FROM service s JOIN service_group g ON g.id = s.group_id"
        )
        self._services = conn.execute(services).fetchall()
        self._counters = conn.execute("SELECT id, number FROM counter").fetchall()
        self._visit = 0
        self._rows: dict[str, list[Row]] = {name: [] for name in TABLES}

    def live(self, day: date, visits: int) -> None:
        """One whole day."""
        began, ended = f"{day} {CLOCK[OPENS_S]}", f"{day} {CLOCK[-1]}"
        made = self._conn.execute(
            "INSERT INTO service_day (hall_id, date, opened_at, closed_at) VALUES (?, ?, ?, ?) RETURNING id",
            (self.hall, str(day), began, ended),
        )
        day_id = made.fetchone()[0]
        self._record(day, OPENS_S, "day_opened", f'{{"day":"{day}"}}')
        given: dict[str, int] = {}
        for n in range(visits):
            self._visited(day_id, day, n, given)
        self._record(
            day, len(CLOCK) - 1, "day_closed", f'{{"closed":0,"day":"{day}","issued":{visits},"ratings":{{}}}}'
        )
        self._conn.executemany(
            "INSERT INTO number_series (day_id, letter, given) VALUES (?, ?, ?)",
            [(day_id, *pair) for pair in given.items()],
        )
        for name, columns in TABLES.items():
            names = columns.split()
            marks = ", ".join("?" * len(names))
            self._conn.executemany(f"INSERT INTO {name} ({', '.join(names)}) VALUES ({marks})", self._rows[name])  # noqa: S608 our own words
            self._rows[name].clear()

    def _visited(self, day_id: int, day: date, n: int, given: dict[str, int]) -> None:
        """Somebody came, was called, served and went."""
        self._visit += 1
        visit, hall, rows = self._visit, self.hall, self._rows
        group, letter, first, service, code = self._services[n % len(self._services)]
        counter, number = self._counters[n % len(self._counters)]
        digits = first + given.get(letter, 0)
        given[letter] = given.get(letter, 0) + 1
        clerk, at = f"c-{number:08}", OPENS_S + n * BETWEEN_S
        came, called, start, gone = (f"{day} {CLOCK[at + s]}" for s in (0, CALLED_S, STARTED_S, FINISHED_S))
        reference = f"{came[:19].replace(' ', 'T')}Z"
        one = self._record(
            day,
            at,
            "visit_issued",
            f'{{"ahead":0,"group":"{letter}","lang":"bg","number":"{letter} {digits:03}","origin":"kiosk",'
            f'"promise_s":900,"service":"{code}","visitor_class":"ordinary"}}',
            visit,
        )
        self._record(day, at + 1, "print_settled", f'{{"cause":null,"job":{visit},"state":"sent"}}', visit)
        two = self._record(
            day,
            at + CALLED_S,
            "visit_called",
            f'{{"before":{{"called_at":null,"calls":0,"counter_id":null,"last_seq":{one},"state":"waiting",'
            f'"wanted_counter_id":null}},"call":{visit},"how":"next","promise_s":900,"reference_at":"{reference}","state":"called"}}',
            visit,
            number,
            clerk,
        )
        before = f'{{"before":{{"last_seq":{two},"state":"called"}},"state":"serving"}}'
        three = self._record(day, at + STARTED_S, "visit_started", before, visit, number, clerk)
        before = f'{{"before":{{"last_seq":{three},"state":"serving"}},"state":"finished"}}'
        four = self._record(day, at + FINISHED_S, "visit_finished", before, visit, number, clerk)
        key = sha256(f"{visit}".encode()).hexdigest()[:36]
        why = (
            f'{{"rule":"share-of-promise/1","at":"{called[:19].replace(" ", "T")}Z","chosen":{{"visit":{visit},'
            f'"reference_at":"{reference}","promise_s":900,"waited_s":{CALLED_S},"urgency":"2/3"}},"runner_up":null}}'
        )
        rows["visit"].append(
            (
                *(visit, hall, day_id, group, service, letter, digits, "finished", "ordinary", came, 900, came),
                *(counter, called, 1, 0, 1, 0, 0, 145.5, "bg", "mine", "{}", key, key[:32], four),
            )
        )
        rows["stage"] += [
            (visit, "waiting", service, came, called, None, None, one, two),
            (visit, "called", service, called, start, counter, clerk, two, three),
            (visit, "serving", service, start, gone, counter, clerk, three, four),
        ]
        rows["call"].append((visit, hall, day_id, visit, counter, "next", called, key, 0, why))
        rows["print_job"].append((visit, hall, visit, "sent", 0, came, came))

    def _record(
        self,
        day: date,
        at: int,
        kind: str,
        data: str,
        visit: int | None = None,
        counter: int | None = None,
        clerk: str = "",
    ) -> int:
        """An entry of the journal; `data` is JSON with sorted keys and no spaces, as the chain takes it."""
        self.seq += 1
        self.last_at = f"{day} {CLOCK[at]}"
        who = f'"{clerk}"' if clerk else "null"
        line = (
            f'{{"at":"{day}T{CLOCK[at]}Z","clerk":{who},"counter":{counter or "null"},"data":{data},"kind":"{kind}",'
            f'"seq":{self.seq},"visit":{visit or "null"}}}'
        )
        self.head = sha256(f"{self.head}\n{line}".encode()).hexdigest()
        self._rows["event"].append(
            (self.hall, self.seq, self.last_at, kind, visit, counter, clerk or None, data, self.head)
        )
        return self.seq
