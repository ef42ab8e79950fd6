"""The rows behind the ladder, as the appendix of a report has them: printed, or attached where they are many."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal

from tearoad.orders import EventConfirmation, LadderTotals, Rung
from tearoad.paper import figures
from tearoad.paper.sheets.files.formulas import guarded
from tearoad.reference.exchange import Converted, ExchangeRate
from tearoad.results.in_words import money_in_words
from tearoad.results.order_figures import product_part
from tearoad.results.record import MissionRecord
from tearoad.text import Text
from tearoad.values import Money
from tearoad.words import Words

_HEADS = (
    *("number", "rung", "on", "firm", "buyer", "market", "product"),
    *("amount", "currency", "home", "currency", "rate", "rate_on", "rate_by", "says_so", "id"),
)


@dataclass(frozen=True, slots=True)
class AppendixRow:
    """One counted event in plain values, which can be kept and read again without the event."""

    id: str
    rung: str
    on: str
    """ISO 8601."""
    firm: str
    buyer: str
    product: str
    """The chapters of its goods: `09`, `09+21`; `?` where nobody said."""
    amount: str
    """With a sign: what went back is less than nothing."""
    currency: str
    home: str
    """At home; empty where there is no rate."""
    confirmation: str

    @property
    def day(self) -> date:
        """When it happened."""
        return date.fromisoformat(self.on)

    @property
    def money(self) -> Money:
        """Its amount as it was told."""
        return Money(Decimal(self.amount), self.currency)


def appendix_of(ladder: LadderTotals) -> tuple[AppendixRow, ...]:
    """Return every row behind the ladder, rung by rung, as they were written down."""
    return in_order(
        AppendixRow(
            row.event.id,
            total.at.rung.value,
            row.event.on.isoformat(),
            row.firm,
            row.buyer,
            product_part(row),
            f"{row.signed.amount:f}",
            row.signed.currency,
            f"{home.amount:f}" if (home := row.signed_home) is not None else "",
            row.confirmation.value,
        )
        for total in ladder.every()
        for row in total.rows
    )


def in_order(rows: Iterable[AppendixRow]) -> tuple[AppendixRow, ...]:
    """Return rows rung by rung, as they were written down."""
    rank = {rung.value: place for place, rung in enumerate(Rung)}
    return tuple(sorted(rows, key=lambda appendix_row: (rank[appendix_row.rung], appendix_row.id)))


def plain_rows(rows: Iterable[AppendixRow]) -> list[tuple[str, ...]]:
    """Return rows as tuples of texts, from which `AppendixRow(*row)` makes them again."""
    return [astuple(row) for row in rows]


def rate_of(row: AppendixRow, record: MissionRecord) -> ExchangeRate | None:
    """Return the rate by which a row was converted; None where none was needed, or there is none."""
    converted = record.rates.convert(row.money, record.home, row.day)
    return converted.rate if isinstance(converted, Converted) else None


class RatesOfRows:
    """What rows are at home, each with the mark of the rate by which it was converted; the rates in order of use."""

    def __init__(self, record: MissionRecord, words: Words) -> None:
        """Begin without any rate used."""
        self._record, self._words = record, words
        self._places: dict[ExchangeRate, int] = {}

    def at_home(self, money: Money, on: date | None) -> str:
        """Return an amount at home with the mark of its rate; that it is not known, without one."""
        converted = self._record.rates.convert(money, self._record.home, on)
        if not isinstance(converted, Converted):
            return self._words(Text("results.not_known"))
        shown = money_in_words(converted.money, self._words)
        if converted.rate is None:
            return shown
        place = self._places.setdefault(converted.rate, len(self._places) + 1)
        return f"{shown} [R{place}]"

    def used(self) -> tuple[tuple[str, ...], ...]:
        """Return the rates that were used, each with its mark, its day and who says so."""
        return tuple(
            (
                f"R{place}",
                f"1 {rate.base} = {figures.number(rate.rate, self._words.language)} {rate.quote}",
                figures.days(rate.on, rate.on, self._words.language),
                rate.by,
            )
            for rate, place in self._places.items()
        )


def attached_table(rows: Sequence[AppendixRow], record: MissionRecord, names: Mapping[str, str], words: Words) -> str:
    """Return the rows as CSV that any spreadsheet opens; by its columns each figure of the ladder is found again."""
    countries = {buyer.id: buyer.country for buyer in record.buyers}
    rungs = {rung.value: words(Text(f"orders.rung_{rung.value}")) for rung in Rung}
    said = {
        confirmation.value: words(Text(f"orders.confirmed_{confirmation.value}")) for confirmation in EventConfirmation
    }
    shown = {id_: guarded(name) for id_, name in names.items()}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words(Text(f"results.head_{name}")) for name in _HEADS)
    for place, appendix_row in enumerate(rows, start=1):
        firm, buyer = shown.get(appendix_row.firm, appendix_row.firm), shown.get(appendix_row.buyer, appendix_row.buyer)
        market, at_home = countries.get(appendix_row.buyer, ""), record.home if appendix_row.home else ""
        rate = rate_of(appendix_row, record)
        by = (f"{rate.rate:f}", rate.on.isoformat(), guarded(rate.by)) if rate else ("", "", "")
        money = (appendix_row.amount, appendix_row.currency, appendix_row.home, at_home)
        writer.writerow(
            (
                place,
                rungs[appendix_row.rung],
                appendix_row.on,
                firm,
                buyer,
                market,
                appendix_row.product,
                *money,
                *by,
                said[appendix_row.confirmation],
                appendix_row.id,
            )
        )
    return "\ufeff" + out.getvalue()
