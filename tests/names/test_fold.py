import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.names.fold import digits_and_letters, fold, words_sought


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ООО «Ёлка»", "ооо елка"),
        ("Ｇｕｉｚｈｏｕ　Ｔｅａ", "guizhou tea"),
        ("Société Générale, S.A.", "societe generale s a"),
        ("Al-Ta'i", "al tai"),
        ("SiemensAG", "siemens ag"),
        ("Volkswagen GmbH", "volkswagen gmbh"),
        ("Østerbro & Łódź", "osterbro and lodz"),
        ("贵州（茶业）有限公司", "贵州 茶业 有限公司"),
        ("и\u0306од", "йод"),
        ("", ""),
    ],
)
def test_width_case_accents_and_punctuation_fall_away(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_latin_letter_hidden_in_a_cyrillic_word_becomes_cyrillic() -> None:
    assert fold("Сбeрбaнк") == fold("Сбербанк")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(written: str) -> None:
    assert fold(fold(written)) == fold(written)


@pytest.mark.parametrize(
    ("number", "bare"), [("ИНН 77-07 083893", "ИНН7707083893"), ("b 12.34", "B1234"), ("none", ""), ("", "")]
)
def test_a_number_is_letters_and_digits_and_has_a_digit(number: str, bare: str) -> None:
    assert digits_and_letters(number) == bare


@pytest.mark.parametrize(("written", "sought"), [("Ёлка, Co", ["елка", "co"]), (" % ? ", ["%", "?"]), (" ", [])])
def test_marks_alone_are_looked_for_as_they_stand_and_are_in_no_folded_text(written: str, sought: list[str]) -> None:
    assert words_sought(written) == sought
