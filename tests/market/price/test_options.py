"""Amounts that options of the command give."""

from __future__ import annotations

import pytest

from tearoad.cli.market.pricing import amount_of
from tearoad.errors import InputError


@pytest.mark.parametrize(("written", "amount"), [("0", 0), ("8.50", 8.5), ("1e3", 1000)])
def test_amount_of_zero_or_more_is_read(written: str, amount: float) -> None:
    assert amount_of(written, "--pieces") == amount


@pytest.mark.parametrize("written", ["", "abc", "-0.01", "NaN", "Infinity", "1e99"])
def test_what_is_no_amount_is_refused_with_its_option(written: str) -> None:
    """Finds letters that are taken for an amount."""
    with pytest.raises(InputError) as met:
        amount_of(written, "--pieces")
    assert (met.value.text["option"], met.value.text["found"]) == ("--pieces", written)
