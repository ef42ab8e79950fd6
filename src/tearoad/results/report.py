"""The report of a mission's results as a PDF: every figure with its definition, and the rows behind the ladder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tearoad.orders import CountedEvent, EventConfirmation, Rung
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
    "officials": ("agreements", "agreements_due", "agreements_done", "agreements_overdue"),
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
_MOST_IN_TABLE = 500
"""So many rows stand in a table; more stand in lines by rung, firm and buyer, set in a tenth of the time."""
_SEPARATOR = " · "
PARTS = ("firm", "market", "product")
"""By what the ladder is parted."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of the report: the words of its head, and of each row."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportedPairEvents:
    """What one firm and one buyer came to at one rung: a heading, and a line for each event."""

    title: str
    lines: tuple[str, ...]
    """One for each event; a paragraph of lines is set far more quickly than cells."""


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
    """The rows behind the ladder, as a table; none where they are so many that they stand in `pairs`."""
    pairs: tuple[ReportedPairEvents, ...]


def report_pdf(record: MissionRecord, results: MissionResults, words: Words, mission: str, stamp: datetime) -> bytes:
    """Return the report in the reader's language."""
    return pdf(TEMPLATE, report_of(record, results, words, mission), stamp)


def report_of(record: MissionRecord, results: MissionResults, words: Words, mission: str) -> ResultsReport:
    """Return what the report says."""
    rows = [row for total in results.ladder.every() for row in total.rows]
    names = {one.id: one.name for one in record.firms} | {one.id: one.name for one in record.buyers}
    is_long = len(rows) > _MOST_IN_TABLE
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
        events=_events([] if is_long else rows, names, words),
        pairs=tuple(_pairs(rows, names, words)) if is_long else (),
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


def _events(rows: Sequence[CountedEvent], names: Mapping[str, str], words: Words) -> ReportTable:
    return ReportTable(
        words(Text("results.appendix")),
        _heads(words, "number", "rung", "on", "firm", "buyer", "amount", "home", "says_so"),
        tuple(_event(place, row, names, words) for place, row in enumerate(rows, start=1)),
    )


def _pairs(rows: Iterable[CountedEvent], names: Mapping[str, str], words: Words) -> Iterator[ReportedPairEvents]:
    """Part the rows by rung, firm and buyer; every row has a number and a line."""
    parted: dict[tuple[str, str, str], list[CountedEvent]] = {}
    for row in rows:
        parted.setdefault((row.event.rung or "", row.firm, row.buyer), []).append(row)
    rungs = {rung.value: place for place, rung in enumerate(Rung)}
    place, confirmed = 0, {one: words(Text(f"orders.confirmed_{one.value}")) for one in EventConfirmation}
    for rung, firm, buyer in sorted(parted, key=lambda one: (rungs[one[0]], *one[1:])):
        lines = []
        for place, row in enumerate(parted[rung, firm, buyer], start=place + 1):  # noqa: B020  # it goes on counting
            on = figures.days(row.event.on, row.event.on, words.language)
            said = confirmed[row.confirmation]
            lines.append(_SEPARATOR.join((str(place), on, *_amounts(row, words), said)))
        heads = (words(Text(f"orders.rung_{rung}")), names.get(firm, firm), names.get(buyer, buyer))
        yield ReportedPairEvents(_SEPARATOR.join(heads), tuple(lines))


def _amounts(row: CountedEvent, words: Words) -> tuple[str, str]:
    amount, home = _money(row.signed, words), row.signed_home
    if home is None:
        return amount, words(Text("results.not_known"))
    return amount, amount if home == row.signed else _money(home, words)


def _event(place: int, row: CountedEvent, names: Mapping[str, str], words: Words) -> tuple[str, ...]:
    rung = row.event.rung
    return (
        str(place),
        words(Text(f"orders.rung_{rung.value}")) if rung else "",
        figures.days(row.event.on, row.event.on, words.language),
        names.get(row.firm, row.firm),
        names.get(row.buyer, row.buyer),
        *_amounts(row, words),
        words(Text(f"orders.confirmed_{row.confirmation.value}")),
    )


def _money(money: Money, words: Words) -> str:
    return f"{figures.price(money.amount, words.language)}\N{NO-BREAK SPACE}{money.currency}"
