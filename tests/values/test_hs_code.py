import pytest

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import HSCode


@pytest.mark.parametrize("written", ["0902.10", "0902 10", " 0902-10 ", "090210"])
def test_a_code_is_read_as_people_write_it(written: str) -> None:
    assert HSCode.parse(written) == HSCode("090210")


def test_what_is_no_code_is_refused_with_what_was_found() -> None:
    with pytest.raises(InputError) as refused:
        HSCode.parse("tea")
    assert refused.value.text == Text("values.hs_code", found="tea")


def test_a_national_code_is_printed_with_its_tail() -> None:
    assert str(HSCode("0902100001")) == "0902.10 0001"
