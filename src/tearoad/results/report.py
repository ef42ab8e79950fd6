"""The report of a mission's results as a PDF: every figure with its definition, and the rows behind the ladder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tearoad.orders import EventConfirmation, Rung
from tearoad.paper import figures
from tearoad.paper.typeset import compiled, facts
from tearoad.reference import country_name
from tearoad.results.appendix import AppendixRow, attached_table
from tearoad.results.order_figures import BROUGHT_CODE, CONTRACTS_CODE, FOLLOW_UP, UNKNOWN, WITHOUT
from tearoad.results.record import MissionRecord
from tearoad.results.result_figure import CountedFigure, ResultFigure
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
    "follow_up": FOLLOW_UP,
    "officials": ("agreements", "agreements_due", "agreements_done", "agreements_overdue"),
    "worth": ("cost_paid", "cost_a_meeting", CONTRACTS_CODE, "cost_a_contract"),
    "brought": (*WITHOUT, BROUGHT_CODE),
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
_MOST_IN_TABLE = 500
"""So many rows stand in a table; more stand in lines by rung, firm and buyer, set in a tenth of the time."""
_MOST_PRINTED = 5000
"""More would fill hundreds of pages: they are attached to the document as a table."""
_LINES_A_BLOCK = 60
_SEPARATOR = " · "


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
    """The rows behind the ladder, as a table; none where they are so many that they stand in `lines`."""
    lines: tuple[str, ...]
    """Blocks of lines, each of a page or so."""
    attached: str
    """That the rows are attached, where they are too many to be printed."""


@dataclass(frozen=True, slots=True)
class _ReportedFigures:
    """The figures of a report, found by code and part."""

    every: tuple[CountedFigure, ...]

    def of(self, code: str, of: str = "") -> CountedFigure | None:
        """Return one figure; None where there is none."""
        return next((figure for figure in self.every if (figure.figure.code, figure.figure.of) == (code, of)), None)


def report_pdf(report: ResultsReport, table: str, stamp: datetime) -> bytes:
    """Return the report as a PDF, with the table of its rows attached where it is one."""
    attached = {"attached": table} if table else {}
    return compiled(TEMPLATE, facts(report), stamp, attached)


def appendix_table(record: MissionRecord, rows: Sequence[AppendixRow], words: Words) -> str:
    """Return the rows as the table that is attached; nothing where they are few enough to be printed."""
    if len(rows) <= _MOST_PRINTED:
        return ""
    countries = {buyer.id: buyer.country for buyer in record.buyers}
    return attached_table(rows, _names(record), countries, record.home, words)


def report_of(
    record: MissionRecord, counted: tuple[CountedFigure, ...], rows: Sequence[AppendixRow], words: Words, mission: str
) -> ResultsReport:
    """Return what the report says."""
    results, names = _ReportedFigures(counted), _names(record)
    in_table, in_lines = len(rows) <= _MOST_IN_TABLE, _MOST_IN_TABLE < len(rows) <= _MOST_PRINTED
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
        events=_events(rows if in_table else [], names, record.home, words),
        lines=tuple(_blocks(_lines(rows, names, record.home, words))) if in_lines else (),
        attached="" if in_table or in_lines else words(Text("results.appendix_attached", count=len(rows))),
    )


def _names(record: MissionRecord) -> dict[str, str]:
    return {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}


def value_in_words(figure: ResultFigure, words: Words) -> str:
    """Return a figure's value as the reader writes it; what cannot be said is said so."""
    if figure.value is None:
        return words(Text("results.not_known"))
    number = figures.price(figure.value, words.language) if not isinstance(figure.value, int) else str(figure.value)
    return f"{number}\N{NO-BREAK SPACE}{figure.currency}" if figure.currency else number


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words(Text(f"results.head_{name}")) for name in names)


def _ladder(results: _ReportedFigures, words: Words) -> ReportTable:
    rows = tuple(
        (words(Text(f"orders.rung_{rung.value}")), *_pair(results, rung.value, "", words))
        for rung in Rung
        if results.of(f"{rung.value}_amount") is not None
    )
    return ReportTable(words(Text("results.ladder")), _heads(words, "rung", "amount", "confirmed", "rows"), rows)


def _pair(results: _ReportedFigures, rung: str, of: str, words: Words) -> tuple[str, str, str]:
    amount, confirmed = results.of(f"{rung}_amount", of), results.of(f"{rung}_confirmed", of)
    assert amount is not None and confirmed is not None  # noqa: S101, PT018  # both or neither are made
    return value_in_words(amount.figure, words), value_in_words(confirmed.figure, words), str(amount.count)


def _section(results: _ReportedFigures, name: str, codes: Iterable[str], words: Words) -> ReportTable:
    found = [figure.figure for code in codes if (figure := results.of(code)) is not None]
    rows = tuple(
        (words(result_figure.name), value_in_words(result_figure, words), words(result_figure.definition))
        for result_figure in found
    )
    return ReportTable(words(Text(f"results.section_{name}")), _heads(words, "figure", "value", "definition"), rows)


def _parts(record: MissionRecord, results: _ReportedFigures, kind: str, words: Words) -> ReportTable:
    rows = tuple(
        (
            part_name(record, figure.of, words),
            words(Text(f"orders.rung_{figure.rung.value}")),
            *_pair(results, figure.rung.value, figure.of, words)[:2],
        )
        for figure in (counted.figure for counted in results.every)
        if figure.of.partition(":")[0] == kind
        and figure.rung is not None
        and figure.code == f"{figure.rung.value}_amount"
    )
    return ReportTable(words(Text(f"results.by_{kind}")), _heads(words, "part", "rung", "amount", "confirmed"), rows)


def part_name(record: MissionRecord, of: str, words: Words) -> str:
    """Return what a firm, market or product is called: `firm:E01`, `market:RU`, `product:09`."""
    kind, _, part = of.partition(":")
    if part == UNKNOWN:
        return words(Text("results.nobody_said"))
    if kind == "firm":
        return next((firm.name for firm in record.firms if firm.id == part), part)
    return country_name(CountryCode(part), words.language) if kind == "market" else part


def _events(rows: Sequence[AppendixRow], names: Mapping[str, str], home: str, words: Words) -> ReportTable:
    return ReportTable(
        words(Text("results.appendix")),
        _heads(words, "number", "rung", "on", "firm", "buyer", "amount", "home", "says_so"),
        tuple(_event(place, row, names, home, words) for place, row in enumerate(rows, start=1)),
    )


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """Join lines into blocks: Typst sets a few long texts far more quickly than many short ones."""
    left = list(lines)
    return ("\n".join(left[start : start + _LINES_A_BLOCK]) for start in range(0, len(left), _LINES_A_BLOCK))


def _lines(rows: Iterable[AppendixRow], names: Mapping[str, str], home: str, words: Words) -> Iterator[str]:
    """Part the rows by rung, firm and buyer: a line for each of these, and one with a number for each row."""
    parted: dict[tuple[str, str, str], list[AppendixRow]] = {}
    for row in rows:
        parted.setdefault((row.rung, row.firm, row.buyer), []).append(row)
    rungs = {rung.value: place for place, rung in enumerate(Rung)}
    place, confirmed = (
        0,
        {
            confirmation.value: words(Text(f"orders.confirmed_{confirmation.value}"))
            for confirmation in EventConfirmation
        },
    )
    for rung, firm, buyer in sorted(parted, key=lambda one: (rungs[one[0]], *one[1:])):
        heads = (words(Text(f"orders.rung_{rung}")), names.get(firm, firm), names.get(buyer, buyer))
        yield f"\N{EM DASH} {_SEPARATOR.join(heads)}"
        for place, row in enumerate(parted[rung, firm, buyer], start=place + 1):  # noqa: B020  # it goes on counting
            on = figures.days(row.day, row.day, words.language)
            yield _SEPARATOR.join((str(place), on, *_amounts(row, home, words), confirmed[row.confirmation]))


def _amounts(row: AppendixRow, home: str, words: Words) -> tuple[str, str]:
    amount, at_home = _money(row.money, words), row.money_at_home(home)
    if at_home is None:
        return amount, words(Text("results.not_known"))
    return amount, amount if at_home == row.money else _money(at_home, words)


def _event(place: int, row: AppendixRow, names: Mapping[str, str], home: str, words: Words) -> tuple[str, ...]:
    return (
        str(place),
        words(Text(f"orders.rung_{row.rung}")),
        figures.days(row.day, row.day, words.language),
        names.get(row.firm, row.firm),
        names.get(row.buyer, row.buyer),
        *_amounts(row, home, words),
        words(Text(f"orders.confirmed_{row.confirmation}")),
    )


def _money(money: Money, words: Words) -> str:
    return f"{figures.price(money.amount, words.language)}\N{NO-BREAK SPACE}{money.currency}"
