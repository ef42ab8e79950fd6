"""A plan on the officer's board: where a meeting may go, what moving it does, and the grid of one day."""

from tearoad.timetable.board.edits import measured, put, repinned, taken_out, unproved
from tearoad.timetable.board.grid import Blocked, By, Cell, GridRow, day_grid
from tearoad.timetable.board.targets import Target, Targets

__all__ = [
    "Blocked",
    "By",
    "Cell",
    "GridRow",
    "Target",
    "Targets",
    "day_grid",
    "measured",
    "put",
    "repinned",
    "taken_out",
    "unproved",
]
