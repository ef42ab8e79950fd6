import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import HSCode

CODES = st.sampled_from((2, 4, 6, 8, 9, 10, 11, 12)).flatmap(
    lambda length: st.text("0123456789", min_size=length, max_size=length).map(HSCode)
)


@pytest.mark.parametrize("written", ["0902.10", "0902 10", " 0902-10 ", "090210", "0902\u00a010", "0902\u300010"])
def test_a_code_is_read_as_people_write_it(written: str) -> None:
    assert HSCode.parse(written) == HSCode("090210")


@pytest.mark.parametrize("written", ["tea", "", "1", "090", "09021", "0902100", "0902100000000", "٠٩٠٢١٠", "9.021E+05"])
def test_what_is_no_code_is_refused_with_what_was_found(written: str) -> None:
    with pytest.raises(InputError) as refused:
        HSCode(written)
    assert refused.value.text == Text("values.hs_code", found=written)
    assert refused.value.hint == Text("values.hs_code_hint")


@pytest.mark.parametrize(
    ("digits", "shown"), [("09", "09"), ("0902", "0902"), ("090210", "0902.10"), ("0902100001", "0902.10 0001")]
)
def test_a_code_is_printed_as_trade_papers_do(digits: str, shown: str) -> None:
    assert str(HSCode(digits)) == shown


@given(CODES)
def test_a_printed_code_is_read_back(code: HSCode) -> None:
    assert HSCode.parse(str(code)) == code


@given(CODES)
def test_chapter_heading_and_subheading_are_beginnings_of_the_code(code: HSCode) -> None:
    assert (code.chapter, code.heading, code.hs6) == (code.digits[:2], code.digits[:4], code.digits[:6])
