"""What the server says to visitors, in four languages: `server/translations/<face>.json`."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from babel import Locale

from server.hall.pictures import Lang

LANGS: tuple[Lang, ...] = get_args(Lang)
FOLDER = Path(__file__).parent.parent / "translations"


@cache
def words_of(face: str) -> Mapping[str, Mapping[str, Any]]:
    """A face's sentences: key to language to text, or to the texts of its plural forms."""
    return json.loads((FOLDER / f"{face}.json").read_text("utf-8"))  # type: ignore[no-any-return]


def in_lang(named: Mapping[str, str], lang: str) -> str:
    """What has a name in each language, in this one, else in Bulgarian, else in any; empty if it has none."""
    return named.get(lang) or named.get("bg") or next(iter(named.values()), "")


def say(face: str, key: str, lang: str, **facts: Any) -> str:
    """A sentence in this language, its placeholders filled; `n` chooses the plural form."""
    text = words_of(face)[key][lang]
    if isinstance(text, Mapping):
        text = text.get(_plural(lang, facts["n"])) or text["other"]
    return str(text).format(**facts)


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)


def _plural(lang: str, n: int) -> str:
    return str(_locale(lang).plural_form(n))
