"""A pro-forma offer as a PDF, its two languages side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tearoad.companies.units import unit_name
from tearoad.orders.offer import OfferedGoods, OfferParty, ProFormaOffer
from tearoad.paper import figures
from tearoad.paper.typeset import pdf
from tearoad.text import Text
from tearoad.values import LocalText, Money
from tearoad.words import Words

TEMPLATE = Path(__file__).parent / "offer.typ"
_HEADS = ("place_in_list", "goods", "hs", "quantity", "price", "amount")


@dataclass(frozen=True, slots=True)
class OfferTerm:
    """One thing that is agreed on, said in both languages: what it is called, and what it is."""

    first_label: str
    first: tuple[str, ...]
    """Line by line."""
    second_label: str
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferPaper:
    """Everything that stands on the paper."""

    language: str
    number: str
    titles: tuple[str, str]
    parties: tuple[OfferTerm, ...]
    heads: tuple[tuple[str, str], ...]
    goods: tuple[tuple[tuple[str, str], ...], ...]
    """Each cell in both languages; the second is empty where both write the same."""
    total_labels: tuple[str, str]
    total: tuple[str, str]
    terms: tuple[OfferTerm, ...]
    signatures: tuple[tuple[str, str], ...]


def offer_pdf(offer: ProFormaOffer, number: str, stamp: datetime) -> bytes:
    """Return the paper. The same offer with the same stamp gives the same bytes."""
    return pdf(TEMPLATE, offer_paper(offer, number), stamp)


def offer_paper(offer: ProFormaOffer, number: str) -> OfferPaper:
    """Return what the paper says."""
    both = (Words(offer.first), Words(offer.second))
    return OfferPaper(
        language=offer.first.value,
        number=number,
        titles=_labels(both, "title"),
        parties=(
            _term(both, "seller", lambda words: _party(offer.seller, words)),
            _term(both, "buyer", lambda words: _party(offer.buyer, words)),
            _term(both, "issued_on", lambda words: figures.days(offer.issued_on, offer.issued_on, words.language)),
            _term(
                both, "valid_until", lambda words: figures.days(offer.valid_until, offer.valid_until, words.language)
            ),
        ),
        heads=tuple(_labels(both, name) for name in _HEADS),
        goods=tuple(_goods(place, goods, both) for place, goods in enumerate(offer.goods, start=1)),
        total_labels=_labels(both, "total"),
        total=_once(_both(both, lambda words: _money(offer.total, words))),
        terms=tuple(_terms(offer, both)),
        signatures=(_labels(both, "for_seller"), _labels(both, "for_buyer")),
    )


def _terms(offer: ProFormaOffer, both: tuple[Words, Words]) -> list[OfferTerm]:
    def local(text: LocalText) -> Callable[[Words], str]:
        return lambda words: text.in_language(words.language)

    def delivery(words: Words) -> str:
        place = offer.place.in_language(words.language)
        return words(Text("orders.offer_rule", rule=offer.incoterm.value, place=place))

    found = [
        _term(both, "delivery", delivery),
        _term(both, "packing", local(offer.packing)),
        _term(both, "payment", lambda words: words(offer.payment.text)),
    ]
    if offer.permit:
        found.append(_term(both, "permit", lambda _words: offer.permit))
    if offer.note:
        found.append(_term(both, "note", local(offer.note)))
    found.append(_term(both, "binding", lambda words: words(Text("orders.offer_binding_text"))))
    return found


def _term(both: tuple[Words, Words], name: str, said: Callable[[Words], str]) -> OfferTerm:
    first, second = both
    label = Text(f"orders.offer_{name}")
    return OfferTerm(first(label), tuple(said(first).split("\n")), second(label), tuple(said(second).split("\n")))


def _labels(both: tuple[Words, Words], name: str) -> tuple[str, str]:
    return _both(both, lambda words: words(Text(f"orders.offer_{name}")))


def _both(both: tuple[Words, Words], said: Callable[[Words], str]) -> tuple[str, str]:
    return said(both[0]), said(both[1])


def _once(pair: tuple[str, str]) -> tuple[str, str]:
    return pair if pair[0] != pair[1] else (pair[0], "")


def _party(party: OfferParty, words: Words) -> str:
    number = words(Text("orders.offer_registration", number=party.registration_number))
    parts = (
        party.name.in_language(words.language),
        party.place.in_language(words.language),
        number if party.registration_number else "",
    )
    return "\n".join(part for part in parts if part)


def _goods(place: int, goods: OfferedGoods, both: tuple[Words, Words]) -> tuple[tuple[str, str], ...]:
    def quantity(words: Words) -> str:
        amount = figures.number(goods.quantity.amount, words.language)
        return f"{amount}\N{NO-BREAK SPACE}{_unit(goods, words)}"

    cells = (
        (str(place), ""),
        _both(both, lambda words: goods.name.in_language(words.language)),
        (str(goods.hs), ""),
        _both(both, quantity),
        _both(both, lambda words: _money(goods.price, words)),
        _both(both, lambda words: _money(goods.amount, words)),
    )
    return tuple(_once(cell) for cell in cells)


def _unit(goods: OfferedGoods, words: Words) -> str:
    said = unit_name(goods.quantity.unit)
    return words(said) if isinstance(said, Text) else said


def _day(on: date, words: Words) -> str:
    return figures.days(on, on, words.language)


def _money(money: Money, words: Words) -> str:
    return f"{figures.price(money.amount, words.language)}\N{NO-BREAK SPACE}{money.currency}"
