"""The sheet of samples: what travels, its worth, its road and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.companies.in_three import in_three, local_cells, read_local, three_fields
from tearoad.companies.party_columns import read_quantity, write_quantity
from tearoad.mission.checklist.samples import Fate, Road, Sample, SampleId
from tearoad.mission.delegates_sheet import with_ids
from tearoad.paper.sheets import Choices, Column, Kind, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.paper.sheets.written.money import WrittenPrice, read_price
from tearoad.text import Text
from tearoad.values import PartyId

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
SAMPLES = SheetSpec(
    "samples",
    w3("Samples|Sample list", "样品|样品清单|展品清单", "Образцы|Список образцов"),
    (
        Column("id", w3("ID|Sample ID|No.|Number|Code", "编号|样品编号|序号", "ID|№|Код|Номер"), "S01", width=8),
        *in_three(
            "item", w3("Item|Sample|Goods|Product", "品名|样品名称|物品", "Наименование|Образец|Товар"), "sample_item"
        ),
        Column(
            "firm",
            w3("Firm|Company|Exporter|Enterprise", "企业|公司|参展企业", "Фирма|Компания|Предприятие"),
            "E01",
            about="sample_firm",
            width=20,
        ),
        Column("quantity", w3("Quantity|Amount|How much", "数量", "Количество|Объём"), "2 kg", about="sample_quantity"),
        Column(
            "hs",
            w3("HS code|HS|Customs code", "HS编码|海关编码|商品编码", "Код ТН ВЭД|ТН ВЭД|Код HS"),
            "0902.10",
            about="hs",
        ),
        Column(
            "value",
            w3("Value|Worth|Declared value", "价值|申报价值|货值", "Стоимость|Заявленная стоимость"),
            "USD 40",
            about="sample_value",
        ),
        Column(
            "road",
            w3("Route|Road|Transport", "运输方式|途径", "Путь|Способ перевозки"),
            choices=ROADS,
            about="sample_road",
        ),
        Column(
            "meant_for",
            w3("Meant for|Purpose|Plan", "用途|计划用途", "Назначение|План"),
            choices=FATES,
            about="sample_meant_for",
        ),
        Column(
            "fate",
            w3("Fate|What became of it|Outcome", "去向|处置结果|最终处置", "Судьба|Что стало|Итог"),
            choices=FATES,
            about="sample_fate",
        ),
        Column("note", w3("Note|Remark", "备注|说明", "Примечание"), about="sample_note", width=28),
    ),
    needs=(three_fields("item"), ("firm",)),
)


def read_samples(records: Iterable[Record], reading: Reading) -> tuple[Sample, ...]:
    """Return the samples whose rows are good."""
    found = []
    for record, id_ in with_ids(records, "S", silent=True):
        record.needed(three_fields("item"))
        record.needed(("firm",))
        firm = record.ref("firm", frozenset({Kind.EXPORTER}))
        price: WrittenPrice | None = record.understood("value", lambda text: read_price(text, reading.currency), None)
        if price is not None and price.unit:
            record.warn(Text("sheets.value_of_all", unit=price.unit), Text("sheets.value_of_all_hint"), "value")
        sample = Sample(
            SampleId(id_),
            read_local(record, "item"),
            PartyId(firm or ""),
            read_quantity(record, "quantity"),
            record.hs_code("hs", reading.hs_exists),
            price.money if price else None,
            record.choice("road", ROADS, Road.UNKNOWN),
            _fate(record, "meant_for"),
            _fate(record, "fate"),
            record.text("note"),
        )
        if firm and not record.held:
            found.append(sample)
    return tuple(found)


def _fate(record: Record, field: str) -> Fate | None:
    return record.choice(field, FATES, None)


def write_samples(samples: Iterable[Sample]) -> Table:
    """Return the sheet that reads back as these samples."""
    return Table(SAMPLES, tuple(_row(sample) for sample in samples))


def _row(sample: Sample) -> Row:
    worth = sample.value
    return Row(
        {
            "id": sample.id,
            **local_cells(sample.item, "item"),
            "firm": sample.firm,
            "quantity": write_quantity(sample.quantity),
            "hs": str(sample.hs or ""),
            "value": f"{worth.currency} {worth.amount:f}" if worth else "",
            "road": sample.road,
            "meant_for": sample.meant_for,
            "fate": sample.fate,
            "note": sample.note,
        }
    )
