"""The report of a mission's results as a PDF: every figure with its definition, and the rows behind the ladder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tearoad.orders import EventConfirmation, Rung
from tearoad.paper import figures
from tearoad.paper.typeset import compiled, facts
from tearoad.results.appendix import AppendixRow, RatesOfRows, attached_table
from tearoad.results.charts import SIZES, BarChart, charts_of
from tearoad.results.export import ResultsExport
from tearoad.results.in_words import money_in_words, part_name, unknown_in_words, value_in_words
from tearoad.results.order_figures import BROUGHT_CODE, CONFIRMED_BY, CONTRACTS_CODE, FOLLOW_UP, PARTS, WITHOUT
from tearoad.results.record import MissionRecord, ReportedOpportunity
from tearoad.results.result_figure import CountedFigure, ResultFigure
from tearoad.results.row_words import named_tables
from tearoad.text import Text
from tearoad.words import Words

TEMPLATE = Path(__file__).parent / "report.typ"
SECTIONS: dict[str, tuple[str, ...]] = {
    "delegation": ("firms", "firms_state", "firms_private", "firms_mixed", "firms_unknown", "people", "buyers"),
    "sizes": SIZES,
    "floor": (
        "meetings_asked",
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
        "survey_waiting",
        "survey_failed",
        "survey_answered",
        "survey_rate",
        "survey_meetings",
        "survey_partners",
        "survey_organisation",
        "survey_again",
    ),
}
"""Which figures stand together, on the page and in the report."""
MOST_LISTED = 1000
"""More rows of one table stand in the workbook alone."""
_WITH_CODES = frozenset({"firms", "buyers", "people", "costs", "agreements"})
"""Tables whose rows have a code that people know them by; the others are numbered."""
_ELSEWHERE = frozenset({"events", "rates"})
"""Tables that the report shows in another way."""
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
    chart: BarChart | None = None


@dataclass(frozen=True, slots=True)
class RowsInLines:
    """The rows of one table as blocks of lines."""

    title: str
    heads: str
    lines: tuple[tuple[str, ...], ...]


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
    lines: tuple[tuple[str, ...], ...]
    """Blocks of lines, each of a page or so."""
    attached: str
    """That the rows are attached, where they are too many to be printed."""
    rates: ReportTable
    """The exchange rates of the rows, by the mark that stands beside each."""
    behind: tuple[RowsInLines, ...]
    """The rows behind the other figures, table by table."""


@dataclass(frozen=True, slots=True)
class _ReportedFigures:
    """The figures of a report, found by code and part."""

    every: tuple[CountedFigure, ...]

    def of(self, code: str, of: str = "") -> CountedFigure | None:
        """Return one figure; None where there is none."""
        return next((figure for figure in self.every if (figure.figure.code, figure.figure.of) == (code, of)), None)

    def marks(self, words: Words) -> Mapping[tuple[str, str], Sequence[str]]:
        """Return by opportunity the names of the figures that count it."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code in (*FOLLOW_UP[1:], *WITHOUT):
            figure = self.of(code)
            for row in figure.figure.rows if figure is not None else ():
                found["opportunities", row].append(words(Text(f"results.{code}")).removeprefix("\N{EN DASH} "))
        return found


def report_pdf(report: ResultsReport, table: str, stamp: datetime) -> bytes:
    """Return the report as a PDF, with the table of its rows attached where it is one."""
    attached = {"attached": table} if table else {}
    return compiled(TEMPLATE, facts(report), stamp, attached)


def appendix_table(record: MissionRecord, rows: Sequence[AppendixRow], words: Words) -> str:
    """Return the rows as the table that is attached; nothing where they are few enough to be printed."""
    if len(rows) <= _MOST_PRINTED:
        return ""
    return attached_table(rows, record, _names(record), words)


def report_of(  # five say what, the last what stands behind it
    record: MissionRecord,
    counted: tuple[CountedFigure, ...],
    rows: Sequence[AppendixRow],
    words: Words,
    mission: str,
    *,
    opportunities: Iterable[ReportedOpportunity] = (),
) -> ResultsReport:
    """Return what the report says; `opportunities` are listed behind the figures of follow-up."""
    results, names = _ReportedFigures(counted), _names(record)
    in_table, in_lines = len(rows) <= _MOST_IN_TABLE, _MOST_IN_TABLE < len(rows) <= _MOST_PRINTED
    rates = RatesOfRows(record, words)
    charts = charts_of(record, counted, words)
    events = _events(rows if in_table else [], names, rates, words)
    lines = tuple(_blocks(_lines(rows, names, rates, words))) if in_lines else ()
    behind = tuple(_behind(record, opportunities, results, words))
    as_of = words(Text("results.as_of", at=_moment(record.as_of, words)))
    return ResultsReport(
        language=words.language.value,
        title=words(Text("results.report")),
        mission=mission,
        lead=words(Text("results.report_lead")),
        never=words(Text("results.never_added", currency=record.home)),
        foot=f"{mission} · {as_of}",
        ladder=replace(_ladder(results, words), chart=charts.get("ladder")),
        sections=tuple(
            replace(_section(results, name, codes, words), chart=charts.get(name)) for name, codes in SECTIONS.items()
        ),
        parts=tuple(
            replace(part, chart=charts.get(kind))
            for kind in PARTS
            if (part := _parts(record, results, kind, words)).rows
        ),
        events=events,
        lines=lines,
        attached="" if in_table or in_lines else words(Text("results.appendix_attached", count=len(rows))),
        rates=ReportTable(
            words(Text("results.rates")), _heads(words, "number", "rate", "rate_on", "rate_by"), rates.used()
        ),
        behind=behind,
    )


def _moment(as_of: str, words: Words) -> str:
    """Return a moment as the reader writes it, with the difference of its clock from world time."""
    at = datetime.fromisoformat(as_of)
    zone = f" (UTC{figures.hours(offset)})" if (offset := at.utcoffset()) is not None else ""
    return f"{figures.days(at.date(), at.date(), words.language)}, {at:%H:%M}{zone}"


def _behind(
    record: MissionRecord,
    opportunities: Iterable[ReportedOpportunity],
    results: _ReportedFigures,
    words: Words,
) -> Iterator[RowsInLines]:
    """Yield the rows behind every figure but those of the ladder, each table in lines."""
    export = ResultsExport(record, (), lambda: opportunities, tuple)
    marks = results.marks(words)
    for table in named_tables(record, export.tables(), words):
        if table.code in _ELSEWHERE:
            continue
        lines = []
        for place, (id_, *row) in enumerate(table.rows, start=1):
            first = id_ if table.code in _WITH_CODES else place
            said = (first, *filter(_is_there, row), *marks.get((table.code, str(id_)), ()))
            lines.append(_SEPARATOR.join(map(str, said)))
        is_short = len(lines) <= MOST_LISTED
        heads = words(Text("results.rows_in_workbook", count=len(lines))) if not is_short else ""
        yield RowsInLines(
            table.title, heads or _SEPARATOR.join(table.heads[1:]), tuple(_blocks(lines)) if is_short else ()
        )
    left_out = results.of("opportunities")
    if left_out is not None and left_out.count > MOST_LISTED:
        title = words(Text("results.table_opportunities"))
        yield RowsInLines(title, words(Text("results.rows_in_workbook", count=left_out.count)), ())


def _is_there(cell: object) -> bool:
    return cell is not None


def _names(record: MissionRecord) -> dict[str, str]:
    return {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}


def _heads(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words(Text(f"results.head_{name}")) for name in names)


def _ladder(results: _ReportedFigures, words: Words) -> ReportTable:
    rows = tuple(
        (_rung_name(amount.figure, rung, words), *_shares(results, rung.value, words), str(amount.count))
        for rung in Rung
        if (amount := results.of(f"{rung.value}_amount")) is not None
    )
    heads = _heads(words, "rung", "amount", "confirmed", "both", "with_officer", "rows")
    return ReportTable(words(Text("results.ladder")), heads, rows)


def _rung_name(amount: ResultFigure, rung: Rung, words: Words) -> str:
    return _with_unknown(words(Text(f"orders.rung_{rung.value}")), amount, words)


def _shares(results: _ReportedFigures, rung: str, words: Words) -> Iterator[str]:
    for code in ("amount", *CONFIRMED_BY):
        if (figure := results.of(f"{rung}_{code}")) is not None:
            yield value_in_words(figure.figure, words)


def _pair(results: _ReportedFigures, rung: str, of: str, words: Words) -> tuple[str, str]:
    amount, confirmed = results.of(f"{rung}_amount", of), results.of(f"{rung}_confirmed", of)
    assert amount is not None and confirmed is not None  # noqa: S101, PT018  # both or neither are made
    return value_in_words(amount.figure, words), value_in_words(confirmed.figure, words)


def _section(results: _ReportedFigures, name: str, codes: Iterable[str], words: Words) -> ReportTable:
    found = [figure.figure for code in codes if (figure := results.of(code)) is not None]
    rows = tuple(
        (
            words(result_figure.name),
            value_in_words(result_figure, words),
            _with_unknown(words(result_figure.definition), result_figure, words),
        )
        for result_figure in found
    )
    return ReportTable(words(Text(f"results.section_{name}")), _heads(words, "figure", "value", "definition"), rows)


def _with_unknown(said: str, figure: ResultFigure, words: Words) -> str:
    """Return words with how many rows could say more and do not."""
    unknown = unknown_in_words(figure, words)
    return f"{said} [{unknown}]" if unknown else said


def _parts(record: MissionRecord, results: _ReportedFigures, kind: str, words: Words) -> ReportTable:
    rows = tuple(
        (
            part_name(record, figure.of, words),
            _rung_name(figure, figure.rung, words),
            *_pair(results, figure.rung.value, figure.of, words),
        )
        for figure in (counted.figure for counted in results.every)
        if figure.of.partition(":")[0] == kind
        and figure.rung is not None
        and figure.code == f"{figure.rung.value}_amount"
    )
    return ReportTable(words(Text(f"results.by_{kind}")), _heads(words, "part", "rung", "amount", "confirmed"), rows)


def _events(rows: Sequence[AppendixRow], names: Mapping[str, str], rates: RatesOfRows, words: Words) -> ReportTable:
    return ReportTable(
        words(Text("results.appendix")),
        _heads(words, "number", "rung", "on", "firm", "buyer", "amount", "home", "says_so"),
        tuple(_event(place, row, names, rates, words) for place, row in enumerate(rows, start=1)),
    )


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Join lines into blocks: Typst sets a few long texts far more quickly than many short ones."""
    left = list(lines)
    return (tuple(left[start : start + _LINES_A_BLOCK]) for start in range(0, len(left), _LINES_A_BLOCK))


def _lines(rows: Iterable[AppendixRow], names: Mapping[str, str], rates: RatesOfRows, words: Words) -> Iterator[str]:
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
    for rung, firm, buyer in sorted(parted, key=lambda group: (rungs[group[0]], *group[1:])):
        heads = (words(Text(f"orders.rung_{rung}")), names.get(firm, firm), names.get(buyer, buyer))
        yield f"\N{EM DASH} {_SEPARATOR.join(heads)}"
        for place, row in enumerate(parted[rung, firm, buyer], start=place + 1):  # noqa: B020  # it goes on counting
            on = figures.days(row.day, row.day, words.language)
            yield _SEPARATOR.join((str(place), on, *_amounts(row, rates, words), confirmed[row.confirmation]))


def _amounts(row: AppendixRow, rates: RatesOfRows, words: Words) -> tuple[str, str]:
    return money_in_words(row.money, words), rates.at_home(row.money, row.day)


def _event(place: int, row: AppendixRow, names: Mapping[str, str], rates: RatesOfRows, words: Words) -> tuple[str, ...]:
    return (
        str(place),
        words(Text(f"orders.rung_{row.rung}")),
        figures.days(row.day, row.day, words.language),
        names.get(row.firm, row.firm),
        names.get(row.buyer, row.buyer),
        *_amounts(row, rates, words),
        words(Text(f"orders.confirmed_{row.confirmation}")),
    )
