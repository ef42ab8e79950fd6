"""Which of what a sheet tells of a cell refuses what a person filled in, and which is a remark: one rule for all."""

from __future__ import annotations

from tearoad.paper.sheets import CellProblem, Severity

_SILENT = frozenset({"sheets.id_made_up", "sheets.hs_missing"})
"""What a person who fills a row in cell by cell knows."""


def refuses_cell(problem: CellProblem, *, is_typed: bool, has_arrived: bool) -> bool:
    """Whether a row cannot be kept as it was filled in: it is wrong, or what was typed would be lost.

    Args:
        problem: what is told of a cell.
        is_typed: whether a person filled this cell in just now, and not with nothing.
        has_arrived: whether the cell says anything once it is read; a sheet leaves what it cannot read empty.

    """
    return problem.severity is Severity.ERROR or (is_typed and (problem.expected is not None or not has_arrived))


def is_remark(problem: CellProblem, *, is_edited: bool) -> bool:
    """Whether a person is told of a cell that is kept: of those that were filled in now, and what they may not know."""
    return is_edited and problem.text.code not in _SILENT
