"""Figures as pages, PDF and workbook show them: named in the reader's language, each with the way to its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tearoad.orders import Rung
from tearoad.reference import country_name
from tearoad.results import MissionRecord, MissionResults, ResultFigure
from tearoad.results.figures import UNKNOWN
from tearoad.text import Text
from tearoad.values import CountryCode, Language, Money


@dataclass(frozen=True, slots=True)
class ShownFigure:
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
    amount: ShownFigure
    confirmed: ShownFigure


@dataclass(frozen=True, slots=True)
class PartRows:
    """The ladder of one firm, market or product."""

    name: str
    rungs: tuple[RungRow, ...]


@dataclass(frozen=True, slots=True)
class ShownResults:
    """Everything that a page of results shows."""

    sections: tuple[tuple[Text, tuple[ShownFigure, ...]], ...]
    ladder: tuple[RungRow, ...]
    parts: tuple[tuple[Text, tuple[PartRows, ...]], ...]
    home: str


SECTIONS: Mapping[str, Sequence[str]] = {
    "delegation": ("firms", "firms_state", "firms_private", "firms_mixed", "firms_unknown", "people", "buyers"),
    "floor": (
        "meetings_planned",
        "meetings_kept",
        "meetings_missed",
        "visitors_booked",
        "visitors_walked_in",
        "contacts",
    ),
    "follow_up": ("opportunities", "opportunities_lost", "followed_in_a_week", "answered", "unanswered"),
    "worth": ("cost_paid", "cost_a_meeting", "cost_a_contract"),
}


def shown(record: MissionRecord, results: MissionResults, language: Language) -> ShownResults:
    """Return the figures in their sections; no query."""
    whole = {one.code: _shown(one) for one in results.about("")}
    sections = tuple(
        (Text(f"results_pages.{section}"), tuple(whole[code] for code in codes if code in whole))
        for section, codes in SECTIONS.items()
    )
    parts = tuple(
        (Text(f"results_pages.by_{kind}"), _parts(record, results, kind, language))
        for kind in ("firm", "market", "product")
    )
    return ShownResults(sections, _rungs(results.about("")), parts, record.home)


def _parts(record: MissionRecord, results: MissionResults, kind: str, language: Language) -> tuple[PartRows, ...]:
    groups: dict[str, list[ResultFigure]] = {}
    for one in results.about(kind):
        groups.setdefault(one.of, []).append(one)
    return tuple(PartRows(part_name(record, of, language), _rungs(figures)) for of, figures in groups.items())


def part_name(record: MissionRecord, of: str, language: Language) -> str:
    """Return what a firm, market or product is called: `firm:E01`, `market:RU`, `product:09`."""
    kind, _, part = of.partition(":")
    if kind == "firm":
        return next((one.name for one in record.firms if one.id == part), part)
    if kind == "market" and part != UNKNOWN:
        return country_name(CountryCode(part), language)
    return part


def _rungs(figures: Sequence[ResultFigure]) -> tuple[RungRow, ...]:
    by_code = {one.code: one for one in figures}
    return tuple(
        RungRow(
            Text(f"orders.rung_{rung.value}"),
            _shown(by_code[f"{rung.value}_amount"]),
            _shown(by_code[f"{rung.value}_confirmed"]),
        )
        for rung in Rung
        if f"{rung.value}_amount" in by_code
    )


def _shown(figure: ResultFigure) -> ShownFigure:
    money = Money(Decimal(figure.value), figure.currency) if figure.currency and figure.value is not None else None
    return ShownFigure(figure, figure.name, figure.definition, money)
