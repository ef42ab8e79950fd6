"""A firm's name cut at the words many firms share."""

from __future__ import annotations

import pytest

from tearoad.names.parsed import parse_firm, parse_person


def words(written: str) -> list[tuple[str, ...]]:
    return [reading.words for reading in parse_firm(written).readings]


def test_a_name_of_five_thousand_han_characters_is_cut_at_every_word() -> None:
    assert words("贸易" * 2500) == [("trading",) * 2500]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("绿岭茶", ("luling", "tea")),
        ("茶绿茶", ("tea", "lu", "tea")),
        ("进出口贸易", ("impex", "trading")),
        ("茶", ("tea",)),
    ],
)
def test_words_before_between_and_behind_are_kept_in_their_order(written: str, expected: tuple[str, ...]) -> None:
    assert words(written)[0] == expected


def test_a_firm_is_no_person_and_a_person_no_firm() -> None:
    firm, person = parse_firm("ООО «Ромашково»"), parse_person("Ромашков Пётр")
    assert (firm.person, firm.form is None) == (False, False)
    assert (person.person, person.form) == (True, None)


def test_a_firm_keeps_its_legal_form_and_a_person_the_words_that_look_like_one() -> None:
    assert words("Romashkovo LLC") == [("romashkovo",)]
    assert [reading.words for reading in parse_person("Llc Romashkov").readings] == [("llc", "romashkov")]


def test_a_title_falls_away_unless_it_is_the_whole_name() -> None:
    assert [reading.words for reading in parse_person("Dr Petrov").readings] == [("petrov",)]
    assert [reading.words for reading in parse_person("Dr").readings] == [("dr",)]


def test_digits_in_a_person_s_name_are_read_as_the_letters_they_look_like_unless_it_is_a_number() -> None:
    assert [reading.words for reading in parse_person("Ig0r 007").readings] == [("igor", "007")]


def test_a_name_written_twice_with_a_stroke_has_the_readings_of_both() -> None:
    assert words("Romashkovo LLC / Lianhua Co.") == [("romashkovo",), ("lianhua",)]
    assert words("A B C Tea") == [("abc", "tea")]
