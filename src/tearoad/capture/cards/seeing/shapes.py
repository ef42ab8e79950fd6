"""Find what hangs together on a page: letters and parts of them, and what is too large or too thin for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tearoad.capture.cards.protocol import Box

_COARSE = 3
_INK = 180
"""Dots darker than this are ink."""
_LARGEST = 0.3
"""A letter, or letters that touch, are never so large a share of the page, across or down."""
_DASH = 7
"""What is so many times longer than high is a stroke of a rule or the grain of a table; a dash is shorter."""
Run = tuple[int, int, int]
"""A row, the first dot of ink, the dot after the last."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Ink that hangs together, row by row, on a page a third as large."""

    runs: tuple[Run, ...]

    @property
    def box(self) -> Box:
        """Where it stands on the page."""
        left, right = min(run[1] for run in self.runs), max(run[2] for run in self.runs)
        return Box(left * _COARSE, self.runs[0][0] * _COARSE, right * _COARSE, (self.runs[-1][0] + 1) * _COARSE)


def letters_and_blots(page: Image.Image) -> tuple[list[Shape], list[Shape]]:
    """Return what may be letters, and what is none: the card's edge, rules, bands, the grain of the table.

    Time linear in the dots of the page and in the runs of ink on it.
    """
    small = page.resize((page.width // _COARSE, page.height // _COARSE), Image.Resampling.BOX)
    letters: list[Shape] = []
    blots: list[Shape] = []
    for shape in _shapes(np.asarray(small) < _INK):
        (blots if _is_blot(shape.box, page.size) else letters).append(shape)
    return letters, blots


def without(page: Image.Image, blots: Iterable[Shape]) -> Image.Image:
    """Return the page with these shapes, and a dot around them, white."""
    mask = np.zeros((page.height // _COARSE, page.width // _COARSE), dtype=np.uint8)
    for blot in blots:
        for row, start, end in blot.runs:
            mask[max(0, row - 1) : row + 2, max(0, start - 1) : end + 1] = 255
    clean = page.copy()
    clean.paste(255, mask=Image.fromarray(mask).resize(page.size, Image.Resampling.NEAREST))
    return clean


def _is_blot(box: Box, size: tuple[int, int]) -> bool:
    wide, high = box.right - box.left, box.height
    if high > 100 and high > _DASH * wide:
        return True
    if wide > _LARGEST * size[0] or high > _LARGEST * size[1]:
        return True
    return wide > 12 * _COARSE and wide > _DASH * high


def _shapes(ink: NDArray[np.bool_]) -> list[Shape]:
    """Join runs that touch, also at a corner, row by row (Rosenfeld and Pfaltz 1966)."""
    runs = _runs(ink)
    parent = list(range(len(runs)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    above = 0
    for place, (row, start, end) in enumerate(runs):
        while runs[above][0] < row - 1 or (runs[above][0] == row - 1 and runs[above][2] < start):
            above += 1
        touching = above
        while touching < place and runs[touching][0] == row - 1 and runs[touching][1] <= end:
            parent[root(place)] = root(touching)
            touching += 1
    shapes: dict[int, list[Run]] = {}
    for place, run in enumerate(runs):
        shapes.setdefault(root(place), []).append(run)
    return [Shape(tuple(mine)) for mine in shapes.values()]


def _runs(ink: NDArray[np.bool_]) -> list[Run]:
    edged = np.zeros((ink.shape[0], ink.shape[1] + 2), dtype=np.int8)
    edged[:, 1:-1] = ink
    change = np.diff(edged, axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    return list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
