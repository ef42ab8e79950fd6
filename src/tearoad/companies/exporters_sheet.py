"""Exporters as rows: one row a product, the company's own cells on its first row."""

from __future__ import annotations

import re
from dataclasses import replace

from tearoad.companies.certificates import certificate_cell, read_certificates
from tearoad.companies.company import Certificate, Exporter, Ownership, Product
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.name_columns import company_name, read_product_name
from tearoad.companies.party_columns import CITY, LANGUAGES, QUANTITY, REGISTRATION, contact, do_not_meet, offer
from tearoad.errors import InputError
from tearoad.names import FirmName
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, Severity, w3
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.numbers import read_as, read_some
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import HS, LINE, choice
from tearoad.rows.in_three import in_three
from tearoad.text import Text

OWNERSHIPS = Choices(
    {
        Ownership.STATE: w3(
            "state|state-owned|soe", "国有|国企|国有企业", "государственная|гос|государственное|госпредприятие"
        ),
        Ownership.PRIVATE: w3("private|privately owned", "民营|私营|民企|私企", "частная|частное|частный"),
        Ownership.MIXED: w3("mixed|joint", "混合|混合所有制|合资", "смешанная|смешанное"),
        Ownership.UNKNOWN: w3("unknown", "未知", "неизвестно"),
    }
)
OWNERSHIP = Field(
    "ownership",
    choice(OWNERSHIPS, Ownership.UNKNOWN, quiet=True),
    w3("Ownership|Form of ownership", "所有制|企业性质|性质", "Собственность|Форма собственности"),
)
_CERTIFICATES: Codec[tuple[Certificate, ...]] = Codec(
    read=lambda record, name, reading: record.parsed(
        name, lambda text: read_certificates(text, reading.calendar.near), (), Severity.WARNING
    ),
    cells=lambda papers, name, _zone: {name: join_list(map(certificate_cell, papers))},
    widget=Widget.NOTE,
    longest=LONGEST_NOTE,
)
CERTIFICATES = Field(
    "certificates",
    _CERTIFICATES,
    w3("Certificates|Certificate|Certification", "证书|认证|资质证书", "Сертификаты|Сертификат|Декларации"),
    example="HACCP | 00123 | 2024-05-01; ISO 22000",
    joined=True,
    width=26,
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
        w3(
            "Product in own language|Product (own script)|Product native",
            "产品名称|产品|产品中文名|展品|商品名称",
            "Товар на своём языке",
        ),
        "绿茶",
        width=20,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product_latin",
        w3(
            "Product in English|Product (English)|Product Latin",
            "产品英文名|英文品名|产品英文名称",
            "Товар на английском",
        ),
        "Green tea",
        width=20,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product_local",
        w3(
            "Product in host language|Product (Russian)|Product local",
            "产品当地语言名称|产品俄文名|俄文品名",
            "Товар на языке страны|Товар по-русски",
        ),
        "Зелёный чай",
        width=20,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product",
        w3("Product|Products|Goods|Item", "品名|货物|商品", "Товар|Продукт|Продукция|Товары"),
        read_only=True,
        longest=LONGEST_NOTE,
    ),
    Column(
        "product_banner",
        w3("Product brand", "产品品牌|产品商标", "Марка товара|Бренд товара"),
        w3("Cloud Leaf", "云叶", "«Юнье»"),
    ),
)
_PRICE_COLUMNS = (
    Column(
        "price",
        w3("Price|Unit price|Asking price", "价格|单价|报价", "Цена|Цена за единицу"),
        "USD 3.20/kg",
    ),
    *in_three(
        "delivery",
        w3(
            "Delivery terms|Incoterm|Incoterms|Terms of delivery",
            "交货条件|贸易术语|价格条款",
            "Условия поставки|Инкотермс|Базис поставки",
        ),
        "delivery",
        w3("FOB Qinzhou", "FOB 钦州", "FOB Циньчжоу"),
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
        found = Text("sheets.hs_short", found=str(product.hs))
        record.warn(found, Text("sheets.hs_missing_hint"), "hs", expected)
    return product


PRODUCTS = RowKind(
    name="products",
    title=w3("", "", ""),
    core=Product,
    fields=(
        Field("name", _NAME),
        Field(
            "hs",
            replace(HS, longest=LONGEST_NOTE),
            w3(
                "HS code|HS|Customs code|Tariff code",
                "HS编码|海关编码|商品编码|HS码|税号编码",
                "Код ТН ВЭД|ТН ВЭД|Код HS|ТНВЭД|Код товара",
            ),
            example="0902.10",
            width=12,
        ),
        Field(
            "local_code",
            HS,
            w3(
                "Host country's code|National code|Import code",
                "目的国编码|进口国编码|俄罗斯税则号",
                "Код страны ввоза|ТН ВЭД ЕАЭС|Местный код",
            ),
            example="0902 10 000 1",
            width=14,
        ),
        Field(
            "minimum_order",
            QUANTITY,
            w3(
                "Minimum order|MOQ|Minimum order quantity",
                "最小起订量|起订量|最低起订量",
                "Минимальный заказ|Мин. заказ|Минимальная партия",
            ),
            example=w3("500 kg", "500 公斤", "500 кг"),
        ),
        Field("price", offer("delivery", _PRICE_COLUMNS)),
    ),
    judge=_with_its_code,
)
PRODUCT_NAMES = ("product_native", "product_latin", "product_local", "product")
EXPORTERS = CompanyKind(
    company=RowKind(
        name="exporters",
        title=w3("Exporters|Exporter list", "出口商|参展企业|出口企业", "Экспортёры|Экспортеры|Участники"),
        core=Exporter,
        prefix="E",
        id=Column(
            "id",
            w3("ID|Exporter ID|No.|Number|Code", "编号|出口商编号|企业编号|序号", "ID|№|Код|Номер"),
            "E01",
            width=8,
        ),
        fields=(
            Field("name", company_name()),
            Field(
                "stand",
                LINE,
                w3("Stand|Stand number|Counter", "展位|展位号|展台|展台号", "Стенд|Номер стенда|Стойка"),
                example="F-07",
                width=10,
            ),
            Field("hall", LINE, w3("Hall|Pavilion", "展馆|展厅|馆", "Павильон|Зал"), example="7.3", width=8),
            Field(
                "staff_per_day",
                _STAFF,
                w3(
                    "Staff per day|Staff|People at stand|Delegates",
                    "每日人数|人数|参展人数|展位人数",
                    "Людей в день|Сотрудников|Персонал|Человек",
                ),
                example="2",
                width=10,
            ),
            OWNERSHIP,
            REGISTRATION,
            CITY,
            LANGUAGES,
            CERTIFICATES,
            Field("contact", contact()),
            do_not_meet(Kind.BUYER),
        ),
        may_be_numbered=True,
        personal=frozenset({"contact"}),
        seen_first=frozenset({"name_native", "name_latin", "phone", "email", "languages", "stand"}),
    ),
    item=PRODUCTS,
    items="products",
    named_by=PRODUCT_NAMES,
    side=Kind.EXPORTER,
    known_as=Kind.EXPORTER,
)
