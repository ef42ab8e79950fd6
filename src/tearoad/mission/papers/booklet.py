"""The delegation's book in its reader's language: a page a firm, the original spelling beside the reader's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tearoad.companies import Certificate, Contact, Exporter, Price, Product
from tearoad.companies.known_papers import paper_name
from tearoad.companies.units import per_unit_in, unit_in
from tearoad.mission.mission import Mission
from tearoad.mission.naming import town_called
from tearoad.mission.papers import spelling
from tearoad.mission.papers.speaking import in_order
from tearoad.paper import figures
from tearoad.paper.card import Card, qr_svg, vcard
from tearoad.paper.typeset import PaperDraft, draft
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.words import say

TEMPLATE = Path(__file__).parent / "booklet.typ"
STEM = "booklet"
_NO_PHOTOS: Mapping[PartyId, bytes] = {}


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A product as the book shows it: the reader's name for it first."""

    name: str
    others: tuple[str, ...]
    codes: tuple[str, ...]
    minimum: str
    price: str
    basis: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate with its last day, written for the reader."""

    kind: str
    number: str
    until: str


@dataclass(frozen=True, slots=True)
class FirmPage:
    """One firm's page."""

    id: str
    name: str
    others: tuple[str, ...]
    stand: str
    hall: str
    city: str
    photo: bytes
    """A JPEG or PNG; empty where the firm gave none, and then the page has no gap for it."""
    goods: tuple[GoodsRow, ...]
    certificates: tuple[CertificateRow, ...]
    languages: tuple[str, ...]
    person: str
    person_others: tuple[str, ...]
    title: str
    reach: tuple[str, ...]
    qr: bytes
    further: tuple[str, ...]
    """Further contacts, a line for each."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The headings of the book."""

    book: str
    contents: str
    stand: str
    products: str
    codes: str
    minimum: str
    price: str
    certificates: str
    languages: str
    contact: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole book in words."""

    language: str
    name: str
    other_names: tuple[str, ...]
    fair: str
    other_fairs: tuple[str, ...]
    dates: str
    venue: str
    labels: Labels
    firms: tuple[FirmPage, ...]
    call: str
    calls: tuple[str, ...]


def papers(
    mission: Mission,
    exporters: tuple[Exporter, ...],
    *,
    stamp: datetime,
    photos: Mapping[PartyId, bytes] = _NO_PHOTOS,
) -> Iterator[PaperDraft]:
    """Draft the book once in each of the mission's languages, in their order; nothing where no firm travels."""
    if not exporters:
        return
    for language in mission.paper_languages or (mission.host_language,):
        yield draft(path(language), TEMPLATE, booklet(mission, exporters, language, photos), stamp)


def path(language: Language) -> str:
    """Return where the book in a language belongs."""
    return f"{STEM}-{language.value}.pdf"


def booklet(
    mission: Mission,
    exporters: tuple[Exporter, ...],
    language: Language,
    photos: Mapping[PartyId, bytes] = _NO_PHOTOS,
) -> Booklet:
    """Return what the book says in a language; firms stand in the order of their stands, then of their ids."""
    ordered = in_order_of_stands(exporters)
    name, fair = mission.name.in_language(language), mission.fair.in_language(language)
    return Booklet(
        language=language.value,
        name=name,
        other_names=in_order((text for text in mission.name.written if text != name), mission),
        fair=fair,
        other_fairs=in_order((text for text in mission.fair.written if text != fair), mission),
        dates=figures.days(mission.days[0].on, mission.days[-1].on, language) if mission.days else "",
        venue=mission.venue.in_language(language),
        labels=_labels(language),
        firms=tuple(_page(firm, mission, language, photos.get(firm.id, b"")) for firm in ordered),
        call=say(Text("papers.call"), language),
        calls=tuple(_call(mission, number, language) for number in range(len(mission.contacts[:3]))),
    )


def in_order_of_stands(exporters: Iterable[Exporter]) -> list[Exporter]:
    """Return firms in the order of their stands, then of their ids; those without a stand come last."""
    return sorted(exporters, key=lambda firm: (not firm.stand, firm.hall, _natural(firm.stand), firm.id))


def _page(firm: Exporter, mission: Mission, language: Language, photo: bytes) -> FirmPage:
    contact = firm.contact
    name, person = spelling.firm(firm.name, language), spelling.person(contact.person, language)
    return FirmPage(
        id=firm.id,
        name=name.main,
        others=in_order(name.others, mission),
        stand=firm.stand,
        hall=say(Text("papers.hall", hall=firm.hall), language) if firm.hall else "",
        city=town_called(mission, firm.city, language),
        photo=photo,
        goods=tuple(_in_order(goods_row(product, language), mission) for product in firm.products),
        certificates=tuple(_certificate(certificate, language) for certificate in firm.certificates),
        languages=tuple(figures.language_name(code, language) for code in firm.languages),
        person=person.main,
        person_others=in_order(person.others, mission),
        title=contact.title.in_language(language),
        reach=tuple(part for part in (figures.phone(contact.phone), contact.email, contact.messenger) if part),
        qr=_qr(firm) if contact.phone or contact.email or contact.person.written else b"",
        further=tuple(_further(other_contact, language) for other_contact in firm.other_contacts),
    )


def _further(contact: Contact, language: Language) -> str:
    """Return a further contact in one line."""
    title, phone = contact.title.in_language(language), figures.phone(contact.phone)
    name = spelling.person(contact.person, language).main
    return " · ".join(filter(None, (name, title, phone, contact.email, contact.messenger)))


def _in_order(row: GoodsRow, mission: Mission) -> GoodsRow:
    return replace(row, others=in_order(row.others, mission))


def _qr(firm: Exporter) -> bytes:
    contact = firm.contact
    card = Card(
        name=contact.person.latin or contact.person.native,
        organisation=firm.name.latin or firm.name.native,
        title=contact.title.in_language(Language.EN),
        phone=contact.phone,
        email=contact.email,
        city=firm.city,
        note=contact.messenger,
    )
    return qr_svg(vcard(card))


def goods_row(product: Product, language: Language) -> GoodsRow:
    """Return a product as a reader of a language meets it."""
    order, name = product.minimum_order, spelling.goods(product.name, language)
    codes = [f"HS {product.hs}" if product.hs else "", str(product.local_code) if product.local_code else ""]
    return GoodsRow(
        name=name.main,
        others=name.others,
        codes=tuple(dict.fromkeys(code for code in codes if code)),
        minimum=f"{figures.number(order.amount, language)} {unit_in(order.unit, language)}".strip() if order else "",
        price=_price(product.price, language) if product.price else "",
        basis=" ".join(filter(None, (product.price.incoterm or "", product.price.named_place.in_language(language))))
        if product.price
        else "",
    )


def _price(price: Price, language: Language) -> str:
    amount = f"{price.money.currency} {figures.price(price.money.amount, language)}"
    return f"{amount} / {per_unit_in(price.unit, language)}" if price.unit else amount


def _certificate(certificate: Certificate, language: Language) -> CertificateRow:
    until = figures.days(certificate.expires_on, certificate.expires_on, language) if certificate.expires_on else ""
    return CertificateRow(
        paper_name(certificate.kind, language),
        f"№ {certificate.number}" if certificate.number else "",
        say(Text("papers.valid_until", on=until), language) if until else "",
    )


def _call(mission: Mission, number: int, language: Language) -> str:
    contact = mission.contacts[number]
    name = spelling.person(contact.person, language).main
    latin = contact.person.latin if contact.person.latin != name else ""
    return " · ".join(filter(None, (name, latin, figures.phone(contact.phone), contact.email, contact.messenger)))


def _labels(language: Language) -> Labels:
    def label(code: str) -> str:
        return say(Text(f"papers.{code}"), language)

    return Labels(
        book=label("book"),
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


def _natural(stand: str) -> tuple[str, int, str]:
    """Return a key that puts A2 before A12."""
    letters = stand.rstrip("0123456789")
    digits = stand[len(letters) :]
    return (letters, int(digits) if digits else 0, stand)
