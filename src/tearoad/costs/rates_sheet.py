"""Exchange rates as rows: what one unit was worth on which day, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.costs.rates import ExchangeRate, refuse_slip
from tearoad.errors import InputError
from tearoad.paper.sheets import Record, w3
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
    title=w3("Rates|Exchange rates", "汇率|汇率表", "Курсы|Курсы валют"),
    core=ExchangeRate,
    personal=frozenset(),
    fields=(
        Field(
            "base",
            CURRENCY,
            w3("From|Currency", "原币|从|币种", "Из|Валюта"),
            example="EUR",
            about="rate_source",
            width=10,
            needed=True,
        ),
        Field(
            "quote",
            CURRENCY,
            w3("To|Into", "本币|到|折算币种", "В|В валюту"),
            example="CNY",
            about="rate_target",
            width=10,
            needed=True,
        ),
        Field(
            "rate",
            NUMBER,
            w3("Rate|Exchange rate", "汇率|中间价", "Курс"),
            example="7.85",
            about="rate_rate",
            width=12,
            needed=True,
        ),
        Field(
            "on",
            DAY,
            w3("Day|Date", "日期|汇率日期", "Дата|День"),
            example="2027-02-09",
            about="rate_on",
            width=14,
            needed=True,
        ),
        Field(
            "by",
            LINE,
            w3("Source|Published by", "来源|发布机构", "Источник|Кто опубликовал"),
            example=w3("bank statement", "银行水单", "выписка банка"),
            about="rate_by",
            width=28,
            needed=True,
        ),
    ),
    build=_build,
    refusal=refuse_second("sheets.rate_twice", "sheets.rate_twice_hint", "on"),
)
