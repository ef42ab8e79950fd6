"""A company as a line of the downloaded list."""

from __future__ import annotations

from tearoad.companies import Buyer
from tearoad.companies.contacts_cell import contact_cell
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import party_of
from tearoad.companies.web.views.company_on_page import country_of, side_of
from tearoad.names.spelling import firm, person
from tearoad.paper.sheets.files.formulas import guarded
from tearoad.paper.sheets.written.lists import join_list
from tearoad.text import Text
from tearoad.words import Words

HEADERS = tuple(
    Text(f"company_pages.{name}")
    for name in (
        "side",
        "column_name",
        "name_native",
        "name_latin",
        "name_local",
        "country",
        "city",
        "registration_number",
        "standing",
        "person",
        "person_title",
        "phone",
        "email",
        "messenger",
        "other_contacts",
        "goods",
    )
)


def cells(row: Company, words: Words) -> list[str]:
    """Return the cells under `HEADERS`, each safe to open in a spreadsheet."""
    party = party_of(row)
    contact = party.contact
    goods = (
        [want.in_language(words.language) for want in party.wants]
        if isinstance(party, Buyer)
        else [firm(product.name, words.language).main for product in party.products]
    )
    found = (
        words(side_of(row)),
        firm(party.name, words.language).main,
        party.name.native,
        party.name.latin,
        party.name.local,
        country_of(row, words.language),
        row.city,
        row.registration_number,
        words(Text(f"company_pages.standing_{row.standing}")),
        person(contact.person, words.language).main,
        contact.title.in_language(words.language),
        contact.phone,
        contact.email,
        contact.messenger,
        join_list(map(contact_cell, party.other_contacts)),
        "; ".join(goods),
    )
    return [guarded(cell) for cell in found]
