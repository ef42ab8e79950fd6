"""Forty landed prices in three directions, worked out apart from the program, to the cent and back."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tearoad.market.price.landed import PricedShipment, highest_ex_works, landed_price
from tearoad.market.price.rates import COLUMNS, PriceRate, PriceStep, parse_rates

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "forty.toml").read_text(encoding="utf-8"))["case"]
ON = date(2026, 3, 1)


def rates_of(case: dict[str, Any], without: PriceStep | None = None) -> tuple[PriceRate, ...]:
    lines = [",".join(COLUMNS)]
    for written in case["rates"]:
        step, value, unit, *currency = written.split()
        if step != without:
            lines.append(f"{step},{case['market']},,{value},{unit},{''.join(currency)},2026-01-01,,made up (fictional)")
    return parse_rates("\n".join(lines) + "\n", "forty.csv")


def shipment_of(case: dict[str, Any]) -> PricedShipment:
    weight = Decimal(case["weight"])
    return PricedShipment(case["market"], case["hs"], ON, case["pieces"], weight, case["currency"])


def test_there_are_forty_in_three_directions() -> None:
    ways = [(case["currency"], case["market"]) for case in CASES]
    assert {way: ways.count(way) for way in ways} == {("CNY", "RUS"): 14, ("CNY", "VNM"): 13, ("RUB", "CHN"): 13}


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
