"""Samples as rows: what travels, its worth, its road and what became of it."""

from __future__ import annotations

from tearoad.checklist.samples import Fate, Road, Sample
from tearoad.companies.party_columns import QUANTITY
from tearoad.paper.sheets import Choices, Column, Kind, w3
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import HS, LOCAL, MONEY, NOTE, choice, party

ROADS = Choices(
    {
        Road.CARNET: w3("ATA carnet|carnet", "ATA单证册|ATA", "карнет АТА|АТА"),
        Road.CARGO: w3("cargo|freight", "货运|随展品运输", "груз|грузом"),
        Road.COURIER: w3("courier|post", "快递|邮寄", "курьер|почта"),
        Road.LUGGAGE: w3("luggage|hand luggage", "随身行李|行李", "багаж|ручная кладь"),
        Road.BOUGHT_THERE: w3("bought there", "当地购买", "куплено на месте"),
        Road.UNKNOWN: w3("unknown|not decided", "未定", "не решено"),
    }
)
FATES = Choices(
    {
        Fate.RETURNED: w3("returned|brought back", "运回|带回", "возвращено|вернуть"),
        Fate.GIVEN: w3("given|given away", "赠送|赠出", "подарено|отдать"),
        Fate.TASTED: w3("tasted|consumed", "品尝|消耗", "дегустация|израсходовано"),
        Fate.DESTROYED: w3("destroyed", "销毁", "уничтожено"),
    }
)
SAMPLES = RowKind(
    name="samples",
    title=w3("Samples|Sample list", "样品|样品清单|展品清单", "Образцы|Список образцов"),
    core=Sample,
    prefix="S",
    personal=frozenset(),
    id=Column("id", w3("ID|Sample ID|No.|Number|Code", "编号|样品编号|序号", "ID|№|Код|Номер"), "S01", width=8),
    fields=(
        Field(
            "item",
            LOCAL,
            w3("Item|Sample|Goods|Product", "品名|样品名称|物品", "Наименование|Образец|Товар"),
            about="sample_item",
            width=28,
            needed=True,
        ),
        Field(
            "firm",
            party((Kind.EXPORTER,)),
            w3("Firm|Company|Exporter|Enterprise", "企业|公司|参展企业", "Фирма|Компания|Предприятие"),
            example="E01",
            about="sample_firm",
            width=20,
            needed=True,
        ),
        Field(
            "quantity",
            QUANTITY,
            w3("Quantity|Amount|How much", "数量", "Количество|Объём"),
            example="2 kg",
            about="sample_quantity",
        ),
        Field(
            "hs",
            HS,
            w3("HS code|HS|Customs code", "HS编码|海关编码|商品编码", "Код ТН ВЭД|ТН ВЭД|Код HS"),
            example="0902.10",
        ),
        Field(
            "value",
            MONEY,
            w3("Value|Worth|Declared value", "价值|申报价值|货值", "Стоимость|Заявленная стоимость"),
            example="USD 40",
            about="sample_value",
        ),
        Field(
            "road",
            choice(ROADS, Road.UNKNOWN),
            w3("Route|Road|Transport", "运输方式|途径", "Путь|Способ перевозки"),
            about="sample_road",
        ),
        Field(
            "meant_for",
            choice(FATES, None),
            w3("Meant for|Purpose|Plan", "用途|计划用途", "Назначение|План"),
            about="sample_meant_for",
        ),
        Field(
            "fate",
            choice(FATES, None),
            w3("Fate|What became of it|Outcome", "去向|处置结果|最终处置", "Судьба|Что стало|Итог"),
            about="sample_fate",
        ),
        Field("note", NOTE, w3("Note|Remark", "备注|说明", "Примечание"), about="sample_note", width=28),
    ),
)
