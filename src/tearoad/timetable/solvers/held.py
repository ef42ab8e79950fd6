"""A plan in hand as the inner loops of `shifts.py` change it: what is chosen, and what is left under each limit.

Compiled loops that were kept do not notice when only the order of the fields changes: touch `shifts.py` then.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.solvers.linear import Whole


class Held(NamedTuple):
    """The plan in hand, in arrays that the loops change. Columns, limits and wishes are counted from 0."""

    first: Whole
    """Column c weighs on the limits from here to below the next: `row`, `weight`."""
    row: Whole
    weight: Whole
    left: Whole
    """What is left under each limit."""
    holder_first: Whole
    """Where the holders of each limit begin; one without room there is not tracked."""
    holders: Whole
    holding: Whole
    """How many columns hold a part of each limit."""
    wish: Whole
    """Whose way each column is."""
    way_first: Whole
    """The ways of wish w are those from here to below the next: `way`."""
    way: Whole
    held: Whole
    """The column chosen for each wish, -1 for none."""
    value: Whole
    """Of each wish."""
    musts: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    """The columns to and from which meetings may go."""
    dice: Whole
    """The state of the generator: one number between 1 and 2**32 - 1."""
    looks: Whole
    """One number: at how many ways was looked."""
    same_first: Whole
    """The ways at the same time and place as a column are those from here to below `same_end`: `way`."""
    same_end: Whole
    interpreter: Whole
    """Of each column, as a number."""
    start: Whole
    """The slot in which each column begins."""
    escapes: Whole
    """Room for ways to where a meeting may step aside."""
    displaced: Whole
    """Room for the columns that a chain moves out of the way, and in `displacing` for those that take their places."""
    displacing: Whole
    most: Whole
    """What each objective may come to while those before it come to what they may."""
