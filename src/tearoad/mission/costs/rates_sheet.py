"""The sheet of exchange rates: what one unit was worth on which day, and who says so."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.errors import InputError
from tearoad.mission.costs.rates import ExchangeRate, refuse_slip
from tearoad.paper.sheets import Column, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.text import Text

RATES = SheetSpec(
    "rates",
    w3("Rates|Exchange rates", "汇率|汇率表", "Курсы|Курсы валют"),
    (
        Column("base", w3("From|Currency", "原币|从|币种", "Из|Валюта"), "EUR", about="rate_source", width=10),
        Column("quote", w3("To|Into", "本币|到|折算币种", "В|В валюту"), "CNY", about="rate_target", width=10),
        Column("rate", w3("Rate|Exchange rate", "汇率|中间价", "Курс"), "7.85", about="rate_rate", width=12),
        Column("on", w3("Day|Date", "日期|汇率日期", "Дата|День"), "2027-02-09", about="rate_on", width=14),
        Column(
            "by",
            w3("Source|Published by", "来源|发布机构", "Источник|Кто опубликовал"),
            w3("bank statement", "银行水单", "выписка банка"),
            about="rate_by",
            width=28,
        ),
    ),
    needs=(("base",), ("quote",), ("rate",), ("on",), ("by",)),
)


def read_rates(records: Iterable[Record], _reading: Reading) -> tuple[ExchangeRate, ...]:
    """Return the rates of the good rows; a pair has one rate a day, a second one is held back."""
    found: dict[str, tuple[ExchangeRate, Record]] = {}
    for record in records:
        rate = _rate(record)
        if rate is None:
            continue
        if rate.id in found:
            other = found[rate.id][1].where
            record.error(Text("sheets.rate_twice", found=rate.id, other=other), Text("sheets.rate_twice_hint"), "on")
            continue
        found[rate.id] = rate, record
    return tuple(rate for rate, _record in found.values())


def _rate(record: Record) -> ExchangeRate | None:
    for field in ("base", "quote", "rate", "on", "by"):
        record.needed((field,))
    base, quote = (record.parsed(field, currency_code, "") for field in ("base", "quote"))
    rate, on = record.number("rate"), record.date("on")
    if record.held or rate is None or on is None:
        return None
    try:
        found = ExchangeRate(base, quote, rate, on, record.text("by"))
        refuse_slip(found.rate)
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("mission_costs.rate_hint"), "rate")
        return None
    return found


def currency_code(written: str) -> str:
    """Return the code of a currency that is written as a code, a sign or a word.

    Raises:
        InputError: there is no such currency.

    """
    code = read_currency(written)
    if code is None:
        raise InputError(Text("sheets.bad_currency", found=written), Text("sheets.expect_currency"))
    return code


def write_rates(rates: Iterable[ExchangeRate]) -> Table:
    """Return the sheet that reads back as these rates."""
    return Table(
        RATES,
        tuple(
            Row({"base": one.base, "quote": one.quote, "rate": one.rate, "on": one.on, "by": one.by}) for one in rates
        ),
    )
