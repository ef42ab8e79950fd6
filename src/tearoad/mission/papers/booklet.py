"""The delegation's booklet: a page a firm, in the mission's languages side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tearoad.companies import Certificate, Exporter, Price, Product
from tearoad.mission.mission import LocalText, Mission
from tearoad.mission.papers import spelling
from tearoad.paper import PaperFile, figures
from tearoad.paper.card import Card, qr_svg, vcard
from tearoad.paper.typeset import pdf
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say

TEMPLATE = Path(__file__).parent / "booklet.typ"
PATH = "booklet.pdf"


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A product as the booklet shows it."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    minimum: str
    price: str
    basis: str


@dataclass(frozen=True, slots=True)
class FirmPage:
    """One firm's page."""

    id: str
    names: tuple[str, ...]
    stand: str
    hall: str
    city: str
    goods: tuple[GoodsRow, ...]
    certificates: tuple[str, ...]
    languages: tuple[str, ...]
    person: tuple[str, ...]
    title: str
    reach: tuple[str, ...]
    qr: bytes


@dataclass(frozen=True, slots=True)
class Label:
    """A heading in the mission's languages, in its order."""

    first: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The headings of a firm's page."""

    contents: Label
    stand: Label
    products: Label
    codes: Label
    minimum: Label
    price: Label
    certificates: Label
    languages: Label
    contact: Label


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole booklet in words."""

    language: str
    names: tuple[str, ...]
    fairs: tuple[str, ...]
    dates: tuple[str, ...]
    venues: tuple[str, ...]
    labels: Labels
    firms: tuple[FirmPage, ...]
    calls: tuple[str, ...]


def papers(mission: Mission, exporters: tuple[Exporter, ...], *, stamp: datetime) -> Iterator[PaperFile]:
    """Make the booklet, one PDF; nothing where no firm travels."""
    if exporters:
        yield PaperFile(PATH, pdf(TEMPLATE, booklet(mission, exporters), stamp))


def booklet(mission: Mission, exporters: tuple[Exporter, ...]) -> Booklet:
    """Return what the booklet says; firms stand in the order of their stands, then of their ids."""
    languages = mission.paper_languages or (mission.host_language,)
    ordered = sorted(exporters, key=lambda firm: (not firm.stand, firm.hall, _natural(firm.stand), firm.id))
    first, last = (mission.days[0].on, mission.days[-1].on) if mission.days else (None, None)
    return Booklet(
        language=languages[0].value,
        names=_in_all(mission.name, languages),
        fairs=_in_all(mission.fair, languages),
        dates=tuple(figures.days(first, last, language) for language in languages) if first and last else (),
        venues=_in_all(mission.venue, languages),
        labels=_labels(languages),
        firms=tuple(_page(firm, languages) for firm in ordered),
        calls=tuple(_call(mission, number, languages[0]) for number in range(len(mission.contacts[:3]))),
    )


def _page(firm: Exporter, languages: tuple[Language, ...]) -> FirmPage:
    contact = firm.contact
    people = _ordered(contact.person.written, languages)
    return FirmPage(
        id=firm.id,
        names=_ordered(firm.name.written, languages),
        stand=firm.stand,
        hall=" / ".join(_worded("papers.hall", languages, hall=firm.hall)) if firm.hall else "",
        city=firm.city,
        goods=tuple(_goods(product, languages) for product in firm.products),
        certificates=tuple(_certificate(one) for one in firm.certificates),
        languages=tuple(
            " / ".join(dict.fromkeys(figures.language_name(code, language) for language in languages))
            for code in firm.languages
        ),
        person=people,
        title=contact.title,
        reach=tuple(part for part in (figures.phone(contact.phone), contact.email, contact.messenger) if part),
        qr=_qr(firm) if contact.phone or contact.email or contact.person.written else b"",
    )


def _qr(firm: Exporter) -> bytes:
    contact = firm.contact
    card = Card(
        name=contact.person.latin or contact.person.native,
        organisation=firm.name.latin or firm.name.native,
        title=contact.title,
        phone=contact.phone,
        email=contact.email,
        city=firm.city,
        note=contact.messenger,
    )
    return qr_svg(vcard(card))


def _goods(product: Product, languages: tuple[Language, ...]) -> GoodsRow:
    order = product.minimum_order
    codes = [f"HS {product.hs}" if product.hs else "", str(product.local_code) if product.local_code else ""]
    return GoodsRow(
        names=_ordered(product.name.written, languages),
        codes=tuple(dict.fromkeys(code for code in codes if code)),
        minimum=f"{figures.number(order.amount, languages[0])} {order.unit}" if order else "",
        price=_price(product.price, languages[0]) if product.price else "",
        basis=" ".join(filter(None, (product.price.incoterm or "", product.price.named_place)))
        if product.price
        else "",
    )


def _price(price: Price, language: Language) -> str:
    amount = f"{price.money.currency} {figures.price(price.money.amount, language)}"
    return f"{amount} / {price.unit}" if price.unit else amount


def _certificate(one: Certificate) -> str:
    number = f"№ {one.number}" if one.number else ""
    until = f"→ {one.expires_on:%Y-%m-%d}" if one.expires_on else ""
    return " ".join(filter(None, (one.kind, number, until)))


def _call(mission: Mission, number: int, language: Language) -> str:
    contact = mission.contacts[number]
    name = spelling.person(contact.person, language).main
    latin = contact.person.latin if contact.person.latin != name else ""
    return " · ".join(filter(None, (name, latin, figures.phone(contact.phone), contact.email, contact.messenger)))


def _labels(languages: tuple[Language, ...]) -> Labels:
    def label(code: str) -> Label:
        first, *more = dict.fromkeys(_worded(f"papers.{code}", languages))
        return Label(first, tuple(more))

    return Labels(
        contents=label("contents"),
        stand=label("stand_label"),
        products=label("products"),
        codes=label("codes"),
        minimum=label("minimum"),
        price=label("price"),
        certificates=label("certificates"),
        languages=label("languages"),
        contact=label("contact"),
    )


def _worded(code: str, languages: tuple[Language, ...], **params: str) -> tuple[str, ...]:
    return tuple(say(Text(code, **params), language) for language in languages)


def _in_all(text: LocalText, languages: tuple[Language, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (text.in_language(language) for language in languages))))


def _ordered(spellings: tuple[str, ...], languages: tuple[Language, ...]) -> tuple[str, ...]:
    """Return every spelling, in the order in which the mission's languages stand."""
    rank = {language: number for number, language in enumerate(languages)}
    return tuple(sorted(spellings, key=lambda written: rank.get(spelling.script_of(written), len(rank))))


def _natural(stand: str) -> tuple[str, int, str]:
    """Return a key that puts A2 before A12."""
    letters = stand.rstrip("0123456789")
    digits = stand[len(letters) :]
    return (letters, int(digits) if digits else 0, stand)
