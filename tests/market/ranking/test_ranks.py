from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.market.ranking.features import NAMES, market_features
from tearoad.market.ranking.intervals import calibrated, quality
from tearoad.market.ranking.ranks import case_numbers, centred, mean_correlation, ranks_within, sizes


def test_equal_values_share_their_ranks() -> None:
    case = np.array([0, 1, 0, 0, 1])

    assert ranks_within(case, np.array([5.0, 1.0, 7.0, 5.0, 0.0])).tolist() == [1.5, 2.0, 3.0, 1.5, 1.0]
    assert sizes(case).tolist() == [3, 2, 3, 3, 2]


def test_values_lose_the_mean_of_their_case() -> None:
    case = np.array([1, 0, 1])

    assert centred(case, np.array([4.0, 9.0, 6.0])).tolist() == [-1.0, 0.0, 1.0]
    assert centred(case, np.array([[4.0, 0.0], [9.0, 1.0], [6.0, 2.0]])).tolist() == [[-1, -1], [0, 0], [1, 1]]


def test_correlation_is_the_mean_over_cases() -> None:
    case = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    score = np.array([1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0])
    truth = np.array([10.0, 20.0, 30.0, 30.0, 20.0, 10.0, 5.0, 5.0])

    # The first case agrees, the second is upside down, the third says nothing.
    assert mean_correlation(case, score, truth) == (0.0, 2)


def test_a_case_is_an_exporter_with_a_product() -> None:
    where = np.zeros((2, 2, 2), dtype=np.bool_)
    where[0, :, 1] = where[1, 0, 0] = True

    assert case_numbers(where).tolist() == [0, 0, 1]


@given(st.integers(0, 2**32 - 1))
def test_intervals_hold_as_often_as_wanted_on_what_is_alike(seed: int) -> None:
    random = np.random.default_rng(seed)
    foretold = random.random(4000)
    actual = np.clip(foretold + random.normal(0, 0.1, 4000), 0, 1)
    there = random.random(4000) > 0.5

    held = quality(*calibrated(foretold[:2000], actual[:2000], there[:2000]).around(foretold[2000:], there[2000:]),
                   actual[2000:])  # fmt: skip

    assert held.coverage == pytest.approx(0.8, abs=0.06)


def test_wider_misses_score_worse() -> None:
    lower, upper = np.array([0.2, 0.2]), np.array([0.4, 0.4])

    missed = quality(lower, upper, np.array([0.3, 0.5]))

    assert missed.coverage == 0.5
    assert missed.width == pytest.approx(0.2)
    assert missed.score == pytest.approx(0.2 + 0.1 * 10 / 2)


def test_every_feature_is_there_for_every_cell() -> None:
    base = np.random.default_rng(1).random((3, 4, 5)) * 1e6

    features = market_features(base)

    assert tuple(features.columns) == NAMES
    matrix = features.matrix(NAMES, np.ones(base.shape, dtype=np.bool_))
    assert (matrix.shape, bool(np.isfinite(matrix).all())) == ((60, len(NAMES)), True)
