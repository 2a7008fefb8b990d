"""Every letter of the four languages is in the fonts that print it."""

import json
import string
import tomllib
from collections.abc import Iterator

import pytest
from PIL import ImageFont

from kiosk.agent.letters import IN_NUMBER, IN_TEXT, NUMBER, TEXT
from kiosk.agent.number import FACES
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


@pytest.mark.parametrize("weight", FACES)
def test_a_number_can_be_printed_in_its_own_faces(weight: str) -> None:
    assert missing(string.ascii_uppercase + string.digits + BULGARIAN.upper() + "-", weight) == set()


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
def test_nothing_that_counts_as_printable_comes_out_as_an_empty_frame(weight: str) -> None:
    assert missing("".join(map(chr, sorted(IN_TEXT))), weight) == set()


@pytest.mark.parametrize("weight", FACES)
def test_nothing_in_a_number_comes_out_as_an_empty_frame(weight: str) -> None:
    assert missing("".join(map(chr, sorted(IN_NUMBER))), weight) == set()


def test_the_fonts_were_cut_as_their_readme_says() -> None:
    readme = (FONTS / "README.md").read_text()
    for name, ranges in (("TEXT", TEXT), ("NUMBER", NUMBER)):
        assert f"\n{name}={','.join('U+' + one for one in ranges.split())}\n" in readme


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
def test_everything_the_catalogue_says_can_be_printed(weight: str) -> None:
    catalogue = tomllib.loads((ROOT / "server/catalogue.toml").read_text())
    words = json.loads((ROOT / "server/translations/ticket.json").read_text())
    texts = "".join(texts_of([catalogue, words]))
    assert set("".join(plain(texts, 10**7).split())) == set("".join(texts.split()))
    assert missing("".join(set(texts)), weight) == set()


def test_the_fonts_bring_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
