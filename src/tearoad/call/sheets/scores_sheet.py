"""The sheet of points: one row for each criterion that one person judged one application by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tearoad.call.call import MOST_POINTS
from tearoad.call.scores import Given, Scoring
from tearoad.paper.sheets import LONGEST_NOTE, Column, Record, SheetRow, SheetSpec, SheetWords, Table
from tearoad.text import Text

SCORES = SheetSpec(
    "application_scores",
    SheetWords("sheet_words.points"),
    (
        Column(
            "application",
            SheetWords("sheet_words.application"),
            "A01",
            about="scored_application",
            width=10,
        ),
        Column(
            "scorer",
            SheetWords("sheet_words.scorer"),
            SheetWords("sheet_words.lin_yue"),
            about="scored_by",
            width=20,
        ),
        Column("criterion", SheetWords("sheet_words.criterion_of_scores"), "product", about="scored_criterion"),
        Column(
            "points",
            SheetWords("sheet_words.points_given"),
            "8",
            about="scored_points",
            width=8,
        ),
        Column(
            "note",
            SheetWords("sheet_words.note"),
            about="scored_note",
            width=30,
            longest=LONGEST_NOTE,
        ),
    ),
    needs=(("application",), ("scorer",), ("criterion",), ("points",)),
)


@dataclass(frozen=True, slots=True)
class PlacedPoints:
    """Points by one criterion, and the row that says so."""

    record: Record
    application: str
    scorer: str
    given: Given


def place_scores(records: Iterable[Record]) -> tuple[PlacedPoints, ...]:
    """Return the points of the good rows; a criterion that one person judged twice holds the row back."""
    found: dict[tuple[str, str, str], PlacedPoints] = {}
    for record in records:
        for field in ("application", "scorer", "criterion", "points"):
            record.needed((field,))
        points = record.whole("points", 0)
        if points > MOST_POINTS:
            expected = Text("sheets.expect_points", most=MOST_POINTS)
            hint = Text("sheets.mend_cell", expected=expected)
            record.error(Text("sheets.points_high", found=points), hint, "points", expected)
        application, scorer, criterion = (record.text(name) for name in ("application", "scorer", "criterion"))
        key = (application, scorer, criterion)
        if key in found:
            record.error(
                Text("sheets.scored_twice", criterion=criterion), Text("sheets.scored_twice_hint"), "criterion"
            )
        if not record.held:
            found[key] = PlacedPoints(record, application, scorer, Given(criterion, points, record.text("note")))
    return tuple(found.values())


def together(placed: Iterable[PlacedPoints]) -> tuple[Scoring, ...]:
    """Return what each person gave each application."""
    found: dict[tuple[str, str], list[Given]] = {}
    for points in placed:
        found.setdefault((points.application, points.scorer), []).append(points.given)
    return tuple(Scoring(*who, tuple(given)) for who, given in found.items())


def write_scores(scorings: Iterable[Scoring]) -> Table:
    """Return the sheet that reads back as these points."""
    return Table(SCORES, tuple(row for scoring in scorings for row in _rows(scoring)))


def _rows(scoring: Scoring) -> Iterator[SheetRow]:
    for given in scoring.given:
        yield SheetRow(
            {
                "application": scoring.application,
                "scorer": scoring.scorer,
                "criterion": given.criterion,
                "points": given.points,
                "note": given.note,
            }
        )
