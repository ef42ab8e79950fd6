"""The sheet of costs: what, for whom, who pays, how much, how sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tearoad.companies.in_three import in_three, local_cells, read_local, three_fields
from tearoad.errors import InputError
from tearoad.mission.costs.item import CostId, CostItem, CostKind, CostState, ShareKey
from tearoad.mission.costs.rates_sheet import currency_code
from tearoad.mission.costs.rounding import refuse_slip
from tearoad.mission.delegates_sheet import with_ids
from tearoad.paper.sheets import Choices, Column, Kind, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.numbers import plain, read_number
from tearoad.text import Text
from tearoad.values import LocalText, Money, PartyId

KINDS = Choices(
    {
        CostKind.STAND: w3("stand|stand rent", "展位费|展位", "стенд|аренда стенда"),
        CostKind.BUILD: w3("stand build|build|construction", "搭建|展台搭建", "застройка|монтаж стенда"),
        CostKind.TRAVEL: w3("travel|flight|train", "交通|机票|差旅", "проезд|билеты|перелёт"),
        CostKind.HOTEL: w3("hotel|accommodation", "住宿|酒店", "гостиница|отель|проживание"),
        CostKind.INTERPRETER: w3("interpreter|interpreting", "口译|翻译费", "переводчик|перевод"),
        CostKind.FREIGHT: w3("freight|transport of goods", "货运|运费|展品运输", "перевозка|фрахт|доставка груза"),
        CostKind.SAMPLES: w3("samples", "样品", "образцы"),
        CostKind.VISA: w3("visa", "签证", "виза|визы"),
        CostKind.INSURANCE: w3("insurance", "保险", "страховка|страхование"),
        CostKind.CATERING: w3("catering|reception|meals", "餐饮|招待", "питание|приём|кейтеринг"),
        CostKind.OTHER: w3("other", "其他", "прочее|другое"),
    }
)
STATES = Choices(
    {
        CostState.PLANNED: w3("planned|estimate", "计划", "план|запланировано|смета"),
        CostState.AGREED: w3("agreed|contract", "已约定|合同", "согласовано|договор"),
        CostState.INVOICED: w3("invoiced|invoice", "已开票|发票", "выставлен счёт|счёт"),
        CostState.PAID: w3("paid", "已付|已支付", "оплачено|уплачено"),
    }
)
SHARE_KEYS = Choices(
    {
        ShareKey.EQUALLY: w3("equally|equal", "平均|均摊", "поровну|равными долями"),
        ShareKey.PEOPLE: w3("people|by people", "人数|按人数", "по числу людей|люди"),
        ShareKey.AREA: w3("area|square metres|m2", "面积|平方米|按面积", "площадь|кв. м|по площади"),
        ShareKey.NIGHTS: w3("nights|by nights", "晚数|按晚数", "ночи|по ночам"),
        ShareKey.WEIGHTS: w3("numbers|weights|by numbers", "数字|按比例|权重", "числа|по числам|доли"),
    }
)
ALL = w3("all|everyone|all firms", "全部|所有企业|全体", "все|всем|все фирмы")
_EXPORTERS = frozenset({Kind.EXPORTER})
_WEIGHT = re.compile(r"(.*\S)\s*[:：=]\s*([\d.,]+)\s*$")

COSTS = SheetSpec(
    "costs",
    w3("Costs|Cost items|Expenses", "费用|费用明细", "Расходы|Затраты|Смета"),
    (
        Column("id", w3("ID|Cost ID|No.|Number", "编号|费用编号|序号", "ID|№|Код|Номер"), "C01", width=8),
        *in_three(
            "what",
            w3("What|Item|Description", "项目|内容|费用项目", "Что|Наименование|Статья"),
            "cost_what",
            w3("Stand rent", "展位租金", "Аренда стенда"),
            32,
        ),
        Column(
            "kind", w3("Kind|Category", "类别|费用类别", "Вид|Вид расхода|Категория"), choices=KINDS, about="cost_kind"
        ),
        Column(
            "firms",
            w3("For|For firms|Firm|Beneficiary", "受益企业|企业|对象", "Для|Для фирм|Фирма"),
            "E01: 9; E02: 18",
            about="cost_firms",
            width=24,
        ),
        Column(
            "key",
            w3("Shared by|Key|Split by", "分摊方式|分摊依据", "Делится|Ключ|Как делится"),
            choices=SHARE_KEYS,
            about="cost_key",
        ),
        *in_three("office", w3("Office|For office", "部门|单位", "Ведомство|Для ведомства"), "cost_office", width=20),
        *in_three(
            "payer",
            w3("Paid by|Payer", "付款方|支付方|承担方", "Плательщик|Кто платит"),
            "cost_payer",
            w3("Export fund", "出口基金", "Экспортный фонд"),
            20,
        ),
        Column("amount", w3("Amount|Sum", "金额|费用金额", "Сумма"), "1250.50", about="cost_amount", width=12),
        Column("currency", w3("Currency", "币种|货币", "Валюта"), "EUR", about="cost_currency", width=10),
        Column("state", w3("State|Status", "状态", "Состояние|Статус"), choices=STATES, about="cost_state"),
        Column("on", w3("Day|Date", "日期", "Дата|День"), "2027-02-09", about="cost_on", width=12),
        Column("invoice", w3("Invoice|Invoice number", "发票号|发票", "Счёт|Номер счёта"), about="cost_invoice"),
        Column("note", w3("Note|Remark", "备注|说明", "Примечание|Заметка"), about="cost_note", width=28),
    ),
    needs=(three_fields("what"), ("amount",)),
    strict=frozenset({"currency", "firms", "key", "state", "on"}),
)


def read_costs(records: Iterable[Record], reading: Reading) -> tuple[CostItem, ...]:
    """Return the cost items of the good rows."""
    found = (_item(record, id_, reading) for record, id_ in with_ids(records, "C"))
    return tuple(item for item in found if item is not None)


@dataclass(frozen=True, slots=True)
class _For:
    """For whom a cell says an item is."""

    firms: tuple[PartyId, ...] = ()
    weights: tuple[Decimal, ...] = ()
    everyone: bool = False


def _item(record: Record, id_: str, reading: Reading) -> CostItem | None:
    record.needed(three_fields("what"))
    record.needed(("amount",))
    amount = record.amount("amount")
    currency = record.parsed("currency", currency_code, reading.currency)
    kind = record.choice("kind", KINDS, CostKind.OTHER)
    key = record.choice("key", SHARE_KEYS, ShareKey.EQUALLY)
    state = record.choice("state", STATES, CostState.PLANNED)
    on = record.date("on")
    among = _for_whom(record)
    payer = _payer(record)
    if record.held or amount is None or _is_slip(record, Money(amount, currency)):
        return None
    try:
        return CostItem(
            CostId(id_),
            read_local(record, "what"),
            kind,
            Money(amount, currency),
            state,
            among.firms,
            among.weights,
            key,
            among.everyone,
            read_local(record, "office"),
            payer,
            on,
            record.text("invoice"),
            record.text("note"),
        )
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("sheets.mend_cell", expected=Text("sheets.expect_text")), "firms")
        return None


def _is_slip(record: Record, money: Money) -> bool:
    try:
        refuse_slip(money)
    except InputError as wrong:
        record.error(
            wrong.text, wrong.hint or Text("sheets.mend_cell", expected=Text("sheets.expect_number")), "amount"
        )
        return True
    return False


def _for_whom(record: Record) -> _For:
    written = record.text("firms")
    if written.casefold() in {word.casefold() for word in ALL.every}:
        return _For(everyone=True)
    firms, weights = [], []
    for item in split_list(written):
        match, directory = _WEIGHT.match(item), record.around.directory
        if directory.with_id(item, _EXPORTERS):
            match = None  # an id that looks like an id with its number
        answer = directory.find(match[1] if match else item, _EXPORTERS)
        if answer.known is None:
            wrong = answer.wrong or Text("sheets.unknown_reference", found=item)
            record.error(wrong, Text("sheets.reference_hint"), "firms", Text("sheets.expect_reference"))
            continue
        firms.append(PartyId(answer.known.id))
        if match:
            weights.append(read_number(match[2]))
    return _For(tuple(firms), tuple(weights))


def _payer(record: Record) -> LocalText:
    """A firm by its id or name becomes its id; whoever else pays is kept as written."""
    payer, directory = read_local(record, "payer"), record.around.directory
    found = (directory.find(written, _EXPORTERS).known for written in payer.written)
    firm = next(filter(None, found), None)
    return LocalText.by_letters(firm.id) if firm and not directory.assumed else payer


def write_costs(items: Iterable[CostItem]) -> Table:
    """Return the sheet that reads back as these items."""
    return Table(COSTS, tuple(_row(item) for item in items))


def _row(item: CostItem) -> Row:
    return Row(
        {
            "id": item.id,
            **local_cells(item.what, "what"),
            "kind": item.kind,
            "firms": ALL.en.split("|")[0] if item.all_firms else _firms(item),
            "key": item.key if item.all_firms or len(item.firms) > 1 or item.key is not ShareKey.EQUALLY else None,
            **local_cells(item.office, "office"),
            **local_cells(item.payer, "payer"),
            "amount": item.money.amount,
            "currency": item.money.currency,
            "state": item.state,
            "on": item.on,
            "invoice": item.invoice,
            "note": item.note,
        }
    )


def _firms(item: CostItem) -> str:
    if not item.weights:
        return join_list(item.firms)
    return join_list(f"{firm}: {plain(weight)}" for firm, weight in zip(item.firms, item.weights, strict=True))
