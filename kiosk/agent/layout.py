"""What a ticket looks like, as the office sets it: its logo, its own texts, which blocks in which order, how large."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from kiosk.agent.logo_file import logo_png
from kiosk.agent.plain import lacking, plain
from kiosk.agent.refusals import BadLayout

Size = Literal["small", "normal", "large"]
BlockName = Literal["house", "number", "service", "when", "documents", "follow", "farewell"]
SIZES: tuple[Size, ...] = get_args(Size)
BLOCKS: tuple[BlockName, ...] = get_args(BlockName)
LANGUAGES = ("bg", "en", "ro", "tr")
LONGEST_TEXT = 200  # letters of a header or footer


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`header` and `footer` are the hall's own texts by language; whoever writes a ticket chooses among them.

    `logo` is a PNG in base64 that stands in the place of the house's mark. What is not in `blocks` is not printed.
    `short` is for busy days: of the blocks only house, number, service, code and time, and all of them smaller.
    Raises BadLayout.
    """

    header: Mapping[str, str] = field(default_factory=dict, hash=False)
    footer: Mapping[str, str] = field(default_factory=dict, hash=False)
    logo: str | None = None
    size: Size = "normal"
    blocks: tuple[BlockName, ...] = BLOCKS
    short: bool = False

    def __post_init__(self) -> None:
        for name in ("header", "footer"):
            object.__setattr__(self, name, _texts(name, getattr(self, name)))
        if self.logo is not None:
            if not isinstance(self.logo, str):
                raise BadLayout("logo", "kind", kind="a PNG in base64, or nothing")
            logo_png(self.logo)
        if self.size not in SIZES:
            raise BadLayout("size", "choice", choices=", ".join(SIZES), given=self.size)
        object.__setattr__(self, "blocks", _blocks(self.blocks))
        if not isinstance(self.short, bool):
            raise BadLayout("short", "kind", kind="yes or no")

    @classmethod
    def from_json(cls, data: object) -> "Layout":
        """A layout from what a form or `to_json` said; what it does not say is as in the standard one."""
        if not isinstance(data, Mapping):
            raise BadLayout("layout", "kind", kind="an object")
        known = {one.name for one in fields(cls)}
        for name in data:
            if name not in known:
                raise BadLayout(str(name), "unknown")
        return cls(**data)

    def to_json(self) -> dict[str, Any]:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return values | {"header": dict(self.header), "footer": dict(self.footer), "blocks": list(self.blocks)}


def _texts(name: str, texts: object) -> dict[str, str]:
    """By language, cleaned; an empty one is left out."""
    if not isinstance(texts, Mapping):
        raise BadLayout(name, "kind", kind="a text for each language")
    found = {}
    for lang, text in texts.items():
        if lang not in LANGUAGES:
            raise BadLayout(name, "language", given=lang)
        place = f"{name}.{lang}"
        if not isinstance(text, str):
            raise BadLayout(place, "kind", kind="a text")
        if foreign := lacking(text[: 20 * LONGEST_TEXT]):
            raise BadLayout(place, "letters", letters=" ".join(foreign[:12]))
        kept = plain(text, 20 * LONGEST_TEXT)
        if len(kept) > LONGEST_TEXT:
            raise BadLayout(place, "too_long", longest=LONGEST_TEXT, has=len(kept))
        if kept:
            found[lang] = kept
    return found


def _blocks(names: object) -> tuple[BlockName, ...]:
    if not isinstance(names, list | tuple):
        raise BadLayout("blocks", "kind", kind="a list of blocks")
    found: list[BlockName] = []
    for name in names:
        if name not in BLOCKS:
            raise BadLayout("blocks", "block_unknown", given=name)
        if name in found:
            raise BadLayout("blocks", "block_twice", given=name)
        found.append(name)
    if "number" not in found:
        raise BadLayout("blocks", "block_number")
    return tuple(found)


STANDARD = Layout()
