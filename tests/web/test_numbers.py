from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.web.numbers import whole


@given(st.integers(0, 10**9 - 1))
def test_a_count_is_read(number: int) -> None:
    assert whole(str(number)) == number


@pytest.mark.parametrize("written", ["", "-1", "1.5", "²", "٣", "1" * 5000, "1000000000", "1 ", "x"])
def test_what_is_no_count_is_none(written: str) -> None:
    assert whole(written) is None
