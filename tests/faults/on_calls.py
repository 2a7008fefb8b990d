"""What must be true of calls and steps."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator

from tests.faults.clerk import AFTER
from tests.faults.evidence import Evidence
from tests.faults.on_tickets import twice

AT_DESK = ("called", "serving")
KIND = {
    "start": "visit_started",
    "finish": "visit_finished",
    "absent": "visit_absent",
    "park": "visit_parked",
    "return": "visit_returned",
    "recall": "visit_recalled",
}


def what_was_called_stands_called(found: Evidence) -> Iterator[str]:
    """Every acknowledged call is in the call table once, as it was answered."""
    rows = defaultdict(list)
    for call in found.calls:
        rows[call.key].append(call)
    for op in found.done("next"):
        if op.status != 200:
            continue
        calls = rows[op.key]
        if len(calls) != 1:
            yield f"{op.key} called {op.said['number']}, and stands {len(calls)} times in the call table"
        elif (calls[0].id, calls[0].visit_id, calls[0].kind) != (op.said["call"], op.said["visit"], "next"):
            yield f"{op.key} called visit {op.said['visit']}, the call table says {calls[0].visit_id}"


def one_press_one_call(found: Evidence) -> Iterator[str]:
    """However often a key is sent, it calls one person, and is answered with that one each time."""
    called = defaultdict(set)
    for op in found.done("next"):
        if op.status == 200:
            called[op.key].add((op.said["visit"], op.said["call"]))
    yield from (f"{key} called {sorted(calls)}" for key, calls in called.items() if len(calls) > 1)
    made = {call.key for call in found.calls}
    for op in found.ops:
        if op.what == "next" and op.outcome == "no" and op.key in made and op.said.get("code") != "no_desk":
            yield f"{op.key} called somebody, and {op.who} was told {op.said.get('code')} when it was pressed again"
    pressed = {op.key for op in found.ops if op.what == "next"}
    for call in found.calls:
        if call.kind == "next" and call.key not in pressed:
            yield f"nobody pressed for call {call.id}"


def calls_stand_in_the_journal(found: Evidence) -> Iterator[str]:
    """The call table and the journal tell of the same calls, in the same order."""
    told = [(e.data["call"], e.visit_id) for e in found.events if e.kind in ("visit_called", "visit_recalled")]
    made = [(call.id, call.visit_id) for call in found.calls]
    if told != made:
        yield f"calls in one and not in the other: {sorted(set(told) ^ set(made))[:5]}"


def nobody_is_called_twice(found: Evidence) -> Iterator[str]:
    """Between two calls of a visit by Next it was put back into the line; and Next calls only who waits."""
    state: dict[int, str] = {}
    for event in found.events:
        if event.kind == "visit_called" and state.get(event.visit_id) != "waiting":
            yield f"entry {event.seq} calls visit {event.visit_id}, which is {state.get(event.visit_id)}"
        if event.kind == "visit_issued":
            state[event.visit_id] = "waiting"
        elif event.kind.startswith("visit_"):
            state[event.visit_id] = event.data.get("state", state.get(event.visit_id))
    waits = Tally(event.visit_id for event in found.events if event.kind in ("visit_issued", "visit_returned"))
    for visit, times in Tally(call.visit_id for call in found.calls if call.kind == "next").items():
        if times > waits[visit]:
            yield f"visit {visit} was called {times} times and waited {waits[visit]} times"


def one_counter_one_visit(found: Evidence) -> Iterator[str]:
    """A visit is open at one counter, a counter has one open visit, and only that counter takes its steps."""
    where: dict[int, int] = {}
    for event in found.events:
        state, at = event.data.get("state"), event.counter
        if not event.kind.startswith("visit_") or state is None:
            continue
        if event.visit_id in where and where[event.visit_id] != at and event.kind != "visit_closed":
            yield f"entry {event.seq}: visit {event.visit_id} is at counter {where[event.visit_id]}, not at {at}"
        if state not in AT_DESK:
            where.pop(event.visit_id, None)
            continue
        others = [visit for visit, counter in where.items() if counter == at and visit != event.visit_id]
        if others:
            yield f"entry {event.seq}: counter {at} has visits {event.visit_id} and {others[0]}"
        where[event.visit_id] = at
    for counter in twice(visit.counter_id for visit in found.visits if visit.state in AT_DESK):
        yield f"counter {counter} has two open visits"


def steps_were_taken_once(found: Evidence) -> Iterator[str]:
    """Every acknowledged step is in the journal, one that had no answer at most once, and no other is."""
    told = Tally((event.visit_id, event.kind) for event in found.events)
    surely = Tally((op.visit, KIND[op.what]) for op in found.done(*KIND))
    perhaps = Tally((op.visit, KIND[op.what]) for op in found.ops if op.what in KIND and op.outcome == "info")
    steps = {step for step in told if step[1] in KIND.values()} | set(surely)
    for step in sorted(steps):
        if not surely[step] <= told[step] <= surely[step] + perhaps[step]:
            yield f"{step[1]} of visit {step[0]}: {surely[step]} acknowledged, {told[step]} in the journal"
    for op in found.done(*AFTER):
        if op.status == 200 and op.what != "next" and op.said["state"] != AFTER[op.what]:
            yield f"{op.who} was told that {op.what} left visit {op.visit} {op.said['state']}"
