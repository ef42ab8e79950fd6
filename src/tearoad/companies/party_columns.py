"""Columns that several sheets share: how somebody is reached, languages, quantities and prices."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tearoad.companies.company import Contact, Price, Quantity
from tearoad.companies.name_columns import person_columns, read_person_name, write_person_name
from tearoad.companies.units import is_unit
from tearoad.errors import InputError
from tearoad.paper.sheets import Column, Kind, Reading, Record, SheetWords, Value
from tearoad.paper.sheets.problem import Severity
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.paper.sheets.written.money import ParsedPrice, read_price, read_terms
from tearoad.paper.sheets.written.numbers import Amount, read_some, unmistakable
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import Codec, Field
from tearoad.rows.codecs import LANGUAGES_SPOKEN, LINE, PHONE_AT_HOME, named_later
from tearoad.rows.in_three import in_three, local_cells, read_local, three_fields
from tearoad.text import Text
from tearoad.values import BY_CODE, Language, LocalText

PHONE = Field(
    "phone",
    PHONE_AT_HOME,
    SheetWords("sheet_words.phone_of_party"),
    example="+7 495 000-00-00",
)


EMAIL = Field(
    "email",
    Codec(read=lambda record, name, _reading: record.email(name)),
    SheetWords("sheet_words.e_mail_of_party"),
    example="wang@example.com",
    width=24,
)
LANGUAGES = Field(
    "languages",
    LANGUAGES_SPOKEN,
    SheetWords("sheet_words.languages"),
    example=SheetWords("sheet_words.chinese_english"),
    joined=True,
)
CITY = Field(
    "city",
    LINE,
    SheetWords("sheet_words.city_of_party"),
    example=SheetWords("sheet_words.guiyang"),
)
REGISTRATION = Field(
    "registration_number",
    LINE,
    SheetWords("sheet_words.registration_number"),
    example="91520100EXAMPLE00X",
    width=22,
)


def do_not_meet(other_side: Kind) -> Field[tuple[str, ...]]:
    """Return whom a company must not meet: their sheet may be read later, so they stay as they are written."""
    return Field(
        "do_not_meet",
        named_later((other_side,)),
        SheetWords("sheet_words.do_not_meet"),
        example="B014; B020",
        joined=True,
        width=20,
        refusing=True,
    )


_CONTACT = (
    *person_columns("contact_", SheetWords("sheet_words.contact_person")),
    *in_three(
        "contact_title",
        SheetWords("sheet_words.job_title"),
        "contact_title",
        SheetWords("sheet_words.sales_manager"),
        20,
    ),
    *PHONE.columns,
    *EMAIL.columns,
    Column(
        "messenger",
        SheetWords("sheet_words.messenger"),
        "WeChat: example_tea",
    ),
)


def _write_contact(contact: Contact) -> dict[str, Value]:
    """Return the cells of a contact."""
    return {
        **write_person_name(contact.person, "contact_"),
        **local_cells(contact.title, "contact_title"),
        "phone": contact.phone,
        "email": contact.email,
        "messenger": contact.messenger,
    }


def read_quantity(record: Record, field: str) -> Quantity | None:
    """Return so much of a unit; what cannot be read is a warning and left out.

    A unit that stands in the header holds for every cell that names none: `Minimum order (kg)`.
    """
    amount = record.understood(field, _some, None, Severity.WARNING)
    return Quantity(amount.number, amount.rest or _of_header(record, field)[1]) if amount else None


def _some(written: str) -> Understood[Amount]:
    amount = read_some(written)
    if amount.value.number < 0:
        raise InputError(Text("sheets.below_zero", found=written), Text("sheets.expect_quantity"))
    return amount


_HEADER_WORDS = re.compile(r"[\s/,，()（）]+")


def _of_header(record: Record, field: str) -> tuple[str, str]:
    """Return the currency and the unit that a header names, empty where it names none: `价格（元/公斤）`."""
    words = [word.strip(".") for word in _HEADER_WORDS.split(record.label(field))[1:] if word.strip(".")]
    currencies = (read_currency(word) for word in words if not word.isascii() or word.isupper() or not word.isalpha())
    return next(filter(None, currencies), ""), next(filter(is_unit, words), "")


def write_quantity(quantity: Quantity | None) -> str:
    """Return the cell of a quantity."""
    return f"{unmistakable(quantity.amount)} {quantity.unit}".strip() if quantity else ""


QUANTITY: Codec[Quantity | None] = Codec(
    read=lambda record, name, _reading: read_quantity(record, name),
    cells=lambda quantity, name, _zone: {name: write_quantity(quantity)},
)


def read_offer(record: Record, field: str, delivery: str, currency: str) -> Price | None:
    """Return a price with its delivery terms; what cannot be read is a warning and left out."""
    usual, unit = _of_header(record, field)
    price: ParsedPrice | None = record.understood(
        field, lambda text: read_price(text, usual or currency), None, Severity.WARNING
    )
    said = {field: terms for field in three_fields(delivery) if (terms := record.understood(field, read_terms, None))}
    if price is None:
        return None
    incoterm = next((terms.incoterm for terms in said.values() if terms.incoterm), price.incoterm)
    places = {name.rpartition("_")[2]: terms.named_place for name, terms in said.items() if name != delivery}
    free = said[delivery].named_place if delivery in said else price.named_place
    place = LocalText(**{tag: written for tag, written in places.items() if written})
    return Price(price.money, price.unit or unit, incoterm, place or LocalText.by_letters(free))


def write_offer(price: Price | None, field: str, delivery: str) -> Mapping[str, Value]:
    """Return the cells of a price and its delivery terms."""
    if price is None:
        return {}
    written = f"{price.money.amount:f}"
    amount = f"{price.money.currency} {written if price.money.amount.as_tuple().exponent != -3 else f'{written}0'}"
    said = {tag: f"{price.incoterm or ''} {place}".strip() for tag, place in price.named_place.by_code.items()}
    terms = said or {Language.EN.code: str(price.incoterm or "")}
    offer: dict[str, Value] = {field: f"{amount}/{price.unit}" if price.unit else amount}
    return offer | {f"{delivery}_{tag}": cell for tag, cell in terms.items()}


Regions = Callable[[Record, Reading], tuple[str, ...]]


def home_first(_record: Record, reading: Reading) -> tuple[str, ...]:
    """Return the regions of the phones of those who are at home."""
    return reading.home_region, reading.host_region


def contact(regions: Regions = home_first, *, of_host: bool = False) -> Codec[Contact]:
    """Return the codec of how to reach a company; a phone alone is enough."""

    def read(record: Record, _name: str, reading: Reading) -> Contact:
        return Contact(
            read_person_name(record, "contact_", reading.host if of_host else reading.home, reading.host),
            read_local(record, "contact_title"),
            record.phone("phone", regions(record, reading)),
            record.email("email"),
            record.text("messenger"),
        )

    return Codec(
        read=read,
        cells=lambda said, _field, _zone: _write_contact(said),
        columns=lambda _field: _CONTACT,
        inside={
            **{f"contact_{part}": ("person", part) for part in ("native", "latin", "local", "family")},
            **{f"contact_title_{tag}": ("title", tag) for tag in BY_CODE},
            **{part: (part,) for part in ("phone", "email", "messenger")},
        },
    )


def offer(delivery: str, columns: tuple[Column, ...]) -> Codec[Price | None]:
    """Return the codec of a price with its delivery terms, which have columns of their own."""
    return Codec(
        read=lambda record, name, reading: read_offer(record, name, delivery, reading.currency),
        cells=lambda price, name, _zone: write_offer(price, name, delivery),
        columns=lambda _field: columns,
        inside={columns[0].field: ()},
    )
