"""Figures as pages, PDF and workbook show them: named in the reader's language, each with the way to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tearoad.orders import Rung
from tearoad.results import MissionRecord, MissionResults, ResultFigure
from tearoad.results.report import PARTS, SECTIONS, part_name
from tearoad.text import Text
from tearoad.values import Money
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class FigureOnPage:
    """One figure of a list."""

    figure: ResultFigure
    name: Text
    definition: Text
    money: Money | None
    """Its amount; None of a count, and where it cannot be said."""

    @property
    def is_unsaid(self) -> bool:
        """It cannot be said: that is not nothing."""
        return self.figure.value is None

    @property
    def mark(self) -> str:
        """Code, part and plain value, as a program that reads the page finds them."""
        value = self.figure.value
        plain = "" if value is None else str(value) if isinstance(value, int) else f"{value:f}"
        return f"{self.figure.code}|{self.figure.of}|{plain}"


@dataclass(frozen=True, slots=True)
class RungRow:
    """A rung with its amount and the part of it that more than one side says."""

    rung: Text
    amount: FigureOnPage
    confirmed: FigureOnPage


@dataclass(frozen=True, slots=True)
class PartRows:
    """The ladder of one firm, market or product."""

    name: str
    rungs: tuple[RungRow, ...]


@dataclass(frozen=True, slots=True)
class ResultsOnPage:
    """Everything that a page of results shows."""

    sections: tuple[tuple[Text, tuple[FigureOnPage, ...]], ...]
    ladder: tuple[RungRow, ...]
    parts: tuple[tuple[Text, tuple[PartRows, ...]], ...]
    home: str


def results_on_page(record: MissionRecord, results: MissionResults, words: Words) -> ResultsOnPage:
    """Return the figures in their sections; no query."""
    whole = {one.code: _figure_on_page(one) for one in results.about("")}
    sections = tuple(
        (Text(f"results.section_{section}"), tuple(whole[code] for code in codes if code in whole))
        for section, codes in SECTIONS.items()
    )
    parts = tuple((Text(f"results.by_{kind}"), _parts(record, results, kind, words)) for kind in PARTS)
    return ResultsOnPage(sections, _rungs(results.about("")), parts, record.home)


def _parts(record: MissionRecord, results: MissionResults, kind: str, words: Words) -> tuple[PartRows, ...]:
    groups: dict[str, list[ResultFigure]] = {}
    for one in results.about(kind):
        groups.setdefault(one.of, []).append(one)
    return tuple(PartRows(part_name(record, of, words), _rungs(figures)) for of, figures in groups.items())


def _rungs(figures: Sequence[ResultFigure]) -> tuple[RungRow, ...]:
    by_code = {one.code: one for one in figures}
    return tuple(
        RungRow(
            Text(f"orders.rung_{rung.value}"),
            _figure_on_page(by_code[f"{rung.value}_amount"]),
            _figure_on_page(by_code[f"{rung.value}_confirmed"]),
        )
        for rung in Rung
        if f"{rung.value}_amount" in by_code
    )


def _figure_on_page(figure: ResultFigure) -> FigureOnPage:
    money = Money(Decimal(figure.value), figure.currency) if figure.currency and figure.value is not None else None
    return FigureOnPage(figure, figure.name, figure.definition, money)
