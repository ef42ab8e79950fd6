"""A company as its pages show it: every spelling, the reader's first; goods, papers, contact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tearoad.companies import Buyer, Certificate, Contact, Exporter, Price, Product, Quantity, Want
from tearoad.companies.buyers_sheet import CATEGORIES, DECIDES
from tearoad.companies.exporters_sheet import OWNERSHIPS, SIZES
from tearoad.companies.known_papers import paper_name
from tearoad.companies.missing import missing
from tearoad.companies.units import per_unit_in, unit_in
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import party_of
from tearoad.names import FirmName
from tearoad.names.spelling import Spelling, firm, person
from tearoad.names.towns import town_name
from tearoad.reference import country_name, language_name
from tearoad.text import Text
from tearoad.values import CountryCode, Language
from tearoad.values.document import from_document
from tearoad.words import Words

_OFFERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the register."""

    row: Company
    name: Spelling
    side: Text
    country: str
    city: str
    offers: str


@dataclass(frozen=True, slots=True)
class Good:
    """A product or a want."""

    name: Spelling
    hs: str
    quantity: str
    price: str
    private_label: bool = False


@dataclass(frozen=True, slots=True)
class OtherContact:
    """A further contact, as a reader sees them."""

    contact: Contact
    person: Spelling
    title: str


@dataclass(frozen=True, slots=True)
class CompanyOnPage:
    """A company whole."""

    row: Company
    party: Exporter | Buyer
    name: Spelling
    side: Text
    is_buyer: bool
    country: str
    city: str
    kind: str
    """Ownership of an exporter, category of a buyer."""
    size: str
    """How large an exporter is; nothing of a buyer."""
    decides: str
    languages: str
    goods: tuple[Good, ...]
    certificates: tuple[Certificate, ...]
    person: Spelling
    title: str
    """The post of the person."""
    others: tuple[OtherContact, ...]
    missing: tuple[Text, ...]


def listed(row: Company, language: Language) -> Listed:
    """Return a company for the list; made of its row's document without reading the rest of it."""
    name = firm(from_document(FirmName, row.document.get("name", {})), language)
    return Listed(
        row,
        name,
        side_of(row),
        country_of(row, language),
        town_name(row.city, language),
        _offers(row.document, language),
    )


def company_on_page(row: Company, words: Words) -> CompanyOnPage:
    """Return a company for its own page."""
    party = party_of(row)
    language = words.language
    is_buyer = isinstance(party, Buyer)
    return CompanyOnPage(
        row=row,
        party=party,
        name=firm(party.name, language),
        side=side_of(row),
        is_buyer=is_buyer,
        country=country_of(row, language),
        city=town_name(row.city, language),
        kind=CATEGORIES.write(party.category, language)
        if isinstance(party, Buyer)
        else OWNERSHIPS.write(party.ownership, language),
        size="" if isinstance(party, Buyer) else SIZES.write(party.size, language),
        decides=DECIDES.write(party.decides, language) if isinstance(party, Buyer) else "",
        languages=", ".join(language_name(code, language) for code in party.languages),
        goods=_goods(party, language),
        certificates=() if isinstance(party, Buyer) else _certificates(party, language),
        person=person(party.contact.person, language),
        title=party.contact.title.in_language(language),
        others=tuple(
            OtherContact(contact, person(contact.person, language), contact.title.in_language(language))
            for contact in party.other_contacts
        ),
        missing=missing(party),
    )


def side_of(row: Company) -> Text:
    """Return which side a company sits on."""
    return Text(f"company_pages.side_{Side(row.side).value}")


def country_of(row: Company, language: Language) -> str:
    """Return the country's name; empty where none is known."""
    return country_name(CountryCode(row.country), language) if row.country else ""


def quantity(found: Quantity | None, language: Language) -> str:
    """Return `500 kg`, `500 公斤`, `500 кг`."""
    return f"{found.amount.normalize():f} {unit_in(found.unit, language)}".strip() if found else ""


def price(found: Price | None, language: Language) -> str:
    """Return `4.20 USD / kg, CIF Vladivostok`."""
    if found is None:
        return ""
    money = f"{found.money.amount:f} {found.money.currency}"
    money += f" / {per_unit_in(found.unit, language)}" if found.unit else ""
    terms = " ".join(part for part in (str(found.incoterm or ""), found.named_place.in_language(language)) if part)
    return f"{money}, {terms}" if terms else money


def _certificates(party: Exporter, language: Language) -> tuple[Certificate, ...]:
    return tuple(
        replace(certificate, kind=paper_name(certificate.kind, language)) for certificate in party.certificates
    )


def _goods(party: Exporter | Buyer, language: Language) -> tuple[Good, ...]:
    if isinstance(party, Buyer):
        return tuple(_wanted(want, language) for want in party.wants)
    return tuple(_offered(product, language) for product in party.products)


def _wanted(want: Want, language: Language) -> Good:
    volume, offered = quantity(want.volume, language), price(want.price, language)
    return Good(Spelling(want.in_language(language)), str(want.hs or ""), volume, offered, want.private_label)


def _offered(product: Product, language: Language) -> Good:
    least, text = quantity(product.minimum_order, language), price(product.price, language)
    return Good(firm(product.name, language), str(product.hs or ""), least, text)


def _offers(document: dict[str, Any], language: Language) -> str:
    """Return the first goods of a company, in the reader's script where they have such a name."""
    wants = [from_document(Want, want).in_language(language) for want in document.get("wants", ())]
    products = [
        firm(from_document(FirmName, product["name"]), language).main for product in document.get("products", ())
    ]
    names = [name for name in (*products, *wants) if name]
    more = " …" if len(names) > _OFFERS_SHOWN else ""
    return language.listed(names[:_OFFERS_SHOWN]) + more
