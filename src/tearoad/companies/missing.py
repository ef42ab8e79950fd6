"""What a company's entry still lacks, in the order in which an officer would ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.companies.company import Buyer, Exporter, all_contacts
from tearoad.text import Text


def missing(party: Exporter | Buyer) -> tuple[Text, ...]:
    """Return what is not there and what it would be needed for; nothing where the entry is whole."""
    return (*_contact(party), *_names(party), *_trade(party))


def _contact(party: Exporter | Buyer) -> Iterator[Text]:
    people = all_contacts(party)
    if not any(person.phone or person.email or person.messenger for person in people):
        yield Text("companies.missing_reach")
    if not any(person.person.written for person in people):
        yield Text("companies.missing_person")


def _names(party: Exporter | Buyer) -> Iterator[Text]:
    if not party.name.latin and not any(name.isascii() for name in party.name.written):
        yield Text("companies.missing_latin")
    if not party.registration_number:
        yield Text("companies.missing_number")
    if isinstance(party, Buyer) and party.country is None:
        yield Text("companies.missing_country")


def _trade(party: Exporter | Buyer) -> Iterator[Text]:
    goods = party.products if isinstance(party, Exporter) else party.wants
    if not goods:
        yield Text("companies.missing_products" if isinstance(party, Exporter) else "companies.missing_wants")
    without = sum(good.hs is None for good in goods)
    if without:
        yield Text("companies.missing_hs", count=without)
