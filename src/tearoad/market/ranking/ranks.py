"""Ranks within cases: a case is one exporter with one product, and its candidates are markets."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]


def case_numbers(where: npt.NDArray[np.bool_]) -> Ints:
    """Return, for each chosen cell (exporter, market, product), the number of its case."""
    exporter, _market, product = np.nonzero(where)
    return np.unique(exporter * where.shape[2] + product, return_inverse=True)[1].astype(np.int64)


def sizes(case: Ints) -> Ints:
    """Return, for each cell, how many candidates its case has."""
    made: Ints = np.bincount(case)[case]
    return made


def large_cases(where: npt.NDArray[np.bool_], least: int) -> npt.NDArray[np.bool_]:
    """Return the chosen cells without the cases that have fewer candidates."""
    made: npt.NDArray[np.bool_] = where & (where.sum(axis=1) >= least)[:, None, :]
    return made


def sampled_cases(where: npt.NDArray[np.bool_], most: int) -> npt.NDArray[np.bool_]:
    """Return about as many chosen cells as wanted, of whole cases scattered over all; all where they are few."""
    share = most / max(1, int(where.sum()))
    if share >= 1:
        return where
    exporters, _, products = where.shape
    scattered = np.arange(exporters * products, dtype=np.uint64) * np.uint64(2654435761) % np.uint64(2**32)
    kept: npt.NDArray[np.bool_] = where & (scattered < share * 2**32).reshape(exporters, 1, products)
    return kept


def ranks_within(case: Ints, value: Floats) -> Floats:
    """Return the rank of each value in its case, 1 for the least; equal values share the mean of their ranks."""
    if not len(case):
        return np.zeros(0)
    order = np.lexsort((value, case))
    c, v = case[order], value[order]
    new_case = np.r_[True, c[1:] != c[:-1]]
    new_value = new_case | np.r_[True, v[1:] != v[:-1]]
    place = np.arange(len(c)) - np.maximum.accumulate(np.where(new_case, np.arange(len(c)), 0))
    tie = np.cumsum(new_value) - 1
    mean = np.bincount(tie, weights=place) / np.bincount(tie) + 1
    array = np.empty(len(c))
    array[order] = mean[tie]
    return array


def centred(case: Ints, value: Floats) -> Floats:
    """Return values without the mean of their case; `value` may have columns."""
    if not len(case):
        return value
    order = np.argsort(case, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(case[order]) > 0])
    totals = np.add.reduceat(value[order], starts, axis=0)
    many = np.bincount(case).reshape(-1, *(1,) * (value.ndim - 1))
    made: Floats = value - (totals / many)[case]
    return made


def mean_correlation(case: Ints, score: Floats, truth: Floats) -> tuple[float, int]:
    """Return the mean rank correlation (Spearman) over cases, and how many cases there were.

    A case in which the truth is everywhere the same says nothing and is left out; one in which the score is everywhere
    the same counts as 0.
    """
    if not len(case):
        return 0.0, 0
    a, b = centred(case, ranks_within(case, score)), centred(case, ranks_within(case, truth))
    above = np.bincount(case, weights=a * b)
    spread, array = np.bincount(case, weights=a * a), np.bincount(case, weights=b * b)
    use = array > 0
    below = np.sqrt(spread * array)
    found = np.divide(above, below, out=np.zeros_like(above), where=below > 1e-12)
    return (float(found[use].mean()), int(use.sum())) if use.any() else (0.0, 0)
