"""The built pages of the live screens."""

from pathlib import Path

from flask import Response, abort, send_from_directory

SCREENS = Path(__file__).parent / "static" / "screens"


def screen(name: str) -> Response:
    """A screen's page as it was built into the package; 404 with a word of help where it was not."""
    if not (SCREENS / f"{name}.html").is_file():
        abort(404, "the screens are not built: install the package, or run `make screens`")
    answer = send_from_directory(SCREENS, f"{name}.html", max_age=0)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
