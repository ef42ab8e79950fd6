"""The form of one exchange rate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from tearoad.errors import InputError
from tearoad.mission.costs import ExchangeRate
from tearoad.mission.costs.rates import refuse_slip
from tearoad.mission.costs.rates_sheet import currency_code
from tearoad.mission.web.forms.costs.read_as_sheets import DayInput, ReadAsSheets
from tearoad.paper.sheets import clean
from tearoad.paper.sheets.written.numbers import plain, read_number
from tearoad.text import Text
from tearoad.words import Words

_FIELDS = ("base", "quote", "value", "on", "by")


class RateForm(ReadAsSheets):
    """One rate. `rate` is what it says once it is valid."""

    base = forms.CharField(max_length=20)
    quote = forms.CharField(max_length=20)
    value = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    on = forms.DateField(widget=DayInput())
    by = forms.CharField(max_length=200)
    labels: ClassVar[Mapping[str, Text]] = {name: Text(f"costs_pages.rate_{name}") for name in _FIELDS}
    helps: ClassVar[Mapping[str, Text]] = {name: Text(f"costs_pages.rate_{name}_help") for name in ("value", "by")}

    def __init__(self, words: Words, home: str, *args: Any, rate: ExchangeRate | None = None, **options: Any) -> None:  # noqa: ANN401  # Django's form
        """Begin with a rate where there is one, else with one into the currency of home."""
        super().__init__(words, *args, initial=_initial(rate) if rate else {"quote": home}, **options)
        self.rate: ExchangeRate | None = None

    def clean_base(self) -> str:
        """Read a code, a sign or a word."""
        return self.read("base", currency_code)

    def clean_quote(self) -> str:
        """Read a code, a sign or a word."""
        return self.read("quote", currency_code)

    def clean_value(self) -> Decimal:
        """Read the number as people write it."""
        return self.read("value", _rate)

    def clean(self) -> dict[str, Any]:
        """Put the rate together."""
        found = super().clean() or {}
        if not self.errors:
            try:
                self.rate = ExchangeRate(found["base"], found["quote"], found["value"], found["on"], clean(found["by"]))
            except InputError as wrong:
                self.add_error("value", self.said(wrong))
        return found


def _rate(written: str) -> Decimal:
    rate = read_number(written)
    refuse_slip(rate)
    return rate


def _initial(rate: ExchangeRate) -> dict[str, Any]:
    return {"base": rate.base, "quote": rate.quote, "value": plain(rate.rate), "on": rate.on, "by": rate.by}
