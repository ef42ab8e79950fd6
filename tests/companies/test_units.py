from __future__ import annotations

from decimal import Decimal

import pytest

from tearoad.companies.units import compared, per_unit_in, unit_in, unit_name
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say


@pytest.mark.parametrize(
    ("written", "english", "chinese", "russian"),
    [("kg", "kg", "公斤", "кг"), ("КГ", "kg", "公斤", "кг"), ("箱", "cartons", "箱", "кор."), ("тонн", "t", "吨", "т")],
)
def test_a_unit_is_called_as_the_reader_calls_it(written: str, english: str, chinese: str, russian: str) -> None:
    said = unit_name(written)
    assert isinstance(said, Text)
    assert [say(said, language) for language in (Language.EN, Language.ZH, Language.RU)] == [english, chinese, russian]


def test_an_unknown_unit_stays_as_it_was_written() -> None:
    assert unit_name("pallet") == "pallet"
    assert compared("Pallet") == ("pallet", Decimal(1))


def test_units_of_weight_are_compared_in_kilograms() -> None:
    assert [compared(unit) for unit in ("t", "克", "кг")] == [
        ("kg", Decimal(1000)),
        ("kg", Decimal("0.001")),
        ("kg", Decimal(1)),
    ]


@pytest.mark.parametrize(
    ("written", "behind_a_number", "of_a_price"),
    [
        ("箱", ("cartons", "箱", "кор."), ("carton", "箱", "кор.")),
        ("pcs", ("pcs", "件", "шт."), ("pc", "件", "шт.")),
        ("FCL", ("containers", "个集装箱", "конт."), ("container", "集装箱", "конт.")),
        ("pallet", ("pallet",) * 3, ("pallet",) * 3),
        ("", ("",) * 3, ("",) * 3),
    ],
)
def test_a_paper_writes_many_behind_a_number_and_one_behind_a_price(
    written: str, behind_a_number: tuple[str, ...], of_a_price: tuple[str, ...]
) -> None:
    readers = (Language.EN, Language.ZH, Language.RU)
    assert tuple(unit_in(written, reader) for reader in readers) == behind_a_number
    assert tuple(per_unit_in(written, reader) for reader in readers) == of_a_price
