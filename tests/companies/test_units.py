from __future__ import annotations

from decimal import Decimal

import pytest

from tearoad.companies.units import compared, unit_said
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say


@pytest.mark.parametrize(
    ("written", "english", "chinese", "russian"),
    [("kg", "kg", "公斤", "кг"), ("КГ", "kg", "公斤", "кг"), ("箱", "cartons", "箱", "кор."), ("тонн", "t", "吨", "т")],
)
def test_a_unit_is_called_as_the_reader_calls_it(written: str, english: str, chinese: str, russian: str) -> None:
    said = unit_said(written)
    assert isinstance(said, Text)
    assert [say(said, one) for one in (Language.EN, Language.ZH, Language.RU)] == [english, chinese, russian]


def test_an_unknown_unit_stays_as_it_was_written() -> None:
    assert unit_said("pallet") == "pallet"
    assert compared("Pallet") == ("pallet", Decimal(1))


def test_units_of_weight_are_compared_in_kilograms() -> None:
    assert [compared(one) for one in ("t", "克", "кг")] == [
        ("kg", Decimal(1000)),
        ("kg", Decimal("0.001")),
        ("kg", Decimal(1)),
    ]
