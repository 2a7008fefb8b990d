"""A request, as the hall reads it."""

from typing import Any

from flask import Request, abort


class HallRequest(Request):
    """No body asks for nothing in particular: it reads as an empty object. JSON nested too deeply is no JSON."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The body as Python sees it; None (`silent`) or a 400 for what is no JSON."""
        if not self.get_data():
            return {}
        try:
            return super().get_json(force=force, silent=silent, cache=cache)
        except RecursionError:
            return None if silent else abort(400, "the JSON is nested too deeply")
