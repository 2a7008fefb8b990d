"""A request, as the hall reads it."""

from typing import Any

from flask import Request, abort


class HallRequest(Request):
    """No body asks for nothing in particular: it reads as an empty object. JSON nested too deeply is no JSON.

    A body that does not say it is JSON is not read at all: a page elsewhere could make a browser send it unasked.
    """

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The body as Python sees it; None (`silent`) or a 400 for what is no JSON, 415 for what says it is none."""
        if not self.get_data():
            return {}
        if not force and not self.is_json:
            abort(415, "a body must say that it is JSON: Content-Type: application/json")
        try:
            return super().get_json(force=force, silent=silent, cache=cache)
        except RecursionError:
            return None if silent else abort(400, "the JSON is nested too deeply")
