"""Buyers as rows: one row a need, the buyer's own cells on its first row."""

from __future__ import annotations

from dataclasses import replace

from tearoad.companies.company import Buyer, BuyerCategory, Decides, Want
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.name_columns import company_name
from tearoad.companies.party_columns import CITY, LANGUAGES, QUANTITY, REGISTRATION, contact, do_not_meet, offer
from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, w3
from tearoad.paper.sheets.written.codes import read_country
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import COUNTRY, HS, LINE, LOCAL_NOTE, NOTE, WINDOWS, YES_NO, choice, whole
from tearoad.rows.in_three import in_three
from tearoad.text import Text
from tearoad.values import LocalText

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


def _regions(record: Record, reading: Reading) -> tuple[str, ...]:
    """Return the regions of a buyer's phones: their own country, and that of the fair."""
    try:
        own = read_country(record.text("country")).alpha2 if "country" in record else reading.host_region
    except InputError:  # told where the country is read
        own = reading.host_region
    return tuple(dict.fromkeys((own, reading.host_region)))


_COUNTRY = replace(COUNTRY, cells=lambda country, name, _zone: {name: str(country or "")})
_DESK: Codec[str] = Codec(
    read=lambda record, name, _reading: record.ref(name, frozenset({Kind.PLACE})) or "",
    widget=Widget.PARTY,
    kinds=frozenset({Kind.PLACE}),
    binds=False,
)
_LABEL: Codec[bool] = Codec(read=lambda record, name, _reading: record.yes_no(name) or False)
_SAID: Codec[LocalText] = replace(
    LOCAL_NOTE,
    read=lambda record, name, _reading: LocalText(*(record.text(f"{name}_{tag}") for tag in ("en", "zh", "ru"))),
    columns=lambda _field: _SAID_COLUMNS,
    inside={f"want_{tag}": (tag,) for tag in ("en", "zh", "ru")},
)
_SAID_COLUMNS: tuple[Column, ...] = in_three(
    "want",
    w3("Wants|Looking for", "采购意向|采购需求", "Ищет|Что ищет"),
    "want_said",
    w3("green tea in bulk", "散装绿茶", "зелёный чай на развес"),
    24,
    longest=LONGEST_NOTE,
)[:-1]
_PRICE_COLUMNS = (
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
)


def _wanted(record: Record, field: str, _reading: Reading) -> str:
    """Return what is looked for as it is written, else in the first language in which it is said."""
    said = LocalText(*(record.text(f"{field}_{tag}") for tag in ("en", "zh", "ru")))
    return record.text(field) or next(iter(said.written), "")


_WANTED = replace(LINE, read=_wanted, longest=LONGEST_NOTE)


def _with_its_code(want: Want, record: Record, _reading: Reading) -> Want:
    """Tell of a need without a customs code."""
    if "want_hs" not in record:
        record.warn(Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"), "want_hs", Text("sheets.expect_hs"))
    return want


BUYERS = CompanyKind(
    company=RowKind(
        name="buyers",
        title=w3("Buyers|Buyer list", "采购商|买家", "Закупщики|Покупатели|Байеры"),
        core=Buyer,
        prefix="B",
        id=Column("id", w3("ID|Buyer ID|No.|Number|Code", "编号|采购商编号|序号", "ID|№|Код|Номер"), "B001", width=8),
        fields=(
            Field("name", company_name(of_host=True)),
            REGISTRATION,
            Field(
                "country",
                _COUNTRY,
                w3("Country", "国家|国别|国家/地区", "Страна"),
                example=w3("Russia", "俄罗斯", "Россия"),
                width=12,
            ),
            CITY,
            Field(
                "address",
                replace(LINE, widget=Widget.NOTE),
                w3("Address", "地址|详细地址", "Адрес"),
                example=w3("1 Example St", "示例街1号", "ул. Примерная, 1"),
                width=26,
            ),
            Field(
                "importer_of_record",
                YES_NO,
                w3(
                    "Importer of record|Imports itself|Own import|Direct import",
                    "自营进口|进口资质|进口权|直接进口",
                    "Импортёр по документам|Сам импортирует|Прямой импорт",
                ),
                example=w3("yes", "是", "да"),
                width=12,
            ),
            Field(
                "windows",
                WINDOWS,
                w3(
                    "At the fair|Windows|Availability|Time|Available|When",
                    "到会时间|在场时间|时间|可洽谈时间|时间段",
                    "Время на выставке|Окна|Время|Когда|Доступность",
                ),
                example=w3(
                    "Tue 14-17; 8 Feb 10:00-12:00", "周二 14-17; 2月8日 10:00-12:00", "вт 14–17; 8 февраля 10:00–12:00"
                ),
                width=26,
            ),
            Field(
                "category",
                choice(CATEGORIES, BuyerCategory.OTHER),
                w3(
                    "Category|Type|Kind of buyer|Business type",
                    "类别|采购商类别|类型|企业类型",
                    "Категория|Тип|Вид деятельности",
                ),
            ),
            Field(
                "decides",
                choice(DECIDES, Decides.UNKNOWN, quiet=True),
                w3(
                    "Decision power|Decides|Decision maker",
                    "决策权|决策|是否决策人",
                    "Полномочия|Принимает решения|ЛПР",
                ),
            ),
            Field("contact", contact(_regions, of_host=True)),
            LANGUAGES,
            Field(
                "desk",
                _DESK,
                w3(
                    "Own desk|Desk|Purchasing desk|Receives at",
                    "采购台|接待处|自有洽谈桌",
                    "Свой стол|Стол закупок|Закупочный стол",
                ),
                example="DESK-1",
                width=12,
            ),
            Field(
                "people",
                replace(whole(1, 1), longest=LONGEST_NOTE),
                w3("People at desk|Receivers|People", "接待人数|采购人数", "Людей за столом|Приёмщиков|Человек"),
                example="1",
                width=8,
            ),
            do_not_meet(Kind.EXPORTER),
            Field(
                "note",
                NOTE,
                w3("Note|Notes|Remark|Comment|Remarks", "备注|说明|附注", "Примечание|Комментарий|Заметка|Примечания"),
                width=26,
            ),
        ),
        may_be_numbered=True,
        personal=frozenset({"contact"}),
        seen_first=frozenset({"name_native", "name_latin", "country", "phone", "email", "languages", "windows"}),
    ),
    item=RowKind(
        name="needs",
        title=w3("", "", ""),
        core=Want,
        fields=(
            Field(
                "product",
                _WANTED,
                w3(
                    "Wants|Want|Looking for|Product wanted|Interest|Product|Products of interest",
                    "采购意向|采购需求|求购产品|意向产品|产品",
                    "Ищет|Что ищет|Интерес|Товар|Интересующие товары|Потребность",
                ),
                column="want",
                example=w3("green tea in bulk", "散装绿茶", "зелёный чай на развес"),
                width=24,
            ),
            Field(
                "hs",
                replace(HS, longest=LONGEST_NOTE),
                w3("HS code|HS|Customs code", "HS编码|海关编码|商品编码", "Код ТН ВЭД|ТН ВЭД|Код HS"),
                column="want_hs",
                example="0902.20",
                width=12,
            ),
            Field(
                "volume",
                QUANTITY,
                w3("Volume|Quantity|Annual volume|Amount", "数量|采购量|年采购量", "Объём|Количество|Объём закупки"),
                example=w3("20 t", "20 吨", "20 т"),
            ),
            Field("price", offer("target_delivery", _PRICE_COLUMNS), column="target_price"),
            Field(
                "private_label",
                _LABEL,
                w3("Private label|Own label|OEM", "贴牌|自有品牌|代工", "СТМ|Частная марка|Собственная марка"),
                example=w3("no", "否", "нет"),
                width=10,
            ),
            Field("said", _SAID, column="want"),
        ),
        judge=_with_its_code,
    ),
    items="wants",
    named_by=("want", "want_en", "want_zh", "want_ru"),
    side=Kind.BUYER,
    known_as=Kind.BUYER,
)
