"""Sixty landed prices in four directions, worked out apart from the program, to the cent and back.

Twenty of them have duties of several rates: added, at least, at most, in a third currency.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tearoad.market.price.landed import PricedShipment, highest_ex_works, landed_price
from tearoad.market.price.rates import COLUMNS, RULE, PriceRate, PriceStep, parse_rates
from tearoad.market.price.tables import RatesRefusedError
from tearoad.text import Text

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "sixty.toml").read_text(encoding="utf-8"))["case"]
ON = date(2026, 3, 1)


def rates_of(case: dict[str, Any], without: PriceStep | None = None) -> tuple[PriceRate, ...]:
    lines = [",".join((*COLUMNS, RULE))]
    for written in case["rates"]:
        step, value, unit, *more = written.split()
        currency, rule = (
            [*(word for word in more if word.isupper() or ">" in word), ""][0],
            [*(word for word in more if word.islower()), ""][0],
        )
        if step != without:
            lines.append(f"{step},{case['market']},,{value},{unit},{currency},2026-01-01,,made up (fictional),{rule}")
    return parse_rates("\n".join(lines) + "\n", "sixty.csv")


def shipment_of(case: dict[str, Any]) -> PricedShipment:
    weight = Decimal(case["weight"])
    return PricedShipment(case["market"], case["hs"], ON, case["pieces"], weight, case["currency"])


def test_there_are_sixty_in_four_directions() -> None:
    ways = [(case["currency"], case["market"]) for case in CASES]
    counts = {("CNY", "RUS"): 20, ("CNY", "VNM"): 18, ("RUB", "CHN"): 18, ("CNY", "USA"): 4}
    assert {way: ways.count(way) for way in ways} == counts


def test_the_order_of_the_rows_does_not_matter() -> None:
    chance = Random(10)
    for case in CASES:
        rates, shipment, ex_works = rates_of(case), shipment_of(case), Decimal(case["ex_works"])
        made = landed_price(ex_works, shipment, rates)
        for _ in range(10):
            shuffled = tuple(chance.sample(rates, len(rates)))
            other = landed_price(ex_works, shipment, shuffled)
            assert (other.lines, other.warehouse, other.shelf) == (made.lines, made.warehouse, made.shelf), case["name"]


@pytest.mark.parametrize("turned", [1, -1])
def test_two_duties_of_one_product_are_refused_by_row_unless_they_say_how_they_go_together(turned: int) -> None:
    rows = ["duty,RUS,,10,percent,,2026-01-01,,a (fictional)", "duty,RUS,,40,kilogram,RUB,2026-01-01,,a (fictional)"]
    head = ",".join((*COLUMNS, RULE))
    with pytest.raises(RatesRefusedError) as refused:
        parse_rates("\n".join([head, *rows[::turned]]), "own.csv")
    assert refused.value.faults == (Text("market.rates_twice", file="own.csv", line=3, first=2),)
    for rule in ("plus", "at_least", "at_most"):
        assert len(parse_rates("\n".join([head, rows[0], f"{rows[1]},{rule}"]), "own.csv")) == 2
    with pytest.raises(RatesRefusedError) as refused:
        parse_rates(f"{head}\nvat,RUS,,20,percent,,2026-01-01,,a (fictional),plus", "own.csv")
    assert [fault["column"] for fault in refused.value.faults] == ["rule"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_price_is_right_to_the_cent_and_leads_back(case: dict[str, Any]) -> None:
    rates, shipment, ex_works = rates_of(case), shipment_of(case), Decimal(case["ex_works"])

    made = landed_price(ex_works, shipment, rates)

    tax = next(line.amount for line in made.lines if line.step is PriceStep.VAT)
    found = {"customs": made.customs_value, "vat": tax, "warehouse": made.warehouse, "shelf": made.shelf}
    assert {name: str(value) for name, value in found.items()} == {name: case[name] for name in found}
    back = highest_ex_works(Decimal(case["shelf"]), shipment, rates)
    assert back is not None
    assert back >= ex_works
    assert landed_price(back, shipment, rates).shelf == Decimal(case["shelf"])


@pytest.mark.parametrize("step", list(PriceStep))
def test_a_missing_rate_never_yields_a_number(step: PriceStep) -> None:
    for case in CASES:
        made = landed_price(Decimal(case["ex_works"]), shipment_of(case), rates_of(case, without=step))

        assert step in made.missing, case["name"]
        assert (made.lines, made.customs_value, made.warehouse, made.shelf) == ((), None, None, None)
