"""Exchange rates as rows: what one unit was worth on which day, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.errors import InputError
from tearoad.paper.sheets import Record, SheetWords
from tearoad.reference.exchange import ExchangeRate, refuse_slip
from tearoad.rows import Field, RowKind, refuse_second
from tearoad.rows.codecs import CURRENCY, DAY, LINE, NUMBER
from tearoad.text import Text


def _build(said: Mapping[str, Any], record: Record) -> ExchangeRate | None:
    try:
        rate = ExchangeRate(**said)
        refuse_slip(rate.rate)
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("costs.rate_hint"), "rate")
        return None
    return rate


RATES = RowKind(
    name="rates",
    title=SheetWords("sheet_words.rates"),
    core=ExchangeRate,
    personal=frozenset(),
    fields=(
        Field(
            "base",
            CURRENCY,
            SheetWords("sheet_words.from"),
            example="EUR",
            about="rate_source",
            width=10,
            needed=True,
        ),
        Field(
            "quote",
            CURRENCY,
            SheetWords("sheet_words.to"),
            example="CNY",
            about="rate_target",
            width=10,
            needed=True,
        ),
        Field(
            "rate",
            NUMBER,
            SheetWords("sheet_words.rate"),
            example="7.85",
            about="rate_rate",
            width=12,
            needed=True,
        ),
        Field(
            "on",
            DAY,
            SheetWords("sheet_words.day_of_rates"),
            example="2027-02-09",
            about="rate_on",
            width=14,
            needed=True,
        ),
        Field(
            "by",
            LINE,
            SheetWords("sheet_words.source_of_rates"),
            example=SheetWords("sheet_words.bank_statement"),
            about="rate_by",
            width=28,
            needed=True,
        ),
    ),
    build=_build,
    refusal=refuse_second("sheets.rate_twice", "sheets.rate_twice_hint", "on"),
)
