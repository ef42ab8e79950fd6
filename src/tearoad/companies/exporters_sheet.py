"""The sheet of exporters: one row a product, the company's own cells on its first row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tearoad.companies.company import Certificate, Exporter, Ownership, Product
from tearoad.companies.company_rows import CompanyRows, gather, hold_or_keep, make_known
from tearoad.companies.party_columns import (
    CITY,
    COMPANY_NAMES,
    CONTACT,
    DO_NOT_MEET,
    LANGUAGES,
    REGISTRATION,
    read_company_name,
    read_contact,
    read_offer,
    read_product_name,
    read_quantity,
    write_company_name,
    write_contact,
    write_offer,
    write_quantity,
)
from tearoad.errors import InputError
from tearoad.paper.sheets import (
    LONGEST_NOTE,
    Choices,
    Column,
    Kind,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    Value,
)
from tearoad.paper.sheets.problem import Severity
from tearoad.paper.sheets.written.dates import find_date, read_date
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.numbers import read_as, read_some
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows.in_three import in_three
from tearoad.text import Text
from tearoad.values import PartyId

OWNERSHIPS = Choices(
    {
        Ownership.STATE: SheetWords("sheet_words.state_of_exporters"),
        Ownership.PRIVATE: SheetWords("sheet_words.private"),
        Ownership.MIXED: SheetWords("sheet_words.mixed"),
        Ownership.UNKNOWN: SheetWords("sheet_words.unknown_of_buyers"),
    }
)
OWNERSHIP = Column(
    "ownership",
    SheetWords("sheet_words.ownership"),
    choices=OWNERSHIPS,
)
CERTIFICATES = Column(
    "certificates",
    SheetWords("sheet_words.certificates"),
    "HACCP | 00123 | 2024-05-01; ISO 22000",
    joined=True,
    width=26,
    longest=LONGEST_NOTE,
)
_COMPANY = (
    Column("id", SheetWords("sheet_words.id_of_exporters"), "E01", width=8),
    *COMPANY_NAMES,
    Column(
        "stand",
        SheetWords("sheet_words.stand"),
        "F-07",
        width=10,
    ),
    Column("hall", SheetWords("sheet_words.hall"), "7.3", width=8),
    Column(
        "staff_per_day",
        SheetWords("sheet_words.staff_per_day"),
        "2",
        width=10,
        longest=LONGEST_NOTE,
    ),
    OWNERSHIP,
    REGISTRATION,
    CITY,
    LANGUAGES,
    CERTIFICATES,
    *CONTACT,
    DO_NOT_MEET,
)
PRODUCT_COLUMNS = (
    Column(
        "product_native",
        SheetWords("sheet_words.product_in_own_language"),
        "绿茶",
        width=20,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product_latin",
        SheetWords("sheet_words.product_in_english"),
        "Green tea",
        width=20,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product_local",
        SheetWords("sheet_words.product_in_host_language"),
        "Зелёный чай",
        width=20,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product",
        SheetWords("sheet_words.product"),
        read_only=True,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product_banner",
        SheetWords("sheet_words.product_brand"),
        SheetWords("sheet_words.cloud_leaf"),
    ),
    Column(
        "hs",
        SheetWords("sheet_words.hs_code_of_exporters"),
        "0902.10",
        width=12,
        longest=LONGEST_NOTE,
    ),
    Column(
        "local_code",
        SheetWords("sheet_words.host_country_code"),
        "0902 10 000 1",
        width=14,
    ),
    Column(
        "minimum_order",
        SheetWords("sheet_words.minimum_order"),
        SheetWords("sheet_words.500_kg"),
    ),
    Column(
        "price",
        SheetWords("sheet_words.price"),
        "USD 3.20/kg",
    ),
    *in_three(
        "delivery",
        SheetWords("sheet_words.delivery_terms_of_exporters"),
        "delivery",
        SheetWords("sheet_words.fob_qinzhou"),
        16,
    ),
)
PRODUCT_NAMES = ("product_native", "product_latin", "product_local", "product")
EXPORTERS = SheetSpec(
    "exporters",
    SheetWords("sheet_words.exporters"),
    (*_COMPANY, *PRODUCT_COLUMNS),
    needs=(("name_native", "name_latin", "name_local", "name"),),
    may_be_numbered=True,
    items=PRODUCT_NAMES,
    refusing=frozenset({"do_not_meet"}),
)
_COMPANY_FIELDS = tuple(column.field for column in _COMPANY)
PRODUCT_FIELDS = tuple(column.field for column in PRODUCT_COLUMNS)


def read_exporters(records: Iterable[Record], reading: Reading) -> tuple[Exporter, ...]:
    """Return the exporters whose rows are good; what is wrong stands in the reading's problems."""
    companies = gather(records, Kind.EXPORTER, "E", _COMPANY_FIELDS, reading)
    return tuple(exporter for company in companies if (exporter := _exporter(company, reading)))


def _exporter(company: CompanyRows, reading: Reading) -> Exporter | None:
    head = company.head
    if head is None:
        return None
    name = read_company_name(head, reading.home, reading.host)
    items = [record for record in company.records if record.any_of(PRODUCT_FIELDS)]
    products = [(record, read_product(record, reading)) for record in items]
    good = tuple(product for record, product in products if not record.held)
    exporter = Exporter(
        PartyId(company.id),
        name,
        head.text("stand"),
        head.text("hall"),
        head.understood("staff_per_day", lambda text: _staff(text, len(reading.calendar.days)), (1,)),
        head.choice("ownership", OWNERSHIPS, Ownership.UNKNOWN),
        head.text("registration_number"),
        good,
        head.parsed("certificates", lambda text: read_certificates(text, reading.calendar.near), (), Severity.WARNING),
        head.languages("languages"),
        head.names("do_not_meet"),
        read_contact(head, reading, reading.home, (reading.home_region, reading.host_region)),
        head.text("city"),
    )
    keep = hold_or_keep(company, items, len(good))
    reading.look_up_later(head, "do_not_meet", frozenset({Kind.BUYER}))
    make_known(company, Kind.EXPORTER, name.written, reading, held=not keep)
    return exporter if keep else None


def read_product(record: Record, reading: Reading) -> Product:
    """Return the product that a row names."""
    if "hs" not in record:
        record.warn(Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"), "hs", Text("sheets.expect_hs"))
    code = record.hs_code("hs", reading.hs_exists)
    if code and len(code.digits) < 6:
        record.warn(
            Text("sheets.hs_short", found=str(code)), Text("sheets.hs_missing_hint"), "hs", Text("sheets.expect_hs")
        )
    return Product(
        read_product_name(record, reading.home, reading.host),
        code,
        record.hs_code("local_code", reading.hs_exists),
        read_quantity(record, "minimum_order"),
        read_offer(record, "price", "delivery", reading.currency),
    )


_PEOPLE = re.compile(r"(?:人|名|位|чел\w*|pers\w*|people|persons?|staff)\.?", re.IGNORECASE)


def _staff(written: str, days: int) -> Understood[tuple[int, ...]]:
    """Read how many people are at the fair each day; of `2-3人` the fewer are sure."""
    parts = [part for part in re.split(r"[;；,，、/]+", _PEOPLE.sub(" ", written)) if part.strip()]
    if len(parts) == 1:
        one = parts[0].split()
        parts = one if len(one) == days else parts
    try:
        found = [read_some(part) for part in parts]
    except InputError:
        found = []
    whole = all(not one.value.rest and 0 <= one.value.number == int(one.value.number) for one in found)
    if not whole or len(found) not in {1, days}:
        raise InputError(Text("sheets.bad_staff", found=written), Text("sheets.expect_staff", days=days))
    numbers = tuple(int(one.value.number) for one in found)
    vague = any(one.doubts for one in found)
    return Understood(numbers, (read_as(written, "; ".join(map(str, numbers))),) if vague else ())


def read_certificates(text: str, near: date) -> tuple[Certificate, ...]:
    """Return the certificates in a cell."""
    return tuple(_certificate(item, near) for item in split_list(text))


def _certificate(item: str, near: date) -> Certificate:
    """Read `HACCP | 00123 | 2024-05-01`, or `ISO 22000 № 55 (until 1 May 2024)` as people write it."""
    if "|" in item:
        kind, number, expires = ([part.strip() for part in item.split("|")] + ["", ""])[:3]
        return Certificate(kind, number, read_date(expires, near) if expires else None)
    until = re.search(
        r"[\s,(（]*(?:until|till|valid until|до|действ\w* до|有效期至|至)\s*[:：]?\s*", item, re.IGNORECASE
    )
    found = find_date(item.casefold(), until.end(), near) if until else None
    front = item[: until.start()] if until and found else item
    name, *rest = re.split(r"\s*(?:№|\bNo\.?\s|编号[:：]?|证书号[:：]?)\s*", front.strip(), maxsplit=1)
    return Certificate(name.strip(" ,"), rest[0].strip() if rest else "", found.days[0] if found else None)


def write_exporters(exporters: Iterable[Exporter]) -> Table:
    """Return the sheet that reads back as these exporters."""
    return Table(EXPORTERS, tuple(row for exporter in exporters for row in _rows(exporter)))


def _rows(exporter: Exporter) -> Iterator[SheetRow]:
    company = _company_cells(exporter)
    for product in exporter.products or (None,):
        yield SheetRow({**company, **(product_cells(product) if product else {})})
        company = {"id": exporter.id}


def _company_cells(exporter: Exporter) -> dict[str, Value]:
    return {
        "id": exporter.id,
        **write_company_name(exporter.name),
        "stand": exporter.stand,
        "hall": exporter.hall,
        "staff_per_day": "; ".join(map(str, exporter.staff_per_day)),
        "ownership": None if exporter.ownership is Ownership.UNKNOWN else exporter.ownership,
        "registration_number": exporter.registration_number,
        "city": exporter.city,
        "languages": exporter.languages,
        "certificates": join_list(certificate_cell(certificate) for certificate in exporter.certificates),
        **write_contact(exporter.contact),
        "do_not_meet": join_list(exporter.do_not_meet),
    }


def certificate_cell(certificate: Certificate) -> str:
    """Return a certificate as it stands in a cell."""
    expires = certificate.expires_on.isoformat() if certificate.expires_on else ""
    return " | ".join(
        (certificate.kind, certificate.number, expires) if certificate.number or expires else (certificate.kind, "")
    )


def product_cells(product: Product) -> dict[str, Value]:
    """Return the cells of a product."""
    return {
        "product_native": product.name.native,
        "product_latin": product.name.latin,
        "product_local": product.name.local,
        "product_banner": product.name.banner,
        "hs": str(product.hs or ""),
        "local_code": str(product.local_code or ""),
        "minimum_order": write_quantity(product.minimum_order),
        **write_offer(product.price, "price", "delivery"),
    }
