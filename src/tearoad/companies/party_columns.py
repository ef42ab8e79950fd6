"""Columns that several sheets share: names in three scripts, a person to write to, quantities and prices."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tearoad.companies.company import Contact, Price, Quantity
from tearoad.companies.units import is_unit
from tearoad.errors import InputError
from tearoad.names import FirmName, PersonName
from tearoad.paper.sheets import Column, Kind, Reading, Record, Value, Words3, w3
from tearoad.paper.sheets.problem import Severity
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.paper.sheets.written.money import WrittenPrice, read_price, read_terms
from tearoad.paper.sheets.written.numbers import Amount, read_some, unmistakable
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import Codec, Field
from tearoad.rows.codecs import LANGUAGES_SPOKEN, LINE, PHONE_AT_HOME, named_later
from tearoad.rows.in_three import in_three, local_cells, read_local, three_fields
from tearoad.text import Text
from tearoad.values import Language, LocalText, script_of

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

PHONE = Field(
    "phone",
    PHONE_AT_HOME,
    w3(
        "Phone|Telephone|Mobile|Phone number|Tel|Cell|Contact phone",
        "电话|手机|联系电话|电话号码|手机号|手机号码",
        "Телефон|Тел.|Мобильный|Номер телефона|Контактный телефон|Моб. телефон",
    ),
    example="+7 495 000-00-00",
)


def read_email(record: Record, field: str, _reading: Reading) -> str:
    """Return an e-mail address; what cannot be one is told, and kept as it is written."""
    email = record.text(field)
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        expected = Text("sheets.expect_email")
        record.warn(Text("sheets.bad_email", found=email), Text("sheets.mend_cell", expected=expected), field, expected)
    return email


EMAIL = Field(
    "email",
    Codec(read=read_email),
    w3(
        "E-mail|Email|Mail|E-mail address",
        "电子邮箱|邮箱|电子邮件|邮件",
        "Эл. почта|E-mail|Электронная почта|Почта|Имейл",
    ),
    example="wang@example.com",
    width=24,
)
LANGUAGES = Field(
    "languages",
    LANGUAGES_SPOKEN,
    w3(
        "Languages|Language|Speaks|Spoken languages",
        "语言|语种|使用语言|工作语言",
        "Языки|Язык|Владение языками|Рабочие языки",
    ),
    example=w3("Chinese; English", "中文; 英语", "китайский; английский"),
    joined=True,
)
CITY = Field(
    "city",
    LINE,
    w3("City|Town|Location", "城市|所在城市|所在地", "Город|Населённый пункт"),
    example=w3("Guiyang", "贵阳", "Гуйян"),
)
REGISTRATION = Field(
    "registration_number",
    LINE,
    w3(
        "Registration number|Reg. no.|Company number|Tax number|Tax ID|INN|Business licence number",
        "统一社会信用代码|注册号|登记号|税号|营业执照号",
        "Регистрационный номер|ИНН|ОГРН|Рег. номер|Номер регистрации",
    ),
    example="91520100EXAMPLE00X",
    width=22,
)


def do_not_meet(other_side: Kind) -> Field[tuple[str, ...]]:
    """Return whom a company must not meet: their sheet may be read later, so they stay as they are written."""
    return Field(
        "do_not_meet",
        named_later((other_side,)),
        w3(
            "Do not meet|Must not meet|Avoid|Blacklist",
            "不会面|不见|不安排会面|回避",
            "Не встречаться|Не знакомить|Исключить",
        ),
        example="B014; B020",
        joined=True,
        width=20,
        refusing=True,
    )


_CONTACT = (
    *person_columns("contact_", w3("Contact|Contact's", "联系人", "Контакт")),
    *in_three(
        "contact_title",
        w3("Job title|Position|Title|Post", "职务|职位|头衔", "Должность"),
        "contact_title",
        w3("Sales manager", "销售经理", "менеджер"),
        20,
    ),
    *PHONE.columns,
    *EMAIL.columns,
    Column(
        "messenger",
        w3("Messenger|WeChat|Telegram|WhatsApp", "即时通讯|微信|微信号", "Мессенджер|Вичат|Телеграм|Ватсап"),
        "WeChat: example_tea",
    ),
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
    places = {tag: getattr(price.named_place, tag) for tag in ("en", "zh", "ru")}
    said = {tag: f"{price.incoterm or ''} {place}".strip() for tag, place in places.items() if place}
    terms = said or {"en": str(price.incoterm or "")}
    offer: dict[str, Value] = {field: f"{amount}/{price.unit}" if price.unit else amount}
    return offer | {f"{delivery}_{tag}": cell for tag, cell in terms.items()}


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


_TAGS = ("en", "zh", "ru")
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
            read_email(record, "email", reading),
            record.text("messenger"),
        )

    return Codec(
        read=read,
        cells=lambda said, _field, _zone: _write_contact(said),
        columns=lambda _field: _CONTACT,
        inside={
            **{f"contact_{part}": ("person", part) for part in ("native", "latin", "local", "family")},
            **{f"contact_title_{tag}": ("title", tag) for tag in _TAGS},
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
