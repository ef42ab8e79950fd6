"""What people fill in to get a brief or a landed price."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.errors import InputError
from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.making import brief_request
from tearoad.market.price.landed import PricedShipment
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.market.web.queries.firms import SellerSelection, seller_selection
from tearoad.market.web.queries.tables import UploadedTableKind
from tearoad.paper.sheets.written.numbers import read_number
from tearoad.rows.codecs import currency_code
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.words import Words, form_problem

MOST_PRODUCTS, _MOST_MARKETS = 40, 40
_MOST_PIECES = 10**9
Read = TypeVar("Read")


def market_written(written: str, words: Words) -> str:
    """Return the three letters of a market by its name or code.

    Raises:
        ValidationError: no country is called so.

    """
    area = area_of(written)
    if area is None or not is_country(area):
        text = Text("market.brief_country", found=written)
        raise forms.ValidationError(form_problem(words, text, Text("market.brief_country_hint")))
    return area


class TableForm(Worded):
    """A table to take into use; `kind` says of what."""

    file = forms.FileField(allow_empty_file=True)
    replace = forms.BooleanField(required=False)
    """That rows of the table in use may go; asked only where some would."""

    def __init__(self, words: Words, kind: UploadedTableKind[Any], *sent: Any) -> None:
        super().__init__(words, *sent, auto_id=f"id_{kind.name}_%s")  # a page may have more than one table
        self.most = kind.most_bytes
        self.fields["file"].label = words(Text(f"market_pages.{kind.name}_file"))
        self.fields["replace"].label = words(Text("market_pages.table_replace"))
        self.fields["file"].help_text = words(Text(f"market_pages.{kind.name}_file_help"))
        self.fields["file"].widget.attrs["accept"] = ".csv,text/csv" if kind.ending == "csv" else ".geojson,.json"

    def clean_file(self) -> Any:
        """Refuse what is larger than any such table."""
        file = self.cleaned_data["file"]
        if file.size > self.most:
            raise forms.ValidationError(self.words(Text("market_pages.rates_too_big", most=self.most // 1000)))
        return file


class PriceForm(Worded):
    """What is sent where, and the price at the factory or on the shelf. `shipment` is what it says once it is valid."""

    market = forms.CharField(max_length=80)
    hs = forms.CharField(max_length=20)
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    pieces = forms.IntegerField(min_value=1, max_value=_MOST_PIECES)
    weight = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = forms.CharField(max_length=3)
    ex_works = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    shelf = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    labels: ClassVar[Mapping[str, Text]] = {
        name: Text(f"market_pages.price_{name}")
        for name in ("market", "hs", "on", "pieces", "weight", "currency", "ex_works", "shelf")
    }
    helps: ClassVar[Mapping[str, Text]] = {
        name: Text(f"market_pages.price_{name}_help") for name in ("weight", "currency", "ex_works", "shelf")
    }
    shipment: PricedShipment

    def clean_market(self) -> str:
        """Read a country by name or code."""
        return market_written(self.cleaned_data["market"], self.words)

    def clean_hs(self) -> str:
        """Read a code of goods."""
        return self._read(HSCode.parse, self.cleaned_data["hs"]).digits

    def clean_currency(self) -> str:
        """Read a currency."""
        return self._read(currency_code, self.cleaned_data["currency"].upper())

    def clean_weight(self) -> Decimal:
        """Read the weight as sheets do."""
        return self._amount("weight")

    def clean_ex_works(self) -> Decimal | None:
        """Read the price as sheets do: `1,500.00` and `1 500,00` are one."""
        return self._amount("ex_works") if self.cleaned_data["ex_works"].strip() else None

    def clean_shelf(self) -> Decimal | None:
        """Read the price as sheets do."""
        return self._amount("shelf") if self.cleaned_data["shelf"].strip() else None

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two prices, and put the shipment together."""
        data = super().clean() or {}
        if self.errors:
            return data
        if (data["ex_works"] is None) == (data["shelf"] is None):
            raise forms.ValidationError(self.words(Text("market.price_one_of")))
        self.shipment = PricedShipment(
            data["market"], data["hs"], data["on"], data["pieces"], data["weight"], data["currency"]
        )
        return data

    def _amount(self, name: str) -> Decimal:
        amount = self._read(read_number, self.cleaned_data[name])
        if amount < 0:
            text = Text("market.price_amount", option=self.words(self.labels[name]), found=self.cleaned_data[name])
            raise forms.ValidationError(form_problem(self.words, text, Text("market.price_amount_hint")))
        return amount

    def _read(self, reader: Callable[[str], Read], written: str) -> Read:
        try:
            return reader(written)
        except InputError as wrong:
            raise forms.ValidationError(form_problem(self.words, wrong.text, wrong.hint)) from wrong


class BriefForm(Worded):
    """For whose products, which, and where to."""

    exporter = forms.CharField(max_length=80)
    products = forms.CharField(max_length=400)
    markets = forms.CharField(max_length=400)
    year = forms.IntegerField(required=False, min_value=1960, max_value=2100)
    sellers = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    labels: ClassVar[Mapping[str, Text]] = {
        "exporter": Text("market_pages.exporter"),
        "products": Text("market_pages.products"),
        "markets": Text("market_pages.markets"),
        "year": Text("market_pages.year"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "products": Text("market_pages.products_help"),
        "markets": Text("market_pages.markets_help"),
        "year": Text("market_pages.year_help"),
    }
    request: BriefRequest
    """What is asked for, once the form is valid."""
    asked: SellerSelection | None
    """Whose products it is made of; None where codes were typed."""

    def clean(self) -> dict[str, Any]:
        """Read countries and codes, and say which one is none."""
        data = super().clean() or {}
        if not self.errors:
            try:
                self.asked = seller_selection(*data["sellers"].partition(":")[::2])
                self.request = brief_request(data["exporter"], data["products"], data["markets"], data["year"])
            except InputError as wrong:
                raise forms.ValidationError(form_problem(self.words, wrong.text, wrong.hint)) from wrong
            if len(self.request.products) > MOST_PRODUCTS or len(self.request.markets) > _MOST_MARKETS:
                most = Text("market_pages.too_many", products=MOST_PRODUCTS, markets=_MOST_MARKETS)
                raise forms.ValidationError(self.words(most))
        return data


class ObstacleForm(Worded):
    """Which goods go where, on which day."""

    market = forms.CharField(max_length=80)
    hs = forms.CharField(max_length=20)
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    labels: ClassVar[Mapping[str, Text]] = {name: Text(f"market_pages.price_{name}") for name in ("market", "hs", "on")}

    def clean_market(self) -> str:
        """Read a country by name or code."""
        return market_written(self.cleaned_data["market"], self.words)

    def clean_hs(self) -> str:
        """Read a code of goods."""
        try:
            return HSCode.parse(self.cleaned_data["hs"]).digits
        except InputError as wrong:
            raise forms.ValidationError(form_problem(self.words, wrong.text, wrong.hint)) from wrong


class RoadForm(Worded):
    """Where to, and as of which day."""

    market = forms.CharField(max_length=80)
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    labels: ClassVar[Mapping[str, Text]] = {name: Text(f"market_pages.price_{name}") for name in ("market", "on")}

    def clean_market(self) -> str:
        """Read a country by name or code."""
        return market_written(self.cleaned_data["market"], self.words)
