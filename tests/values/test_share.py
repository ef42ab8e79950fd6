from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import NOTHING, Share

SHARES = st.decimals(min_value=0, max_value=1, places=6).map(Share)


def test_a_third_of_sixteen_kept_free_leaves_eleven() -> None:
    assert Share(Decimal("0.3")).rest_of(16) == 11


def test_a_share_is_exact() -> None:
    assert Share(Decimal("0.1")).rest_of(10) == 9


@given(SHARES, st.integers(min_value=0, max_value=10**6))
def test_what_is_left_is_the_largest_whole_number_that_keeps_the_share_free(share: Share, total: int) -> None:
    rest = share.rest_of(total)
    assert 0 <= rest <= total
    assert total - rest >= share.value * total
    assert rest == total or total - (rest + 1) < share.value * total


@given(st.integers(min_value=0, max_value=10**6))
def test_no_share_leaves_the_whole_and_the_whole_leaves_nothing(total: int) -> None:
    assert (NOTHING.rest_of(total), Share(Decimal(1)).rest_of(total)) == (total, 0)


@pytest.mark.parametrize("value", ["-0.01", "1.01", "30", "NaN", "Infinity"])
def test_what_is_outside_the_whole_is_refused(value: str) -> None:
    with pytest.raises(InputError) as refused:
        Share(Decimal(value))
    assert refused.value.text == Text("values.share", found=value)
