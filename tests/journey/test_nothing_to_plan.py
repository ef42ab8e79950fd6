from __future__ import annotations

from tearoad.journey.run import NothingToPlanError
from tearoad.paper.sheets.problem import CellProblem, Severity
from tearoad.text import Text


def test_a_folder_that_cannot_be_planned_counts_its_errors_alone() -> None:
    text = Text("journey.no_wishes")
    problems = tuple(
        CellProblem(severity, text, None, "Buyers.csv")
        for severity in (Severity.ERROR, Severity.WARNING, Severity.ERROR, Severity.WARNING, Severity.WARNING)
    )

    nothing = NothingToPlanError(problems)

    assert (nothing.errors, nothing.text) == (2, Text("journey.nothing_to_plan", count=2))
