"""The form of a pro-forma offer: its goods line by line, delivery, payment, and each text in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from tearoad import orders as core
from tearoad.companies import Product, Quantity
from tearoad.costs.web.forms.read_as_sheets import DayInput, ReadAsSheets
from tearoad.errors import InputError
from tearoad.orders.web.forms.opportunities import offer
from tearoad.orders.web.queries.offers import OfferSides, in_languages
from tearoad.paper.sheets.written.numbers import read_number
from tearoad.rows.codecs import currency_code
from tearoad.text import Text
from tearoad.values import HSCode, Incoterm, Language, LocalText, Money
from tearoad.words import Words

USUAL_VALIDITY = timedelta(days=30)
_ROW = ("product", "quantity", "unit", "price")
_TEXTS = ("place", "packing", "note")


class OfferForm(ReadAsSheets):
    """What a person says of an offer. `offer` is what it says once it is valid."""

    first = forms.ChoiceField()
    second = forms.ChoiceField()
    currency = forms.CharField(max_length=20)
    incoterm = forms.ChoiceField()
    place = forms.CharField(max_length=300)
    place_second = forms.CharField(required=False, max_length=300)
    valid_until = forms.DateField(widget=DayInput())
    packing = forms.CharField(max_length=300)
    packing_second = forms.CharField(required=False, max_length=300)
    payment = forms.ChoiceField()
    deposit_percent = forms.IntegerField(required=False, min_value=1, max_value=99)
    days = forms.IntegerField(required=False, min_value=1, max_value=365)
    permit = forms.CharField(required=False, max_length=300)
    note = forms.CharField(required=False, max_length=300)
    note_second = forms.CharField(required=False, max_length=300)
    labels: ClassVar[Mapping[str, Text]] = {
        name: Text(f"orders_pages.offer_{name}")
        for name in (
            "first",
            "second",
            "currency",
            "incoterm",
            "place",
            "place_second",
            "valid_until",
            "packing",
            "packing_second",
            "payment",
            "deposit_percent",
            "days",
            "permit",
            "note",
            "note_second",
        )
    }
    helps: ClassVar[Mapping[str, Text]] = {
        name: Text(f"orders_pages.offer_{name}_help") for name in ("place", "place_second", "packing", "permit")
    }

    def __init__(self, words: Words, sides: OfferSides, issued_on: date, *args: Any, **options: Any) -> None:
        """Offer the firm's goods, as many rows of them as an offer may have."""
        super().__init__(words, *args, **options)
        self.sides, self.issued_on = sides, issued_on
        self.offer: core.ProFormaOffer | None = None
        products = [("", "–"), *products_of(sides, words.language)]
        for place in range(core.MOST_GOODS):
            self.fields[f"product_{place}"] = forms.ChoiceField(required=False, choices=products)
            self.fields[f"quantity_{place}"] = forms.CharField(required=False, max_length=40)
            self.fields[f"unit_{place}"] = forms.CharField(required=False, max_length=20)
            self.fields[f"price_{place}"] = forms.CharField(required=False, max_length=40)
            for name in _ROW:
                self.fields[f"{name}_{place}"].label = words(Text(f"orders_pages.offer_{name}"))
        languages = [(language.value, language.own_name) for language in Language]
        for name, offered in (("first", languages), ("second", languages), ("incoterm", [(i, i) for i in Incoterm])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = offered
        ways = ((term.value, Text(f"orders_pages.payment_{term.value}")) for term in core.PaymentTerm)
        offer(self, "payment", ways)

    @property
    def rows(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each row of goods."""
        for place in range(core.MOST_GOODS):
            yield [self[f"{name}_{place}"] for name in _ROW]

    @property
    def has_more_goods(self) -> bool:
        """Whether something stands in a row behind the first."""
        return any(field.value() for fields in list(self.rows)[1:] for field in fields)

    @property
    def others(self) -> Iterator[forms.BoundField]:
        """The fields beside the goods."""
        return (self[name] for name in self.labels)

    def clean_currency(self) -> str:
        """Read a code, a sign or a word."""
        return self.read("currency", currency_code)

    def clean(self) -> dict[str, Any]:
        """Put the offer together; what contradicts itself is said."""
        said: dict[str, Any] = super().clean() or {}
        if "currency" not in said:
            return said
        goods = tuple(
            offered_goods for place in range(core.MOST_GOODS) if (offered_goods := self._goods(place, said)) is not None
        )
        if self.errors:
            return said
        try:
            self.offer = self._offer(said, goods)
        except InputError as wrong:
            self.add_error(None, self.problem_text(wrong))
        return said

    def _goods(self, place: int, said: Mapping[str, Any]) -> core.OfferedGoods | None:
        written = {name: (said.get(f"{name}_{place}") or "").strip() for name in _ROW}
        if not any(written.values()):
            return None
        for name, value in written.items():
            if not value and f"{name}_{place}" not in self.errors:
                self.add_error(f"{name}_{place}", self.words(Text("orders.offer_row_incomplete")))
        numbers = {}
        for name in ("quantity", "price"):
            try:
                numbers[name] = read_number(written[name]) if written[name] else None
            except InputError as wrong:
                self.add_error(f"{name}_{place}", self.problem_text(wrong))
        quantity, price = numbers.get("quantity"), numbers.get("price")
        if self.errors or quantity is None or price is None:
            return None
        product = self.sides.exporter.products[int(written["product"])]
        assert product.hs is not None  # noqa: S101  # no other is offered
        try:
            money = Money(price, said["currency"])
        except InputError as wrong:
            self.add_error(f"price_{place}", self.problem_text(wrong))
            return None
        return core.OfferedGoods(in_languages(product.name), product.hs, Quantity(quantity, written["unit"]), money)

    def _offer(self, said: Mapping[str, Any], goods: tuple[core.OfferedGoods, ...]) -> core.ProFormaOffer:
        first, second = Language(said["first"]), Language(said["second"])
        texts = {
            name: in_both(first, said[name].strip(), second, said.get(f"{name}_second", "").strip()) for name in _TEXTS
        }
        terms = core.PaymentTerms(core.PaymentTerm(said["payment"]), said["deposit_percent"] or 30, said["days"] or 30)
        return core.ProFormaOffer(
            self.sides.seller_party,
            self.sides.buyer_party,
            goods,
            Incoterm(said["incoterm"]),
            texts["place"],
            self.issued_on,
            said["valid_until"],
            texts["packing"],
            terms,
            first,
            second,
            texts["note"],
            said["permit"].strip(),
        )


def in_both(first: Language, said: str, second: Language, also: str) -> LocalText:
    """Return a text in two languages; where the second is empty, both say the same."""
    return LocalText(**{second.code: also or said, first.code: said})


def products_of(sides: OfferSides, language: Language) -> list[tuple[str, str]]:
    """Return the firm's goods that have a customs code: screening cannot answer for others."""
    return [
        (str(place), f"{in_languages(product.name).in_language(language)} · {product.hs}")
        for place, product in enumerate(sides.exporter.products)
        if product.hs is not None
    ]


def initial_of(sides: OfferSides, languages: tuple[Language, Language], currency: str, today: date) -> dict[str, Any]:
    """Return with what the form of a first version begins: the firm's first product at its asking price."""
    found: dict[str, Any] = {
        "first": languages[0].value,
        "second": languages[1].value,
        "currency": currency,
        "incoterm": Incoterm.FOB.value,
        "valid_until": today + USUAL_VALIDITY,
        "payment": core.PaymentTerm.DEPOSIT_AND_BALANCE.value,
        "deposit_percent": 30,
        "days": 30,
    }
    place = next((place for place, product in enumerate(sides.exporter.products) if product.hs is not None), None)
    return found if place is None else found | _offer_line(place, sides.exporter.products[place], languages)


def _offer_line(place: int, product: Product, languages: tuple[Language, Language]) -> dict[str, Any]:
    found: dict[str, Any] = {"product_0": str(place)}
    if product.minimum_order is not None:
        found |= {"quantity_0": f"{product.minimum_order.amount:f}", "unit_0": product.minimum_order.unit}
    if product.price is not None:
        price = product.price
        found |= {"price_0": f"{price.money.amount:f}", "currency": price.money.currency}
        if price.incoterm is not None:
            found |= {"incoterm": price.incoterm.value, "place": price.named_place.in_language(languages[0])}
            found["place_second"] = price.named_place.in_language(languages[1])
    return found


def initial_again(known: core.ProFormaOffer, sides: OfferSides, today: date) -> dict[str, Any]:
    """Return with what the form of a next version begins: what the last one said, valid anew."""
    found: dict[str, Any] = {
        "first": known.first.value,
        "second": known.second.value,
        "currency": known.total.currency,
        "incoterm": known.incoterm.value,
        "valid_until": max(known.valid_until, today + USUAL_VALIDITY),
        "payment": known.payment.term.value,
        "deposit_percent": known.payment.deposit_percent,
        "days": known.payment.days,
        "permit": known.permit,
    }
    for name in _TEXTS:
        text: LocalText = getattr(known, name)
        found |= {name: text.in_language(known.first), f"{name}_second": text.in_language(known.second)}
    for place, goods in enumerate(known.goods):
        found |= {
            f"product_{place}": _place_of(goods.hs, goods.name, sides),
            f"quantity_{place}": f"{goods.quantity.amount:f}",
            f"unit_{place}": goods.quantity.unit,
            f"price_{place}": f"{goods.price.amount:f}",
        }
    return found


def _place_of(hs: HSCode, name: LocalText, sides: OfferSides) -> str:
    for place, product in enumerate(sides.exporter.products):
        if product.hs == hs and in_languages(product.name) == name:
            return str(place)
    return ""
