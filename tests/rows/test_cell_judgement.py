"""Which problem of a cell refuses what a person filled in, and which is only told to them."""

from __future__ import annotations

import pytest

from tearoad.paper.sheets import CellProblem, Severity
from tearoad.rows import is_remark, refuses_cell
from tearoad.text import Text


def problem(severity: Severity = Severity.WARNING, code: str = "sheets.seen", *, expected: bool = False) -> CellProblem:
    return CellProblem(severity, Text(code), None, "buyers.csv", expected=Text("sheets.day") if expected else None)


@pytest.mark.parametrize(
    ("code", "is_edited", "is_told"),
    [
        ("sheets.seen", True, True),
        ("sheets.seen", False, False),
        ("sheets.id_made_up", True, False),
        ("sheets.hs_missing", True, False),
        ("sheets.hs_missing", False, False),
    ],
)
def test_only_who_edited_a_cell_is_told_of_it(code: str, is_edited: bool, is_told: bool) -> None:  # noqa: FBT001  # a case
    """Finds a remark at a cell that nobody edited, and one that a person who fills in a row knows anyway."""
    assert is_remark(problem(code=code), is_edited=is_edited) is is_told


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("is_typed", [False, True])
@pytest.mark.parametrize("has_arrived", [False, True])
@pytest.mark.parametrize("expected", [False, True])
def test_cell_is_refused_where_it_is_wrong_or_typed_in_vain(
    severity: Severity,
    is_typed: bool,  # noqa: FBT001  # a case
    has_arrived: bool,  # noqa: FBT001  # a case
    expected: bool,  # noqa: FBT001  # a case
) -> None:
    """Finds a typed cell that is lost without a word, and one refused although nobody typed in it."""
    typed_in_vain = is_typed and (expected or not has_arrived)
    refused = refuses_cell(problem(severity, expected=expected), is_typed=is_typed, has_arrived=has_arrived)
    assert refused is (severity is Severity.ERROR or typed_in_vain)
