"""Figures as pages, PDF and workbook show them: named in the reader's language, each with the way to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tearoad.orders import Rung
from tearoad.results import CountedFigure, MissionRecord, ResultFigure
from tearoad.results.charts import BarChart, charts_of
from tearoad.results.in_words import part_name
from tearoad.results.order_figures import PARTS
from tearoad.results.report import SECTIONS
from tearoad.text import Text
from tearoad.values import Money
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class FigureOnPage:
    """One figure of a list."""

    figure: ResultFigure
    name: Text
    definition: Text
    count: int
    """Of how many rows it is made."""
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
    by: tuple[FigureOnPage, ...]
    """The confirmed part by whom it is confirmed; told of the whole alone."""


@dataclass(frozen=True, slots=True)
class PartRows:
    """The ladder of one firm, market or product."""

    name: str
    rungs: tuple[RungRow, ...]


@dataclass(frozen=True, slots=True)
class ResultsOnPage:
    """Everything that a page of results shows."""

    sections: tuple[tuple[Text, tuple[FigureOnPage, ...], BarChart | None], ...]
    ladder: tuple[RungRow, ...]
    parts: tuple[tuple[Text, tuple[PartRows, ...], BarChart | None], ...]
    home: str
    chart: BarChart | None
    """How far business is, rung beside rung."""


def results_on_page(record: MissionRecord, figures: Sequence[CountedFigure], words: Words) -> ResultsOnPage:
    """Return the figures in their sections; no query."""
    whole = {figure.figure.code: _figure_on_page(figure) for figure in _about(figures, "")}
    charts = charts_of(record, figures, words)
    sections = tuple(
        (
            Text(f"results.section_{section}"),
            tuple(whole[code] for code in codes if code in whole),
            charts.get(section),
        )
        for section, codes in SECTIONS.items()
    )
    parts = tuple(
        (Text(f"results.by_{kind}"), _parts(record, figures, kind, words), charts.get(kind)) for kind in PARTS
    )
    return ResultsOnPage(sections, _rungs(_about(figures, "")), parts, record.home, charts.get("ladder"))


def _about(figures: Sequence[CountedFigure], kind: str) -> tuple[CountedFigure, ...]:
    return tuple(figure for figure in figures if figure.figure.of.partition(":")[0] == kind)


def _parts(record: MissionRecord, figures: Sequence[CountedFigure], kind: str, words: Words) -> tuple[PartRows, ...]:
    groups: dict[str, list[CountedFigure]] = {}
    for figure in _about(figures, kind):
        groups.setdefault(figure.figure.of, []).append(figure)
    return tuple(PartRows(part_name(record, of, words), _rungs(part)) for of, part in groups.items())


def _rungs(figures: Sequence[CountedFigure]) -> tuple[RungRow, ...]:
    by_code = {figure.figure.code: figure for figure in figures}
    return tuple(
        RungRow(
            Text(f"orders.rung_{rung.value}"),
            _figure_on_page(by_code[f"{rung.value}_amount"]),
            _figure_on_page(by_code[f"{rung.value}_confirmed"]),
            tuple(
                _figure_on_page(by_code[code])
                for code in (f"{rung.value}_both", f"{rung.value}_with_officer")
                if code in by_code
            ),
        )
        for rung in Rung
        if f"{rung.value}_amount" in by_code
    )


def _figure_on_page(counted_figure: CountedFigure) -> FigureOnPage:
    figure = counted_figure.figure
    money = Money(Decimal(figure.value), figure.currency) if figure.currency and figure.value is not None else None
    return FigureOnPage(figure, figure.name, figure.definition, counted_figure.count, money)
