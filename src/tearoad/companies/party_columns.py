"""Columns that several sheets share: names in three scripts, a person to write to, quantities and prices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from tearoad.companies.company import Contact, Price, Quantity
from tearoad.companies.units import is_unit
from tearoad.errors import InputError
from tearoad.names import FirmName, PersonName
from tearoad.paper.sheets import LONGEST_NOTE, Column, ComposedWords, Reading, Record, SheetWords, Value
from tearoad.paper.sheets.problem import Severity
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.paper.sheets.written.money import WrittenPrice, read_price, read_terms
from tearoad.paper.sheets.written.numbers import Amount, read_some, unmistakable
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import Codec
from tearoad.rows.in_three import in_three, local_cells, read_local, three_fields
from tearoad.text import Text
from tearoad.values import Language, LocalText, script_of

COMPANY_NAMES = (
    Column(
        "name_native",
        SheetWords("sheet_words.name_in_own_script"),
        SheetWords("sheet_words.native_firm_name_example"),
        width=30,
    ),
    Column(
        "name_latin",
        SheetWords("sheet_words.name_in_latin_letters"),
        "Example Tea Co., Ltd.",
        width=30,
    ),
    Column(
        "name_local",
        SheetWords("sheet_words.name_in_host_language"),
        "Гуйчжоуская чайная компания «Пример»",
        width=30,
    ),
    Column(
        "name",
        SheetWords("sheet_words.name_of_party"),
        read_only=True,
    ),
    Column(
        "banner",
        SheetWords("sheet_words.banner"),
        "Primer Market",
    ),
)
COMPANY_NAME_FIELDS = tuple(column.field for column in COMPANY_NAMES)


def person_columns(prefix: str, who: SheetWords | None = None) -> tuple[Column, ...]:
    """Return the columns of a person's name; `who` stands before each header where a sheet is not about persons."""

    def head(words: SheetWords) -> SheetWords:
        return words if who is None else ComposedWords(words.code, partial(_with_whose, words, who))

    return (
        Column(
            f"{prefix}native",
            head(SheetWords("sheet_words.name_in_own_script_of_party")),
            "王示例",
            about="person_native",
        ),
        Column(
            f"{prefix}latin",
            head(SheetWords("sheet_words.name_in_latin_letters_of_party")),
            "WANG Shili",
            about="person_latin",
        ),
        Column(
            f"{prefix}local",
            head(SheetWords("sheet_words.name_in_host_language_of_party")),
            "Ван Шили",
            about="person_local",
        ),
        Column(
            f"{prefix}name",
            head(SheetWords("sheet_words.person_name")) if who is None else _CONTACT_NAME,
            about="person_name",
            read_only=True,
        ),
        Column(
            f"{prefix}family",
            head(SheetWords("sheet_words.family_name")),
            SheetWords("sheet_words.wang"),
            about="person_family",
        ),
    )


def _with_whose(words: SheetWords, who: SheetWords, language: Language) -> tuple[str, ...]:
    (pattern,) = _WHOSE.of(language)
    return tuple(pattern.format(who=start, word=word) for word in words.of(language) for start in who.of(language))


_WHOSE = SheetWords("sheet_words.whose")
_CONTACT_NAME = SheetWords("sheet_words.contact")

PHONE = Column(
    "phone",
    SheetWords("sheet_words.phone_of_party"),
    "+7 495 000-00-00",
)
EMAIL = Column(
    "email",
    SheetWords("sheet_words.e_mail_of_party"),
    "wang@example.com",
    width=24,
)
LANGUAGES = Column(
    "languages",
    SheetWords("sheet_words.languages"),
    SheetWords("sheet_words.chinese_english"),
    joined=True,
    longest=LONGEST_NOTE,
)
CITY = Column("city", SheetWords("sheet_words.city_of_party"), SheetWords("sheet_words.guiyang"))
REGISTRATION = Column(
    "registration_number",
    SheetWords("sheet_words.registration_number"),
    "91520100EXAMPLE00X",
    width=22,
)
DO_NOT_MEET = Column(
    "do_not_meet",
    SheetWords("sheet_words.do_not_meet"),
    "B014; B020",
    joined=True,
    width=20,
    longest=LONGEST_NOTE,
)
CONTACT = (
    *person_columns("contact_", SheetWords("sheet_words.contact_person")),
    *in_three(
        "contact_title",
        SheetWords("sheet_words.job_title"),
        "contact_title",
        SheetWords("sheet_words.sales_manager"),
        20,
    ),
    PHONE,
    EMAIL,
    Column(
        "messenger",
        SheetWords("sheet_words.messenger"),
        "WeChat: example_tea",
    ),
)
CONTACT_FIELDS = tuple(column.field for column in CONTACT)


def read_product_name(record: Record, bearer: Language, host: Language) -> FirmName:
    """Return a product's name; a column that tells no language is placed by the script of what it holds."""
    native, latin, local = _placed(record, "product_", bearer, host, "product")
    return FirmName(native, latin, local, record.text("product_banner"))


_HAN = "[\u4e00-\u9fff]"
_BETWEEN = r"(?:\s*\n\s*|\s+/\s+)"
_SEVERAL_PEOPLE = re.compile(
    rf"[、;；]\s*\S|{_HAN}{_BETWEEN}{_HAN}|[а-яё]{_BETWEEN}[А-ЯЁ]|[a-z]{_BETWEEN}[A-Z]"
    rf"|\s(?:&|and|und|и)\s+[^\W\d]{{2}}|{_HAN}{{2,3}}(?:和|与|及|/){_HAN}{{2,3}}(?!{_HAN})"
)
"""Marks and words that stand between two people and in no name; one person may be written in two scripts."""


def read_company_name(record: Record, bearer: Language, host: Language) -> FirmName:
    """Return a company's name."""
    native, latin, local = _placed(record, "name_", bearer, host, "name")
    return FirmName(native, latin, local, record.text("banner"))


def read_person_name(record: Record, prefix: str, bearer: Language, host: Language) -> PersonName:
    """Return a person's name; a cell that names two people is told, for it is kept as one name."""
    for name in (f"{prefix}native", f"{prefix}latin", f"{prefix}local", f"{prefix}name"):
        if _SEVERAL_PEOPLE.search(record.text(name)):
            text = Text("sheets.several_people", found=record.text(name))
            record.warn(text, Text("sheets.several_people_hint"), name)
    native, latin, local = _placed(record, prefix, bearer, host, f"{prefix}name")
    return PersonName(native, latin, local, record.text(f"{prefix}family"))


def _placed(record: Record, prefix: str, bearer: Language, host: Language, anywhere: str) -> tuple[str, str, str]:
    names = {part: record.text(f"{prefix}{part}") for part in ("native", "latin", "local")}
    free = record.text(anywhere)
    if free and free not in names.values():
        script = script_of(free)
        order = ["latin"] if script is Language.EN else []
        order += ["native"] if script is bearer else []
        order += ["local"] if script is host else []
        place = next((part for part in (*order, "native", "latin", "local") if not names[part]), None)
        if place:
            names[place] = free
    _exchange_names(record, prefix, names)
    return names["native"], names["latin"], names["local"]


def _exchange_names(record: Record, prefix: str, names: dict[str, str]) -> None:
    """Exchange the name in Latin letters for another where the two stand in each other's columns, and say so."""
    latin = names["latin"]
    other = next((part for part in ("native", "local") if names[part] and script_of(names[part]) is Language.EN), None)
    if other and latin and script_of(latin) is not Language.EN:
        names["latin"], names[other] = names[other], latin
        text = Text("sheets.read_as", found=latin, used=names["latin"])
        record.warn(text, Text("sheets.exchanged_hint"), f"{prefix}latin")


def read_email(record: Record) -> str:
    """Return an e-mail address; what cannot be one is told, and kept as it is written."""
    email = record.text("email")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        expected = Text("sheets.expect_email")
        record.warn(
            Text("sheets.bad_email", found=email), Text("sheets.mend_cell", expected=expected), "email", expected
        )
    return email


def read_contact(record: Record, reading: Reading, bearer: Language, regions: tuple[str, ...]) -> Contact:
    """Return how to reach a company; a phone alone is enough."""
    return Contact(
        read_person_name(record, "contact_", bearer, reading.host),
        read_local(record, "contact_title"),
        record.phone("phone", regions),
        read_email(record),
        record.text("messenger"),
    )


def write_company_name(name: FirmName) -> dict[str, Value]:
    """Return the cells of a company's name."""
    return {
        "name_native": name.native,
        "name_latin": name.latin,
        "name_local": name.local,
        "banner": name.banner,
    }


def write_person_name(name: PersonName, prefix: str = "") -> dict[str, Value]:
    """Return the cells of a person's name."""
    return {
        f"{prefix}native": name.native,
        f"{prefix}latin": name.latin,
        f"{prefix}local": name.local,
        f"{prefix}family": name.family,
    }


def write_contact(contact: Contact) -> dict[str, Value]:
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
    price: WrittenPrice | None = record.understood(
        field, lambda text: read_price(text, usual or currency), None, Severity.WARNING
    )
    said = {field: terms for field in three_fields(delivery) if (terms := record.understood(field, read_terms, None))}
    if price is None:
        return None
    incoterm = next((one.incoterm for one in said.values() if one.incoterm), price.incoterm)
    places = {name.rpartition("_")[2]: one.named_place for name, one in said.items() if name != delivery}
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
