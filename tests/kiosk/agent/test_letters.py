"""Every letter of the four languages is in the fonts that print it."""

import json
import string
import tomllib
from collections.abc import Iterator

import pytest
from PIL import ImageFont

from kiosk.agent.plain import plain
from kiosk.agent.typeset import FONTS, font
from tests.kiosk.agent.tickets import ROOT

BULGARIAN = "абвгдежзийклмнопрстуфхцчшщъьюя"
TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzâîû"
ROMANIAN = "aăâbcdefghiîjklmnopqrsștțuvwxyz"
SIGNS = "„“”‘’«»–—…·№€%§×°½!?.,:;()/+-'\""
CAPITALS = (BULGARIAN + ROMANIAN).upper() + "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"


def drawn(face: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(letter, mode="1")
    return mask.size, bytes(mask)


def missing(letters: str, weight: str) -> set[str]:
    face = font(weight, 40)
    nothing = drawn(face, "\uffff")
    assert nothing == drawn(face, "語")  # both show the empty frame
    return {letter for letter in letters if not letter.isspace() and drawn(face, letter) == nothing}


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_of(one)


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
def test_all_letters_figures_and_signs_can_be_printed(weight: str) -> None:
    letters = BULGARIAN + TURKISH + ROMANIAN + CAPITALS + SIGNS + string.digits + string.ascii_letters
    assert missing(letters, weight) == set()


def test_a_number_can_be_printed_in_its_own_face() -> None:
    assert missing(string.ascii_uppercase + string.digits + BULGARIAN.upper() + "-", "ExtraBold") == set()


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
def test_everything_the_catalogue_says_can_be_printed(weight: str) -> None:
    catalogue = tomllib.loads((ROOT / "server/catalogue.toml").read_text())
    words = json.loads((ROOT / "server/translations/ticket.json").read_text())
    letters = set(plain("".join(texts_of([catalogue, words])), 10**7))
    assert missing("".join(letters), weight) == set()


def test_the_fonts_bring_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
