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
    ("Sales rose by more than 50 per cent to 300 tonnes.", "200.0", "195.4", "203.3", (LOW,)),
    ("Exports grew 25 per cent to $5 million, from $4 million.", "4000000", "3586000", "4418000", ()),
    ("Exports grew 25 per cent to $5 million, from $3 million.", "4000000", "3586000", "4418000", (CONFLICT,)),
    ("Вывоз вырос на 100 % и составил 640 тонн.", "320.0", "316.7", "323.3", (LOW,)),
    ("Ввоз сократился на 5 % до 190 тонн против 200 тонн.", "200.0", "193.7", "206.3", ()),
    ("Ввоз сократился на 5 % до 190 тонн против 250 тонн.", "200.0", "193.7", "206.3", (CONFLICT,)),
    ("出口1.2万吨，同比增长20%。", "10000", "9544", "10460", ()),
    ("出口300吨，同比下降40%。", "500.0", "487.6", "512.6", ()),
    ("出口300吨，同比增长50%，上年同期为100吨。", "200.0", "196.0", "204.0", (LOW, CONFLICT)),
    ("Output rose 8 per cent to 540 tonnes.", "500", "493.1", "507.0", ()),
    ("Freight fell 12.5% to 35 trains.", "40", "39.41", "40.59", ()),
    ("Nearly 700,000 tonnes crossed the border, a drop of 9 per cent.", "769200", "655700", "773500", ()),
    ("More than 2,000 trucks crossed, an increase of 60 per cent.", "1250", "1246", "1881", (LOW,)),
    ("Exports grew 150% to €2.5 million.", "1000000", "978000", "1022000", (LOW,)),
    ("Imports dropped by 99 per cent to 12 tonnes.", "1200", "766.7", "2500", ()),
    ("Visitors rose 5% to 4,250 people.", "4048", "4024", "4072", ()),
    ("Trade climbed 23.4% to $1.8 billion.", "1459000000", "1418000000", "1500000000", ()),
    ("The port handled 98 containers, down 2%.", "100", "98.98", "101.0", ()),
    ("Sales rose 50 per cent to 90 tonnes from 60 tonnes.", "60", "59.47", "60.54", (LOW,)),
    ("Sales rose 50 per cent to 90 tonnes from 70 tonnes.", "60", "59.47", "60.54", (LOW, CONFLICT)),
    ("Shipments fell less than 10 per cent to 45 trains.", "50", "48.90", "50.56", ()),
    ("Экспорт вырос на 12 % и составил 5,6 тыс. тонн.", "5000", "4933", "5067", ()),
    ("Перевозки упали на 30 % до 21 поезда.", "30", "29.08", "30.94", ()),
    ("Импорт увеличился более чем на 70 % — до 34 контейнеров.", "20", "19.59", "20.29", (LOW,)),
    ("Ввоз сократился почти на 20 % до 16 тонн.", "20", "19.14", "20.62", ()),
    ("Продажи выросли на 25 % до 2,5 млн рублей против 2 млн рублей.", "2000000", "1952000", "2048000", ()),
    ("Продажи выросли на 25 % до 2,5 млн рублей против 1 млн рублей.", "2000000", "1952000", "2048000", (CONFLICT,)),
    ("Турпоток вырос на 200 % и достиг 3 300 человек.", "1100", "1082", "1119", (LOW,)),
    ("Грузооборот снизился на 7,5 % до 37 тонн.", "40", "39.44", "40.56", ()),
    ("出口金额4500万美元，同比增长12.5%。", "40000000", "39540000", "40460000", ()),
    ("过境货车2000辆，同比增长近60%。", "1250", "1219", "1289", (LOW,)),
    # The base lies outside: by hand 150 / 1.195 = 125.5, 345 / 1.505 = 229.2, 1.45 / 1.835 = 0.790.
    ("Imports rose from 100 tonnes to 150 tonnes, an increase of 20 percent.", "125.0", "120.3", "129.7", (CONFLICT,)),
    ("Sales fell 25% to 70 tonnes from 100 tonnes.", "93.33", "92.05", "94.63", (CONFLICT,)),
    ("Вывоз вырос на 50 % – с 200 тыс. тонн до 350 тыс. тонн.", "233300", "229200", "237500", (LOW, CONFLICT)),
    ("运量由100万吨增至150万吨，增长约83%。", "819700", "790200", "849300", (LOW, CONFLICT)),
    ("Экспорт снизился в 2,5 раза, до 40 млн долл. США.", "100000000", "96810000", "103300000", ()),
    ("It moved 1.8 mln tons, nearly double the 0.95 million tons of 2022.", "900000", "875000", "973700", (LOW,)),
    ("进口茶叶36吨，同比下降10%。", "40", "39.23", "40.78", ()),
    ("铁路运量150万吨，增长近83%。", "819700", "792300", "851600", (LOW,)),
    ("开行班列44列，同比增长10%，上年同期为40列。", "40", "39.37", "40.64", ()),
    ("开行班列44列，同比增长10%，上年同期为30列。", "40", "39.37", "40.64", (CONFLICT,)),
]


@pytest.mark.parametrize(("text", "base", "low", "high", "warnings"), STATEMENTS)
def test_base_is_worked_out_with_what_rounding_leaves_open(
    text: str, base: str, low: str, high: str, warnings: tuple[NumberWarning, ...]
) -> None:
    (found,) = check_numbers(read_facts(text))

    assert found.base is not None
    assert found.low is not None
    assert found.high is not None
    shown = [Decimal(f"{amount:.4g}") for amount in (found.base, found.low, found.high)]
    assert shown == [Decimal(base), Decimal(low), Decimal(high)]
    assert found.warnings == warnings


def test_changes_of_several_quantities_go_in_their_order() -> None:
    found = check_numbers(read_facts("口岸开行1.6万列、发送160万标箱，分别增长9%和10%。"))

    assert [(base.quantity.written, base.change.written) for base in found] == [("1.6万列", "9%"), ("160万标箱", "10%")]


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
