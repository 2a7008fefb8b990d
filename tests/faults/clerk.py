"""A clerk at a counter: next, start, finish; now and then somebody does not come, is called again or is set aside."""

from tests.faults.history import History, Op
from tests.faults.person import Person

AFTER = {
    "next": "called",
    "recall": "called",
    "start": "serving",
    "finish": "finished",
    "absent": "absent",
    "park": "parked",
    "return": "waiting",
}


class Clerk(Person):
    """Asks the desk where things stand whenever a step was refused or had no answer, as the desk's screen does."""

    repeatable = frozenset(AFTER) - {"recall"}  # a step is taken once, whoever asks twice; a recall is another one

    def __init__(self, name: str, token: str, history: History, seed: int, counter: int) -> None:
        super().__init__(name, token, history, seed)
        self._counter = counter
        self._open: tuple[int, str] | None = None  # the visit at this desk and its state
        self._aside: list[int] = []

    def step(self) -> None:
        """Whatever a clerk does with the visit at the desk, or without one."""
        chance = self.chance.random()
        if self._open is None:
            if self._aside and chance < 0.3:
                return self._step("return", self._aside.pop(0))
            return self._next()
        visit, state = self._open
        if state == "called":
            what = "start" if chance < 0.7 else "recall" if chance < 0.8 else "absent" if chance < 0.9 else "park"
        else:
            what = "finish" if chance < 0.85 else "park"
        return self._step(what, visit)

    def learn(self, op: Op) -> None:
        """Whom the desk holds now."""
        if op.outcome != "ok":
            return self.look_round()
        if op.status == 204:
            return None
        visit, state = op.said["visit"], op.said["state"]
        if op.what in ("absent", "park"):
            self._aside.append(visit)
        if state in ("called", "serving"):
            self._open = (visit, state)
        elif op.what != "return":
            self._open = None
        return None

    def look_round(self) -> None:
        """What the desk shows; in the morning, and after midnight, the clerk signs on first."""
        op = self.ask("look", "GET", "desk", {})
        if op.status == 409:
            op = self.ask("sign_on", "POST", "desk", {"counter": self._counter})
        here = op.said.get("visit")
        self._open = (here["visit"], here["state"]) if here else None

    def _next(self) -> None:
        asked = {"key": self.key(), "expected": None}
        op = self.ask("next", "POST", "desk/next", asked)
        self.learn(op)
        if op.status == 200 and self.chance.random() < 0.2:  # the key bounces
            self.ask("next", "POST", "desk/next", asked)

    def _step(self, what: str, visit: int) -> None:
        self.learn(self.ask(what, "POST", f"visits/{visit}/{what}", {}, visit))
