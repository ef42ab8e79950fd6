import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import CountryCode


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2))
def test_two_capital_letters_are_a_code(letters: str) -> None:
    assert str(CountryCode(letters)) == letters


@pytest.mark.parametrize("written", ["", "R", "ru", "RUS", "R1", "РФ", "俄国", " RU"])
def test_anything_else_is_refused_with_what_was_found(written: str) -> None:
    with pytest.raises(InputError) as refused:
        CountryCode(written)
    assert refused.value.text == Text("values.country", found=written)
