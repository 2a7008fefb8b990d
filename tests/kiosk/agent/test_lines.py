"""Where a line may end on a narrow paper."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agent.typeset import even_lines, font, lines, width_of

FACE = font("Medium", 26)


def broken(text: str, width: int) -> list[str]:
    return [line.replace("\u00a0", " ") for line in lines(text, FACE, width)]


def test_a_short_text_is_one_line() -> None:
    assert broken("Документ за самоличност", 520) == ["Документ за самоличност"]


def test_a_text_is_as_wide_as_its_letters() -> None:
    for weight in ("Medium", "Bold", "CondensedExtraBold"):
        face = font(weight, 27)
        text = "AVATAR ТАКСА ГАРА, Țară – İŞ 042\u2009\u00a0"
        assert width_of(text, face) == face.getlength(text, mode="1")


def test_a_one_letter_word_goes_with_the_next() -> None:
    for width in range(120, 500, 10):
        assert not any(line.endswith((" и", " с", " в", " о")) for line in broken("само с карта и в брой о ден", width))


def test_a_particle_goes_with_its_verb() -> None:
    for width in range(200, 500, 10):
        for line in broken("Изчакайте спокойно. Ще покажем номера, за да видите кога да дойдете", width):
            assert not line.endswith((" Ще", " за", " да"))


def test_a_number_keeps_its_unit_and_a_dash_its_word() -> None:
    for width in range(180, 500, 10):
        for line in broken("Снимка 3,5 × 4,5 см – такса 1,53 € по чл. 54 след 20 минути", width):
            assert not line.endswith(("4,5", "1,53", "чл.", "20"))
            assert not line.startswith(("×", "–", "€"))


def test_a_long_double_word_may_break_at_its_hyphen_and_a_short_one_never() -> None:
    assert broken("Препис-извлечение", 180) == ["Препис-", "извлечение"]
    assert broken("още по-висока", 150) == ["още", "по-висока"]


def test_a_word_wider_than_the_paper_is_broken_and_nothing_of_it_lost() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 2
    assert "".join(broken(word, 200)) == word


def test_centred_lines_are_about_as_long_as_each_other() -> None:
    first, second = even_lines("Изчакайте спокойно. Ще обявим номера ви на екрана и с глас.", font("Bold", 26), 520)
    assert abs(width_of(first, font("Bold", 26)) - width_of(second, font("Bold", 26))) < 130


@settings(derandomize=True, database=None, deadline=None)
@given(st.text("абвг дежз-и 0123 –€№ABCş\u00a0", min_size=1), st.integers(60, 520))
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: int) -> None:
    found = lines(text, FACE, width)
    assert all(width_of(line, FACE) <= width or len(line) == 1 for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())
