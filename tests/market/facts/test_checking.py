from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.market.facts.checking import NumberWarning, check_numbers, implied_base
from tearoad.market.facts.document import Exactness, StatedNumber
from tearoad.market.facts.reading import read_facts

LOW, CONFLICT, IMPOSSIBLE = NumberWarning.LOW_BASE, NumberWarning.CONFLICT, NumberWarning.IMPOSSIBLE
STATEMENTS = [
    # Worked out by hand: base, lowest, highest, each to four digits.
    ("The line moved 1.5 million tonnes, up 83 per cent.", "819700", "790200", "849300", (LOW,)),
    ("The line moved 1.5 million tonnes, a nearly 83 per cent jump.", "819700", "792300", "851600", (LOW,)),
    ("Sales rose 10% to 220 tonnes.", "200.0", "194.6", "205.5", ()),
    ("Sales fell 20% to 80 tonnes.", "100.0", "98.76", "101.3", ()),
    ("Sales rose by more than 50 per cent to 300 tonnes.", "200.0", "165.6", "233.3", (LOW,)),
    ("Exports grew 25 per cent to $5 million, from $4 million.", "4000000", "3586000", "4418000", ()),
    ("Exports grew 25 per cent to $5 million, from $3 million.", "4000000", "3586000", "4418000", (CONFLICT,)),
    ("Вывоз вырос на 100 % и составил 640 тонн.", "320.0", "316.7", "323.3", (LOW,)),
    ("Ввоз сократился на 5 % до 190 тонн против 200 тонн.", "200.0", "193.7", "206.3", ()),
    ("Ввоз сократился на 5 % до 190 тонн против 250 тонн.", "200.0", "193.7", "206.3", (CONFLICT,)),
    ("出口1.2万吨，同比增长20%。", "10000", "9544", "10460", ()),
    ("出口300吨，同比下降40%。", "500.0", "413.2", "588.2", ()),
    ("出口300吨，同比增长50%，上年同期为100吨。", "200.0", "166.1", "234.1", (LOW, CONFLICT)),
]


@pytest.mark.parametrize(("text", "base", "low", "high", "warnings"), STATEMENTS)
def test_base_is_worked_out_with_what_rounding_leaves_open(
    text: str, base: str, low: str, high: str, warnings: tuple[NumberWarning, ...]
) -> None:
    (found,) = check_numbers(read_facts(text))

    assert found.base is not None
    assert found.low is not None
    assert found.high is not None
    shown = [Decimal(f"{one:.4g}") for one in (found.base, found.low, found.high)]
    assert shown == [Decimal(base), Decimal(low), Decimal(high)]
    assert found.warnings == warnings


def test_fall_by_more_than_all_is_impossible() -> None:
    (found,) = check_numbers(read_facts("Sales fell 120% to 80 tonnes."))

    assert (found.base, found.warnings) == (None, (IMPOSSIBLE,))


@pytest.mark.parametrize("text", ["The share is 12%.", "We sold 300 tonnes.", "It takes 3 days, up 12 per cent."])
def test_nothing_follows_where_no_change_stands_beside_a_quantity(text: str) -> None:
    assert check_numbers(read_facts(text)) == ()


@given(base=st.integers(1, 10**9), now=st.integers(1, 10**9), digits=st.integers(0, 2))
def test_true_base_lies_in_the_interval_however_both_numbers_were_rounded(base: int, now: int, digits: int) -> None:
    step = Decimal(10) ** (len(str(now)) - 2)
    quantity = StatedNumber((Decimal(now) / step).quantize(Decimal(1)) * step, step)
    place = Decimal(1).scaleb(-digits)
    change = StatedNumber((Decimal(now) / base * 100 - 100).quantize(place), place)

    found = implied_base(quantity, change)

    assert found is None or found[1] * (1 - Decimal("1e-20")) <= base <= found[2] * (1 + Decimal("1e-20"))
    assert found is not None or change.low <= -100


@given(value=st.integers(1, 10**6))
def test_limits_lie_on_the_side_that_the_words_name(value: int) -> None:
    number, step = Decimal(value), Decimal(1)

    assert StatedNumber(number, step, Exactness.BELOW).high == number
    assert StatedNumber(number, step, Exactness.ABOVE).low == number
    assert StatedNumber(number, step).high - StatedNumber(number, step).low == step
