from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.market.figures.advantage import advantage, density, proximity
from tearoad.market.figures.growth import concentration, unit_value, yearly_growth
from tearoad.market.figures.potential import export_potential

A, B, C = 0, 1, 2


def small_world() -> np.ndarray:
    flows = np.zeros((3, 3, 2))
    flows[A, B], flows[A, C] = (30, 10), (10, 10)
    flows[B, A], flows[B, C] = (20, 40), (20, 20)
    flows[C, A], flows[C, B] = (10, 0), (10, 20)
    return flows


def test_potential_of_the_worked_example() -> None:
    assert export_potential(small_world())[A, B].tolist() == pytest.approx([320 / 11, 120 / 11], abs=1e-12)


def test_potential_of_the_worked_example_with_growth() -> None:
    growth = np.repeat(np.array([[1.2], [1.1], [1.0]]), 2, axis=1)

    grown = export_potential(small_world(), export_growth=growth, import_growth=growth)

    assert float(grown[A, B, 0]) == pytest.approx(240 / 7, abs=1e-12)


@given(st.integers(0, 2**32 - 1), st.integers(2, 5), st.integers(1, 6))
def test_potential_over_all_products_is_what_is_traded(seed: int, countries: int, products: int) -> None:
    flows = np.random.default_rng(seed).random((countries, countries, products)) * 1000 + 0.01

    potential = export_potential(flows)

    np.testing.assert_allclose(potential.sum(axis=2), flows.sum(axis=2), rtol=1e-9)


def test_potential_of_what_is_no_trade_is_refused() -> None:
    with pytest.raises(InputError):
        export_potential(np.full((2, 2, 1), -1.0))


def test_advantage_cell_by_cell() -> None:
    exports = {("A", "tea"): 30.0, ("A", "silk"): 10.0, ("B", "tea"): 20.0, ("B", "silk"): 40.0}
    table = np.array([[30.0, 10.0], [20.0, 40.0]])
    totals: dict[str, float] = defaultdict(float)
    for (country, product), value in exports.items():
        totals[country] += value
        totals[product] += value
        totals["all"] += value
    by_hand = [
        [
            (exports[country, product] / totals[country]) / (totals[product] / totals["all"])
            for product in ("tea", "silk")
        ]
        for country in "AB"
    ]

    np.testing.assert_allclose(advantage(table), by_hand, rtol=1e-12)


def test_density_is_the_share_of_near_products_that_a_country_has() -> None:
    exports = np.array([[10.0, 10.0, 0.0], [10.0, 8.0, 1.0], [0.0, 1.0, 10.0]])

    # Tea and coffee are exported together by the first two, silk by nobody else: 2 of 2 is 1, and 0 elsewhere.
    assert proximity(exports).tolist() == [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    assert density(exports).tolist() == [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]


def test_growth_a_year() -> None:
    assert yearly_growth({2018: 100.0, 2020: 121.0}) == pytest.approx(0.1)
    assert [yearly_growth(sold) for sold in ({2018: 5.0}, {2018: 0.0, 2020: 5.0}, {2018: 5.0, 2019: 0.0})] == [None] * 3


def test_concentration_is_one_for_one_supplier() -> None:
    assert concentration([5.0]) == 1.0
    assert concentration([1.0, 1.0, 1.0, 1.0]) == 0.25
    assert concentration([]) is None


def test_dollars_a_kilogram_need_a_weight() -> None:
    assert unit_value(10.0, 4.0) == Decimal("2.50")
    assert unit_value(10.0, None) is None
