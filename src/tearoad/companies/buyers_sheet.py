"""The sheet of buyers: one row a want, the buyer's own cells on its first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from tearoad.companies.company import Buyer, BuyerCategory, Decides, Want
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
    read_quantity,
    write_company_name,
    write_contact,
    write_offer,
    write_quantity,
)
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
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.windows import write_windows
from tearoad.rows.in_three import in_three, local_cells
from tearoad.text import Text
from tearoad.values import LocalText, PartyId

CATEGORIES = Choices(
    {
        BuyerCategory.CHAIN: w3(
            "chain|retail chain|supermarket|retailer",
            "连锁|连锁超市|商超|超市|零售商",
            "сеть|торговая сеть|ритейл|розница|супермаркет",
        ),
        BuyerCategory.DISTRIBUTOR: w3("distributor|dealer", "经销商|分销商|代理商", "дистрибьютор|дистрибутор|дилер"),
        BuyerCategory.IMPORTER: w3("importer|import company", "进口商", "импортёр|импортер"),
        BuyerCategory.WHOLESALER: w3("wholesaler|wholesale", "批发商|批发", "оптовик|опт|оптовая компания"),
        BuyerCategory.CATERER: w3(
            "caterer|horeca|restaurant|hotel|catering",
            "餐饮|餐饮企业|酒店|餐厅",
            "общепит|horeca|ресторан|отель|хорека",
        ),
        BuyerCategory.PROCESSOR: w3(
            "processor|manufacturer|producer|factory",
            "加工企业|生产商|加工商|制造商",
            "переработчик|производитель|завод",
        ),
        BuyerCategory.ONLINE: w3(
            "online|e-commerce|marketplace", "电商|线上|电商平台", "онлайн|интернет-магазин|маркетплейс"
        ),
        BuyerCategory.STATE: w3(
            "state buyer|state|government|public", "政府采购|国家采购|政府", "госзакупки|государство|госзаказчик"
        ),
        BuyerCategory.OTHER: w3("other", "其他", "другое|прочее|иное"),
    }
)
DECIDES = Choices(
    {
        Decides.DECIDES: w3(
            "decides|decision maker|decision-maker|yes", "决策|决策人|有决策权|拍板", "решает|принимает решения|лпр"
        ),
        Decides.INFLUENCES: w3("influences|advises|recommends", "影响|有影响力|建议", "влияет|рекомендует"),
        Decides.GATHERS: w3(
            "gathers|gathers information|informs", "收集信息|了解信息|收集资料", "собирает информацию|узнаёт"
        ),
        Decides.UNKNOWN: w3("unknown", "未知", "неизвестно"),
    }
)
_COMPANY = (
    Column("id", w3("ID|Buyer ID|No.|Number|Code", "编号|采购商编号|序号", "ID|№|Код|Номер"), "B001", width=8),
    *COMPANY_NAMES,
    REGISTRATION,
    Column("country", w3("Country", "国家|国别|国家/地区", "Страна"), w3("Russia", "俄罗斯", "Россия"), width=12),
    CITY,
    Column(
        "address",
        w3("Address", "地址|详细地址", "Адрес"),
        w3("1 Example St", "示例街1号", "ул. Примерная, 1"),
        width=26,
    ),
    Column(
        "importer_of_record",
        w3(
            "Importer of record|Imports itself|Own import|Direct import",
            "自营进口|进口资质|进口权|直接进口",
            "Импортёр по документам|Сам импортирует|Прямой импорт",
        ),
        w3("yes", "是", "да"),
        width=12,
    ),
    Column(
        "windows",
        w3(
            "At the fair|Windows|Availability|Time|Available|When",
            "到会时间|在场时间|时间|可洽谈时间|时间段",
            "Время на выставке|Окна|Время|Когда|Доступность",
        ),
        w3("Tue 14-17; 8 Feb 10:00-12:00", "周二 14-17; 2月8日 10:00-12:00", "вт 14–17; 8 февраля 10:00–12:00"),
        width=26,
        longest=LONGEST_NOTE,
    ),
    Column(
        "category",
        w3(
            "Category|Type|Kind of buyer|Business type",
            "类别|采购商类别|类型|企业类型",
            "Категория|Тип|Вид деятельности",
        ),
        choices=CATEGORIES,
    ),
    Column(
        "decides",
        w3("Decision power|Decides|Decision maker", "决策权|决策|是否决策人", "Полномочия|Принимает решения|ЛПР"),
        choices=DECIDES,
    ),
    *CONTACT,
    *LANGUAGES.columns,
    Column(
        "desk",
        w3(
            "Own desk|Desk|Purchasing desk|Receives at",
            "采购台|接待处|自有洽谈桌",
            "Свой стол|Стол закупок|Закупочный стол",
        ),
        "DESK-1",
        width=12,
    ),
    Column(
        "people",
        w3("People at desk|Receivers|People", "接待人数|采购人数", "Людей за столом|Приёмщиков|Человек"),
        "1",
        width=8,
        longest=LONGEST_NOTE,
    ),
    DO_NOT_MEET,
    Column(
        "note",
        w3("Note|Notes|Remark|Comment|Remarks", "备注|说明|附注", "Примечание|Комментарий|Заметка|Примечания"),
        width=26,
        longest=LONGEST_NOTE,
    ),
)
_WANT = (
    Column(
        "want",
        w3(
            "Wants|Want|Looking for|Product wanted|Interest|Product|Products of interest",
            "采购意向|采购需求|求购产品|意向产品|产品",
            "Ищет|Что ищет|Интерес|Товар|Интересующие товары|Потребность",
        ),
        w3("green tea in bulk", "散装绿茶", "зелёный чай на развес"),
        width=24,
        longest=LONGEST_NOTE,
    ),
    Column(
        "want_hs",
        w3("HS code|HS|Customs code", "HS编码|海关编码|商品编码", "Код ТН ВЭД|ТН ВЭД|Код HS"),
        "0902.20",
        about="want_hs",
        width=12,
        longest=LONGEST_NOTE,
    ),
    Column(
        "volume",
        w3("Volume|Quantity|Annual volume|Amount", "数量|采购量|年采购量", "Объём|Количество|Объём закупки"),
        w3("20 t", "20 吨", "20 т"),
    ),
    Column(
        "target_price",
        w3("Target price|Price|Budget", "目标价格|目标价|价格", "Целевая цена|Цена|Желаемая цена"),
        "USD 2.90/kg",
    ),
    *in_three(
        "target_delivery",
        w3("Delivery terms|Incoterm|Incoterms", "交货条件|贸易术语", "Условия поставки|Инкотермс"),
        "target_delivery",
        w3("DAP Moscow", "DAP 莫斯科", "DAP Москва"),
        16,
    ),
    Column(
        "private_label",
        w3("Private label|Own label|OEM", "贴牌|自有品牌|代工", "СТМ|Частная марка|Собственная марка"),
        w3("no", "否", "нет"),
        width=10,
    ),
    *in_three(
        "want",
        w3("Wants|Looking for", "采购意向|采购需求", "Ищет|Что ищет"),
        "want_said",
        w3("green tea in bulk", "散装绿茶", "зелёный чай на развес"),
        24,
        longest=LONGEST_NOTE,
    )[:-1],
)
BUYERS = SheetSpec(
    "buyers",
    w3("Buyers|Buyer list", "采购商|买家", "Закупщики|Покупатели|Байеры"),
    (*_COMPANY, *_WANT),
    needs=(("name_native", "name_latin", "name_local", "name"),),
    may_be_numbered=True,
    items=("want", "want_en", "want_zh", "want_ru"),
    refusing=frozenset({"do_not_meet"}),
)
_COMPANY_FIELDS = tuple(column.field for column in _COMPANY)
_WANT_FIELDS = tuple(column.field for column in _WANT)


def read_buyers(records: Iterable[Record], reading: Reading) -> tuple[Buyer, ...]:
    """Return the buyers whose rows are good; what is wrong stands in the reading's problems."""
    companies = gather(records, Kind.BUYER, "B", _COMPANY_FIELDS, reading)
    return tuple(buyer for company in companies if (buyer := _buyer(company, reading)))


def _buyer(company: CompanyRows, reading: Reading) -> Buyer | None:
    head = company.head
    if head is None:
        return None
    name = read_company_name(head, reading.host, reading.host)
    items = [record for record in company.records if record.any_of(_WANT_FIELDS)]
    wants = [(record, _want(record, reading)) for record in items]
    good = tuple(want for record, want in wants if not record.held)
    country = head.country("country")
    regions = (country.alpha2 if country else reading.host_region, reading.host_region)
    buyer = Buyer(
        PartyId(company.id),
        name,
        head.text("registration_number"),
        country,
        head.text("city"),
        head.text("address"),
        good,
        head.yes_no("importer_of_record"),
        head.windows("windows"),
        head.choice("category", CATEGORIES, BuyerCategory.OTHER),
        head.choice("decides", DECIDES, Decides.UNKNOWN),
        read_contact(head, reading, reading.host, tuple(dict.fromkeys(regions))),
        head.languages("languages"),
        head.ref("desk", frozenset({Kind.PLACE})) or "",
        head.whole("people", 1, least=1),
        head.names("do_not_meet"),
        head.text("note"),
    )
    keep = hold_or_keep(company, items, len(good))
    reading.look_up_later(head, "do_not_meet", frozenset({Kind.EXPORTER}))
    make_known(company, Kind.BUYER, name.written, reading, held=not keep)
    return buyer if keep else None


def _want(record: Record, reading: Reading) -> Want:
    if "want_hs" not in record:
        record.warn(Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"), "want_hs", Text("sheets.expect_hs"))
    said = LocalText(record.text("want_en"), record.text("want_zh"), record.text("want_ru"))
    return Want(
        record.text("want") or next(iter(said.written), ""),
        record.hs_code("want_hs", reading.hs_exists),
        read_quantity(record, "volume"),
        read_offer(record, "target_price", "target_delivery", reading.currency),
        record.yes_no("private_label") or False,
        said,
    )


def write_buyers(buyers: Iterable[Buyer], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these buyers."""
    return Table(BUYERS, tuple(row for buyer in buyers for row in _rows(buyer, zone)))


def _rows(buyer: Buyer, zone: ZoneInfo) -> Iterator[SheetRow]:
    company = _company_cells(buyer, zone)
    for want in buyer.wants or (None,):
        yield SheetRow({**company, **(_want_cells(want) if want else {})})
        company = {"id": buyer.id}


def _company_cells(buyer: Buyer, zone: ZoneInfo) -> dict[str, Value]:
    return {
        "id": buyer.id,
        **write_company_name(buyer.name),
        "registration_number": buyer.registration_number,
        "country": str(buyer.country or ""),
        "city": buyer.city,
        "address": buyer.address,
        "importer_of_record": buyer.importer_of_record,
        "windows": write_windows(buyer.windows, zone),
        "category": buyer.category,
        "decides": None if buyer.decides is Decides.UNKNOWN else buyer.decides,
        **write_contact(buyer.contact),
        "languages": buyer.languages,
        "desk": buyer.desk,
        "people": buyer.people if buyer.people != 1 else None,
        "do_not_meet": join_list(buyer.do_not_meet),
        "note": buyer.note,
    }


def _want_cells(want: Want) -> dict[str, Value]:
    return {
        "want": want.product,
        **local_cells(want.said, "want"),
        "want_hs": str(want.hs or ""),
        "volume": write_quantity(want.volume),
        **write_offer(want.price, "target_price", "target_delivery"),
        "private_label": want.private_label,
    }
