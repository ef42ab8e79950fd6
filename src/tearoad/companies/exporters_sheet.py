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
    Table,
    Value,
    w3,
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
        Ownership.STATE: w3(
            "state|state-owned|soe", "国有|国企|国有企业", "государственная|гос|государственное|госпредприятие"
        ),
        Ownership.PRIVATE: w3("private|privately owned", "民营|私营|民企|私企", "частная|частное|частный"),
        Ownership.MIXED: w3("mixed|joint", "混合|混合所有制|合资", "смешанная|смешанное"),
        Ownership.UNKNOWN: w3("unknown", "未知", "неизвестно"),
    }
)
OWNERSHIP = Column(
    "ownership",
    w3("Ownership|Form of ownership", "所有制|企业性质|性质", "Собственность|Форма собственности"),
    choices=OWNERSHIPS,
)
CERTIFICATES = Column(
    "certificates",
    w3("Certificates|Certificate|Certification", "证书|认证|资质证书", "Сертификаты|Сертификат|Декларации"),
    "HACCP | 00123 | 2024-05-01; ISO 22000",
    joined=True,
    width=26,
    longest=LONGEST_NOTE,
)
_COMPANY = (
    Column(
        "id", w3("ID|Exporter ID|No.|Number|Code", "编号|出口商编号|企业编号|序号", "ID|№|Код|Номер"), "E01", width=8
    ),
    *COMPANY_NAMES,
    Column(
        "stand",
        w3("Stand|Stand number|Counter", "展位|展位号|展台|展台号", "Стенд|Номер стенда|Стойка"),
        "F-07",
        width=10,
    ),
    Column("hall", w3("Hall|Pavilion", "展馆|展厅|馆", "Павильон|Зал"), "7.3", width=8),
    Column(
        "staff_per_day",
        w3(
            "Staff per day|Staff|People at stand|Delegates",
            "每日人数|人数|参展人数|展位人数",
            "Людей в день|Сотрудников|Персонал|Человек",
        ),
        "2",
        width=10,
        longest=LONGEST_NOTE,
    ),
    OWNERSHIP,
    REGISTRATION,
    CITY,
    *LANGUAGES.columns,
    CERTIFICATES,
    *CONTACT,
    DO_NOT_MEET,
)
PRODUCT_COLUMNS = (
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
    Column(
        "hs",
        w3(
            "HS code|HS|Customs code|Tariff code",
            "HS编码|海关编码|商品编码|HS码|税号编码",
            "Код ТН ВЭД|ТН ВЭД|Код HS|ТНВЭД|Код товара",
        ),
        "0902.10",
        width=12,
        longest=LONGEST_NOTE,
    ),
    Column(
        "local_code",
        w3(
            "Host country's code|National code|Import code",
            "目的国编码|进口国编码|俄罗斯税则号",
            "Код страны ввоза|ТН ВЭД ЕАЭС|Местный код",
        ),
        "0902 10 000 1",
        width=14,
    ),
    Column(
        "minimum_order",
        w3(
            "Minimum order|MOQ|Minimum order quantity",
            "最小起订量|起订量|最低起订量",
            "Минимальный заказ|Мин. заказ|Минимальная партия",
        ),
        w3("500 kg", "500 公斤", "500 кг"),
    ),
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
PRODUCT_NAMES = ("product_native", "product_latin", "product_local", "product")
EXPORTERS = SheetSpec(
    "exporters",
    w3("Exporters|Exporter list", "出口商|参展企业|出口企业", "Экспортёры|Экспортеры|Участники"),
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
