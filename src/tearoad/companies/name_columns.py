"""Columns of names: a company, a product or a person, each in three scripts."""

from __future__ import annotations

import re
from functools import partial

from tearoad.names import FirmName, PersonName
from tearoad.paper.sheets import Column, ComposedWords, Reading, Record, SheetWords, Value
from tearoad.rows import Codec
from tearoad.text import Text
from tearoad.values import Language, script_of

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


def _company_name(record: Record, bearer: Language, host: Language) -> FirmName:
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


def _write_company_name(name: FirmName) -> dict[str, Value]:
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


def person_name(prefix: str = "", who: SheetWords | None = None, *, of_host: bool = False) -> Codec[PersonName]:
    """Return the codec of a person's name; the bearer is at home, or of the host country."""

    def read(record: Record, _name: str, reading: Reading) -> PersonName:
        return read_person_name(record, prefix, reading.host if of_host else reading.home, reading.host)

    return Codec(
        read=read,
        cells=lambda name, _field, _zone: write_person_name(name, prefix),
        columns=lambda _field: person_columns(prefix, who),
        inside={f"{prefix}{part}": (part,) for part in ("native", "latin", "local", "family")},
    )


PERSON_NAMES = ("native", "latin", "local", "name")
"""The columns of a person's name of which one must be filled."""


def company_name(*, of_host: bool = False) -> Codec[FirmName]:
    """Return the codec of a company's name; the company is at home, or of the host country."""
    return Codec(
        read=lambda record, _name, reading: _company_name(
            record, reading.host if of_host else reading.home, reading.host
        ),
        cells=lambda name, _field, _zone: _write_company_name(name),
        columns=lambda _field: COMPANY_NAMES,
        inside={"banner": ("banner",), **{f"name_{part}": (part,) for part in ("native", "latin", "local")}},
    )
