"""Exporters as rows: one row a product, the company's own cells on its first row."""

from __future__ import annotations

import re
from dataclasses import replace

from tearoad.companies.attendance import ATTENDANCE, DECLINED_WORDS
from tearoad.companies.certificates import certificate_cell, certificate_parts, joined_parts, read_certificates
from tearoad.companies.company import Certificate, Exporter, FirmSize, Ownership, Product
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.contacts_cell import other_contacts
from tearoad.companies.name_columns import company_name, read_product_name
from tearoad.companies.party_columns import (
    CITY,
    LANGUAGES,
    QUANTITY,
    REGISTRATION,
    contact,
    do_not_meet,
    home_first,
    offer,
)
from tearoad.errors import InputError
from tearoad.names import FirmName
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, Severity, SheetWords
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.numbers import read_as, read_some
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import CellParts, Codec, Field, RowKind, Widget
from tearoad.rows.codecs import HS, LINE, choice
from tearoad.rows.in_three import in_three
from tearoad.text import Text

OWNERSHIPS = Choices(
    {
        Ownership.STATE: SheetWords("sheet_words.state_of_exporters"),
        Ownership.PRIVATE: SheetWords("sheet_words.private"),
        Ownership.MIXED: SheetWords("sheet_words.mixed"),
        Ownership.UNKNOWN: SheetWords("sheet_words.unknown_of_buyers"),
    }
)
OWNERSHIP = Field(
    "ownership",
    choice(OWNERSHIPS, Ownership.UNKNOWN, quiet=True),
    SheetWords("sheet_words.ownership"),
)
SIZES = Choices(
    {
        FirmSize.MICRO: SheetWords("sheet_words.size_micro"),
        FirmSize.SMALL: SheetWords("sheet_words.size_small"),
        FirmSize.MEDIUM: SheetWords("sheet_words.size_medium"),
        FirmSize.LARGE: SheetWords("sheet_words.size_large"),
        FirmSize.UNKNOWN: SheetWords("sheet_words.unknown_of_buyers"),
    }
)
SIZE = Field("size", choice(SIZES, FirmSize.UNKNOWN, quiet=True), SheetWords("sheet_words.firm_size"))
_CERTIFICATES: Codec[tuple[Certificate, ...]] = Codec(
    read=lambda record, name, reading: record.parsed(
        name, lambda text: read_certificates(text, reading.calendar.near), (), Severity.WARNING
    ),
    cells=lambda papers, name, _zone: {name: join_list(map(certificate_cell, papers))},
    widget=Widget.NOTE,
    longest=LONGEST_NOTE,
    parts=CellParts(
        headers=(
            SheetWords("sheet_words.certificate_kind"),
            SheetWords("sheet_words.certificate_number"),
            SheetWords("sheet_words.certificate_last_day"),
        ),
        split=certificate_parts,
        join=joined_parts,
    ),
)
CERTIFICATES = Field(
    "certificates",
    _CERTIFICATES,
    SheetWords("sheet_words.certificates"),
    example="HACCP | 00123 | 2024-05-01; ISO 22000",
    joined=True,
    width=26,
)
_PEOPLE = re.compile(r"(?:人|名|位|чел\w*|pers\w*|people|persons?|staff)\.?", re.IGNORECASE)


def _staff(written: str, days: int) -> Understood[tuple[int, ...]]:
    """Read how many people are at the fair each day; of `2-3人` the fewer are sure."""
    parts = [part for part in re.split(r"[;；,，、/]+", _PEOPLE.sub(" ", written)) if part.strip()]
    if len(parts) == 1:
        counts = parts[0].split()
        parts = counts if len(counts) == days else parts
    try:
        found = [read_some(part) for part in parts]
    except InputError:
        found = []
    whole = all(
        not understood.value.rest and 0 <= understood.value.number == int(understood.value.number)
        for understood in found
    )
    if not whole or len(found) not in {1, days}:
        raise InputError(Text("sheets.bad_staff", found=written), Text("sheets.expect_staff", days=days))
    numbers = tuple(int(understood.value.number) for understood in found)
    vague = any(understood.doubts for understood in found)
    return Understood(numbers, (read_as(written, "; ".join(map(str, numbers))),) if vague else ())


_STAFF: Codec[tuple[int, ...]] = Codec(
    read=lambda record, name, reading: record.understood(
        name, lambda text: _staff(text, len(reading.calendar.days)), (1,)
    ),
    cells=lambda counts, name, _zone: {name: "; ".join(map(str, counts))},
    longest=LONGEST_NOTE,
)
_NAME_COLUMNS = (
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
)
_PRICE_COLUMNS = (
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
_NAME_PARTS = ("native", "latin", "local", "banner")
_NAME: Codec[FirmName] = Codec(
    read=lambda record, _field, reading: read_product_name(record, reading.home, reading.host),
    cells=lambda name, _field, _zone: {f"product_{part}": getattr(name, part) for part in _NAME_PARTS},
    columns=lambda _field: _NAME_COLUMNS,
    inside={f"product_{part}": (part,) for part in _NAME_PARTS},
)


def _with_its_code(product: Product, record: Record, _reading: Reading) -> Product:
    """Tell of a product without a customs code, or with one that is too short for a tariff."""
    expected = Text("sheets.expect_hs")
    if "hs" not in record:
        record.warn(Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"), "hs", expected)
    if product.hs and len(product.hs.digits) < 6:
        text = Text("sheets.hs_short", found=str(product.hs))
        record.warn(text, Text("sheets.hs_missing_hint"), "hs", expected)
    return product


PRODUCTS = RowKind(
    name="products",
    core=Product,
    fields=(
        Field("name", _NAME),
        Field(
            "hs",
            replace(HS, longest=LONGEST_NOTE),
            SheetWords("sheet_words.hs_code_of_exporters"),
            example="0902.10",
            width=12,
        ),
        Field(
            "local_code",
            HS,
            SheetWords("sheet_words.host_country_code"),
            example="0902 10 000 1",
            width=14,
        ),
        Field(
            "minimum_order",
            QUANTITY,
            SheetWords("sheet_words.minimum_order"),
            example=SheetWords("sheet_words.500_kg"),
        ),
        Field("price", offer("delivery", _PRICE_COLUMNS)),
    ),
    judge=_with_its_code,
)
PRODUCT_NAMES = ("product_native", "product_latin", "product_local", "product")
EXPORTERS = CompanyKind(
    company=RowKind(
        name="exporters",
        title=SheetWords("sheet_words.exporters"),
        core=Exporter,
        prefix="E",
        id=Column(
            "id",
            SheetWords("sheet_words.id_of_exporters"),
            "E01",
            width=8,
        ),
        fields=(
            Field("name", company_name()),
            Field(
                "stand",
                LINE,
                SheetWords("sheet_words.stand"),
                example="F-07",
                width=10,
            ),
            Field("hall", LINE, SheetWords("sheet_words.hall"), example="7.3", width=8),
            Field(
                "staff_per_day",
                _STAFF,
                SheetWords("sheet_words.staff_per_day"),
                example="2",
                width=10,
            ),
            ATTENDANCE,
            OWNERSHIP,
            SIZE,
            REGISTRATION,
            CITY,
            LANGUAGES,
            CERTIFICATES,
            Field("contact", contact()),
            other_contacts(home_first),
            do_not_meet(Kind.BUYER),
        ),
        may_be_numbered=True,
        refusals=DECLINED_WORDS,
        personal=frozenset({"contact", "other_contacts"}),
        seen_first=frozenset({"name_native", "name_latin", "phone", "email", "languages", "stand"}),
    ),
    item=PRODUCTS,
    items="products",
    named_by=PRODUCT_NAMES,
    side=Kind.EXPORTER,
    known_as=Kind.EXPORTER,
)
