"""Columns of names: a company, a product or a person, each in three scripts."""

from __future__ import annotations

import re

from tearoad.names import FirmName, PersonName
from tearoad.paper.sheets import Column, Reading, Record, Value, Words3, w3
from tearoad.rows import Codec
from tearoad.text import Text
from tearoad.values import Language, script_of

COMPANY_NAMES = (
    Column(
        "name_native",
        w3(
            "Name in own script|Native name|Company name in own language|Legal name",
            "本国文字名称|本地名称|公司全称|法定名称|企业全称|公司法定名称",
            "Название на своём языке|Полное наименование|Юридическое название|Юрлицо",
        ),
        w3("贵州示例茶业有限公司", "贵州示例茶业有限公司", "ООО «Пример»"),
        width=30,
    ),
    Column(
        "name_latin",
        w3(
            "Name in Latin letters|Latin name|Name (Latin)|English name|Name in English|Company name in English",
            "英文名称|拉丁字母名称|公司英文名称|英文名|企业英文名称",
            "Название латиницей|Название на английском|Английское название|Латиница",
        ),
        "Example Tea Co., Ltd.",
        width=30,
    ),
    Column(
        "name_local",
        w3(
            "Name in host language|Local name|Name (local)|Name for the host country|Russian name",
            "当地语言名称|东道国语言名称|俄文名称|公司俄文名称|俄文名",
            "Название на языке страны|Местное название|Название по-русски|Русское название|Название на русском",
        ),
        "Гуйчжоуская чайная компания «Пример»",
        width=30,
    ),
    Column(
        "name",
        w3(
            "Name|Company|Company name|Firm|Enterprise|Buyer|Buyer name|Exporter|Exporter name|Organisation",
            "名称|公司|公司名称|企业|企业名称|单位名称|采购商名称|出口商名称|采购商|出口商",
            "Название|Наименование|Компания|Фирма|Организация|Предприятие|Название компании|Закупщик|Экспортёр",
        ),
        read_only=True,
    ),
    Column(
        "banner",
        w3(
            "Banner|Brand|Trade name|Chain|Store name",
            "品牌|商号|门店品牌|连锁品牌|招牌",
            "Вывеска|Бренд|Торговая марка|Сеть",
        ),
        "Primer Market",
    ),
)
COMPANY_NAME_FIELDS = tuple(column.field for column in COMPANY_NAMES)
NOBODY = w3("", "", "")
"""What stands before the headers of a sheet about persons."""


def person_columns(prefix: str, who: Words3) -> tuple[Column, ...]:
    """Return the columns of a person's name; `who` stands before each header where a sheet is not about persons."""

    def head(en: str, zh: str, ru: str) -> Words3:
        def fronted(words: str, front: str, blank: str) -> str:
            return "|".join(
                f"{start}{blank if start else ''}{word}" for word in words.split("|") for start in front.split("|")
            )

        return w3(fronted(en, who.en, " "), fronted(zh, who.zh, ""), fronted(ru, who.ru, ": "))

    return (
        Column(
            f"{prefix}native",
            head(
                "Name in own script|Native name|Name in own language",
                "本国文字姓名|姓名（本国文字）|中文姓名",
                "Имя на своём языке|ФИО на своём языке",
            ),
            "王示例",
            about="person_native",
        ),
        Column(
            f"{prefix}latin",
            head(
                "Name in Latin letters|Latin name|Name (Latin)|English name",
                "拉丁字母姓名|英文姓名|拼音姓名|拼音",
                "Имя латиницей|ФИО латиницей",
            ),
            "WANG Shili",
            about="person_latin",
        ),
        Column(
            f"{prefix}local",
            head(
                "Name in host language|Local name|Russian name",
                "当地语言姓名|俄文姓名",
                "Имя на языке страны|ФИО по-русски|Русское имя",
            ),
            "Ван Шили",
            about="person_local",
        ),
        Column(
            f"{prefix}name",
            head("Name|Full name|Person|Contact", "姓名|名字", "Имя|ФИО|Ф.И.О.|Полное имя")
            if not who.en
            else _CONTACT_NAME,
            about="person_name",
            read_only=True,
        ),
        Column(
            f"{prefix}family",
            head("Family name|Surname|Last name", "姓|姓氏", "Фамилия"),
            w3("WANG", "王", "Ван"),
            about="person_family",
        ),
    )


_CONTACT_NAME = w3(
    "Contact|Contact person|Contact name|Person|Full name",
    "联系人|联系人姓名|姓名|负责人",
    "Контактное лицо|Контакт|ФИО|Ф.И.О.|Имя",
)


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


def person_name(prefix: str = "", who: Words3 = NOBODY, *, of_host: bool = False) -> Codec[PersonName]:
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
