"""Sums over whole numbers with limits and one goal: the language in which every method is told the problem.

Columns hold whole numbers between their lows and highs; rows limit weighted sums; the goal is always maximised (a
trouble to be made small enters with minus). All figures are whole, so that bounds can be proved without rounding.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Figures = TypeVar("Figures", NDArray[np.int64], NDArray[np.float64])
UNLIMITED = 2**40
"""Stands for no limit; far above any sum that a timetable can reach."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows in compressed form: row r is `columns[start[r]:start[r + 1]]` with `weights` beside."""

    start: Whole
    columns: Whole
    weights: Whole
    least: Whole
    most: Whole

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.most)

    def sums(self, values: Figures) -> Figures:
        """Return each row's weighted sum; of many columns most are 0 and not looked at."""
        some = np.flatnonzero((values != 0)[self.columns])
        found = np.zeros(self.height, values.dtype)
        np.add.at(found, self.rows_of(some), self.weights[some] * values[self.columns[some]])
        return found

    def rows_of(self, entries: Whole) -> Whole:
        """Return the row in which each of some entries stands."""
        return np.searchsorted(self.start, entries, "right") - 1

    def of_rows(self, rows: Whole) -> Whole:
        """Return the entries of some rows, one row after the other."""
        lengths = self.start[rows + 1] - self.start[rows]
        firsts: Whole = np.repeat(self.start[rows] - np.cumsum(lengths) + lengths, lengths)
        return firsts + np.arange(len(firsts), dtype=np.int64)

    def prices(self, duals: Whole, width: int) -> Whole:
        """Return for each column the sum of its weights, each times the price of its row."""
        found = np.zeros(width, np.int64)
        np.add.at(found, self.columns, self.weights * duals[self.row_of_entries])
        return found

    @property
    def row_of_entries(self) -> Whole:
        """The row in which each entry stands."""
        return np.repeat(np.arange(self.height, dtype=np.int64), np.diff(self.start))

    def some(self, kept: NDArray[np.bool_]) -> Matrix:
        """Return the rows that are kept. Time O(entries)."""
        entries, number = kept[self.row_of_entries], np.cumsum(kept) - 1
        row = number[self.row_of_entries[entries]]
        return _compressed(row, self.columns[entries], self.weights[entries], self.least[kept], self.most[kept])


@dataclass(slots=True)
class Model:
    """A growing model: each level of objectives adds its columns and rows to those of the rules."""

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    goal: dict[int, int] = field(default_factory=dict)
    _start: array[int] = field(default_factory=lambda: array("q", [0]))
    _columns: array[int] = field(default_factory=lambda: array("q"))
    _weights: array[int] = field(default_factory=lambda: array("q"))
    _least: array[int] = field(default_factory=lambda: array("q"))
    _most: array[int] = field(default_factory=lambda: array("q"))

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.lows)

    def add_columns(self, count: int, high: int = 1) -> range:
        """Add columns from 0 to `high` and return their positions."""
        first = self.width
        self.lows.extend([0] * count)
        self.highs.extend([high] * count)
        return range(first, first + count)

    def add_row(self, weights: Mapping[int, int], least: int = -UNLIMITED, most: int = UNLIMITED) -> None:
        """Limit a weighted sum of columns."""
        self.add_sum(weights.keys(), weights.values(), least, most)

    def add_sum(
        self, columns: Iterable[int], weights: Iterable[int], least: int = -UNLIMITED, most: int = UNLIMITED
    ) -> None:
        """Limit a weighted sum of columns, given side by side."""
        self._columns.extend(columns)
        self._weights.extend(weights)
        self._start.append(len(self._columns))
        self._least.append(least)
        self._most.append(most)

    def matrix(self) -> Matrix:
        """Return the rows as arrays."""
        whole = [np.array(part, np.int64) for part in (self._start, self._columns, self._weights)]
        return Matrix(whole[0], whole[1], whole[2], np.array(self._least, np.int64), np.array(self._most, np.int64))

    def stand(self) -> Stand:
        """Return the model as arrays, as it stands now."""
        goal = np.zeros(self.width, np.int64)
        goal[list(self.goal)] = list(self.goal.values())
        return Stand(self.matrix(), np.array(self.lows, np.int64), np.array(self.highs, np.int64), goal)

    def copy(self) -> Model:
        """Return a model of its own that says the same now."""
        lists = (part[:] for part in (self._start, self._columns, self._weights, self._least, self._most))
        return Model(self.lows.copy(), self.highs.copy(), self.goal.copy(), *lists)

    def worth(self, values: Sequence[int]) -> int:
        """Return what the goal is worth at these values."""
        return sum(weight * int(values[column]) for column, weight in self.goal.items())


@dataclass(frozen=True, slots=True)
class Stand:
    """A model as arrays: maximise goal over whole columns between lows and highs, within the rows."""

    rows: Matrix
    lows: Whole
    highs: Whole
    goal: Whole

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.goal)

    def worth(self, values: Whole) -> int:
        """Return what the goal is worth at these values."""
        return int(self.goal @ values)

    def holds(self, values: Whole) -> bool:
        """Whether the values keep every limit."""
        sums = self.rows.sums(values)
        inside = bool((values >= self.lows).all() and (values <= self.highs).all())
        return inside and bool((sums >= self.rows.least).all() and (sums <= self.rows.most).all())

    def ceiling(self) -> int:
        """Return what the goal could at most be worth if there were no rows."""
        return int(np.where(self.goal > 0, self.goal * self.highs, self.goal * self.lows).sum())

    def part(self, free: NDArray[np.bool_], values: Whole) -> tuple[Stand, Whole]:
        """Return the smaller model in which all but the free columns keep their values, and the free columns.

        Rows that can no longer bind are left out. Time O(entries).
        """
        kept = np.flatnonzero(free & (self.lows < self.highs))
        fixed = values.copy()
        fixed[kept] = 0
        sums = self.rows.sums(fixed)
        place = np.full(self.width, -1, np.int64)
        place[kept] = np.arange(len(kept))
        inside = place[self.rows.columns] >= 0
        row, weights, columns = self.rows.row_of_entries[inside], self.rows.weights[inside], self.rows.columns[inside]
        rows = _compressed(row, place[columns], weights, self.rows.least - sums, self.rows.most - sums)
        small = Stand(rows, self.lows[kept], self.highs[kept], self.goal[kept])
        return small.lean(), kept

    def lean(self) -> Stand:
        """Return the model without the rows that no values between lows and highs could break."""
        rows = self.rows
        low, high = self.lows[rows.columns] * rows.weights, self.highs[rows.columns] * rows.weights
        most, least = _row_sums(rows, np.maximum(low, high)), _row_sums(rows, np.minimum(low, high))
        binding = (most > rows.most) | (least < rows.least)
        return Stand(rows.some(binding), self.lows, self.highs, self.goal)


def _row_sums(rows: Matrix, entries: Figures) -> Figures:
    total = np.concatenate((np.zeros(1, entries.dtype), np.cumsum(entries)))
    return np.asarray(total[rows.start[1:]] - total[rows.start[:-1]])


def _compressed(row: Whole, columns: Whole, weights: Whole, least: Whole, most: Whole) -> Matrix:
    counts = np.bincount(row, minlength=len(most))
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    return Matrix(start, columns, weights, least, most)
