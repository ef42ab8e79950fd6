"""The report of a mission's results as a PDF: every figure with its definition, and the rows behind the ladder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tearoad.orders import CountedEvent
from tearoad.paper import figures
from tearoad.paper.typeset import pdf
from tearoad.reference import country_name
from tearoad.results.figures import UNKNOWN, MissionResults, ResultFigure
from tearoad.results.record import MissionRecord
from tearoad.text import Text
from tearoad.values import CountryCode, Money
from tearoad.words import Words

TEMPLATE = Path(__file__).parent / "report.typ"
SECTIONS: dict[str, tuple[str, ...]] = {
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
    "brought": (
        "without_nothing",
        "without_little",
        "without_half",
        "without_most",
        "without_all",
        "contract_brought",
    ),
    "survey": (
        "survey_asked",
        "survey_answered",
        "survey_rate",
        "survey_meetings",
        "survey_partners",
        "survey_organisation",
        "survey_again",
    ),
}
"""Which figures stand together, on the page and in the report."""
PARTS = ("firm", "market", "product")
"""By what the ladder is parted."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of the report: the words of its head, and of each row."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ResultsReport:
    """Everything that the report says, in one language."""

    language: str
    title: str
    mission: str
    lead: str
    never: str
    foot: str
    ladder: ReportTable
    sections: tuple[ReportTable, ...]
    parts: tuple[ReportTable, ...]
    events: ReportTable


def report_pdf(record: MissionRecord, results: MissionResults, words: Words, mission: str, stamp: datetime) -> bytes:
    """Return the report in the reader's language."""
    return pdf(TEMPLATE, report_of(record, results, words, mission), stamp)


def report_of(record: MissionRecord, results: MissionResults, words: Words, mission: str) -> ResultsReport:
    """Return what the report says."""
    as_of = words(Text("results.as_of", at=record.as_of.replace("T", " ")))
    return ResultsReport(
        language=words.language.value,
        title=words(Text("results.report")),
        mission=mission,
        lead=words(Text("results.report_lead")),
        never=words(Text("results.never_added", currency=record.home)),
        foot=f"{mission} · {as_of}",
        ladder=_ladder(results, words),
        sections=tuple(_section(results, name, codes, words) for name, codes in SECTIONS.items()),
        parts=tuple(
            part for kind in ("firm", "market", "product") if (part := _parts(record, results, kind, words)).rows
        ),
        events=_events(record, results, words),
    )


def value_in_words(figure: ResultFigure, words: Words) -> str:
    """Return a figure's value as the reader writes it; what cannot be said is said so."""
    if figure.value is None:
        return words(Text("results.not_known"))
    number = figures.price(figure.value, words.language) if not isinstance(figure.value, int) else str(figure.value)
    return f"{number}\N{NO-BREAK SPACE}{figure.currency}" if figure.currency else number


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words(Text(f"results.head_{name}")) for name in names)


def _ladder(results: MissionResults, words: Words) -> ReportTable:
    rows = tuple(
        (words(Text(f"orders.rung_{one.at.rung.value}")), *_pair(results, one.at.rung.value, "", words))
        for one in results.ladder.every()
    )
    return ReportTable(words(Text("results.ladder")), _heads(words, "rung", "amount", "confirmed", "rows"), rows)


def _pair(results: MissionResults, rung: str, of: str, words: Words) -> tuple[str, str, str]:
    amount, confirmed = results.of(f"{rung}_amount", of), results.of(f"{rung}_confirmed", of)
    assert amount is not None and confirmed is not None  # noqa: S101, PT018  # both or neither are made
    return value_in_words(amount, words), value_in_words(confirmed, words), str(len(amount.rows))


def _section(results: MissionResults, name: str, codes: Iterable[str], words: Words) -> ReportTable:
    found = [one for code in codes if (one := results.of(code)) is not None]
    rows = tuple((words(one.name), value_in_words(one, words), words(one.definition)) for one in found)
    return ReportTable(words(Text(f"results.section_{name}")), _heads(words, "figure", "value", "definition"), rows)


def _parts(record: MissionRecord, results: MissionResults, kind: str, words: Words) -> ReportTable:
    rows = tuple(
        (
            part_name(record, one.of, words),
            words(Text(f"orders.rung_{one.rung.value}")),
            *_pair(results, one.rung.value, one.of, words)[:2],
        )
        for one in results.about(kind)
        if one.rung is not None and one.code == f"{one.rung.value}_amount"
    )
    return ReportTable(words(Text(f"results.by_{kind}")), _heads(words, "part", "rung", "amount", "confirmed"), rows)


def part_name(record: MissionRecord, of: str, words: Words) -> str:
    """Return what a firm, market or product is called: `firm:E01`, `market:RU`, `product:09`."""
    kind, _, part = of.partition(":")
    if part == UNKNOWN:
        return words(Text("results.nobody_said"))
    if kind == "firm":
        return next((one.name for one in record.firms if one.id == part), part)
    return country_name(CountryCode(part), words.language) if kind == "market" else part


def _events(record: MissionRecord, results: MissionResults, words: Words) -> ReportTable:
    names = {one.id: one.name for one in record.firms} | {one.id: one.name for one in record.buyers}
    rows = [row for total in results.ladder.every() for row in total.rows]
    return ReportTable(
        words(Text("results.appendix")),
        _heads(words, "number", "rung", "on", "firm", "buyer", "amount", "home", "says_so"),
        tuple(_event(place, row, names, words) for place, row in enumerate(rows, start=1)),
    )


def _event(place: int, row: CountedEvent, names: dict[str, str], words: Words) -> tuple[str, ...]:
    rung = row.event.rung
    home = row.signed_home
    return (
        str(place),
        words(Text(f"orders.rung_{rung.value}")) if rung else "",
        figures.days(row.event.on, row.event.on, words.language),
        names.get(row.firm, row.firm),
        names.get(row.buyer, row.buyer),
        _money(row.signed, words),
        _money(home, words) if home else words(Text("results.not_known")),
        words(Text(f"orders.confirmed_{row.confirmation.value}")),
    )


def _money(money: Money, words: Words) -> str:
    return f"{figures.price(money.amount, words.language)}\N{NO-BREAK SPACE}{money.currency}"
