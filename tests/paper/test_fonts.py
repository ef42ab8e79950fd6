from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.paper.fonts import _drawn, covered, legible
from tearoad.words.catalogue import LOCALES


def test_everyday_letters_are_really_in_the_fonts() -> None:
    """`covered` takes three ranges for granted; the fonts' own tables must agree."""
    drawn = {code for first, last in _drawn() for code in range(first, last + 1)}
    taken_for_granted = {*range(0x20, 0x7F), *range(0x410, 0x452), *range(0x4E00, 0x9FA6)}
    assert taken_for_granted - drawn == set()


def test_names_in_our_scripts_stay_as_they_are() -> None:
    for name in ("贵州绿岭茶业有限公司", "ООО «Ёлка» № 5", "Әсел Қуанышқызы", "Jüri Tamm OÜ", "USD 12.50 / kg ₽ ¥ €"):
        assert legible(name) == name


def test_every_sentence_of_the_papers_can_be_printed() -> None:
    catalogues = sorted(LOCALES.glob("*/papers.po"))
    assert len(catalogues) == 3
    for catalogue in catalogues:
        words = "".join(catalogue.read_text(encoding="utf-8").split())
        assert [char for char in words if not covered(char)] == []


def test_a_script_without_font_is_written_in_latin_letters() -> None:
    assert legible("ქართული ჩაი") == "kartuli chai"


def test_a_smiley_and_invisible_marks_are_left_out() -> None:
    assert legible("tea\U0001f375\u202e\u0000\u200d") == "tea"


def test_a_line_end_in_a_cell_becomes_a_space() -> None:
    assert legible("one\ntwo\u3000three") == "one two three"


def test_a_long_address_gets_places_to_break() -> None:
    broken = legible("very.long.mailbox.name@purchasing.department.example")
    assert broken.replace("\u200b", "") == "very.long.mailbox.name@purchasing.department.example"
    assert max(len(piece) for piece in broken.split("\u200b")) <= 22


@settings(max_examples=100, derandomize=True)
@given(st.text(max_size=60))
def test_whatever_is_written_becomes_letters_that_the_fonts_have(text: str) -> None:
    made = legible(text)
    assert [char for char in made if char != "\u200b" and not covered(char)] == []


def test_a_figure_is_not_torn_apart_at_its_thousands() -> None:
    assert legible("1\u202f000 кг, 2\u00a0000 €") == "1\u00a0000 кг, 2\u00a0000 €"
