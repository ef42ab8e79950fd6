"""Costs as rows: what, for whom, who pays, how much, how sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tearoad.costs.item import CostItem, CostKind, CostState, ShareKey
from tearoad.costs.rounding import refuse_slip
from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, w3
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.numbers import plain, read_number
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import AMOUNT, CURRENCY, DAY, LINE, LOCAL, NOTE, choice
from tearoad.rows.in_three import read_local
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


@dataclass(frozen=True, slots=True)
class _Sharers:
    """For whom a cell says an item is."""

    firms: tuple[PartyId, ...] = ()
    weights: tuple[Decimal, ...] = ()
    everyone: bool = False


def _sharers(record: Record, name: str, _reading: Reading) -> _Sharers:
    written = record.text(name)
    if written.casefold() in {word.casefold() for word in ALL.every}:
        return _Sharers(everyone=True)
    firms, weights = [], []
    for item in split_list(written):
        match, directory = _WEIGHT.match(item), record.around.directory
        if directory.with_id(item, _EXPORTERS):
            match = None  # an id that looks like an id with its number
        answer = directory.find(match[1] if match else item, _EXPORTERS)
        if answer.known is None:
            wrong = answer.wrong or Text("sheets.unknown_reference", found=item)
            record.error(wrong, Text("sheets.reference_hint"), name, Text("sheets.expect_reference"))
            continue
        firms.append(PartyId(answer.known.id))
        if match:
            weights.append(read_number(match[2]))
    return _Sharers(tuple(firms), tuple(weights))


def _sharers_written(sharers: _Sharers) -> str:
    if sharers.everyone:
        return ALL.en.split("|")[0]
    if not sharers.weights:
        return join_list(sharers.firms)
    return join_list(f"{firm}: {plain(weight)}" for firm, weight in zip(sharers.firms, sharers.weights, strict=True))


def _payer(record: Record, name: str, _reading: Reading) -> LocalText:
    """A firm by its id or name becomes its id; whoever else pays is kept as written."""
    payer, directory = read_local(record, name), record.around.directory
    found = (directory.find(written, _EXPORTERS).known for written in payer.written)
    firm = next(filter(None, found), None)
    return LocalText.by_letters(firm.id) if firm and not directory.assumed else payer


def _written_key(item: CostItem) -> ShareKey | None:
    """The key, where it makes a difference."""
    shared = item.all_firms or len(item.firms) > 1 or item.key is not ShareKey.EQUALLY
    return item.key if shared else None


def _build(said: Mapping[str, Any], record: Record) -> CostItem | None:
    sharers: _Sharers = said["firms"]
    money = Money(said["amount"], said["currency"])
    try:
        refuse_slip(money)
    except InputError as wrong:
        record.error(
            wrong.text, wrong.hint or Text("sheets.mend_cell", expected=Text("sheets.expect_number")), "amount"
        )
        return None
    as_said = {name: value for name, value in said.items() if name not in {"firms", "amount", "currency"}}
    try:
        return CostItem(
            **as_said, money=money, firms=sharers.firms, weights=sharers.weights, all_firms=sharers.everyone
        )
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("sheets.mend_cell", expected=Text("sheets.expect_text")), "firms")
        return None


COSTS = RowKind(
    name="costs",
    title=w3("Costs|Cost items|Expenses", "费用|费用明细", "Расходы|Затраты|Смета"),
    core=CostItem,
    personal=frozenset(),
    prefix="C",
    announces_ids=True,
    id=Column("id", w3("ID|Cost ID|No.|Number", "编号|费用编号|序号", "ID|№|Код|Номер"), "C01", width=8),
    fields=(
        Field(
            "what",
            LOCAL,
            w3("What|Item|Description", "项目|内容|费用项目", "Что|Наименование|Статья"),
            example=w3("Stand rent", "展位租金", "Аренда стенда"),
            about="cost_what",
            width=32,
            needed=True,
        ),
        Field(
            "kind",
            choice(KINDS, CostKind.OTHER),
            w3("Kind|Category", "类别|费用类别", "Вид|Вид расхода|Категория"),
            about="cost_kind",
        ),
        Field(
            "firms",
            Codec(
                read=_sharers,
                cells=lambda sharers, name, _zone: {name: _sharers_written(sharers)},
                longest=LONGEST_NOTE,
                kinds=_EXPORTERS,
            ),
            w3("For|For firms|Firm|Beneficiary", "受益企业|企业|对象", "Для|Для фирм|Фирма"),
            example="E01: 9; E02: 18",
            about="cost_firms",
            width=24,
            essential=True,
            value_of=lambda item: _Sharers(item.firms, item.weights, item.all_firms),
        ),
        Field(
            "key",
            choice(SHARE_KEYS, ShareKey.EQUALLY),
            w3("Shared by|Key|Split by", "分摊方式|分摊依据", "Делится|Ключ|Как делится"),
            about="cost_key",
            essential=True,
            value_of=_written_key,
        ),
        Field(
            "office",
            LOCAL,
            w3("Office|For office", "部门|单位", "Ведомство|Для ведомства"),
            about="cost_office",
            width=20,
        ),
        Field(
            "payer",
            replace(LOCAL, read=_payer, kinds=_EXPORTERS),
            w3("Paid by|Payer", "付款方|支付方|承担方", "Плательщик|Кто платит"),
            example=w3("Export fund", "出口基金", "Экспортный фонд"),
            about="cost_payer",
            width=20,
        ),
        Field(
            "amount",
            AMOUNT,
            w3("Amount|Sum", "金额|费用金额", "Сумма"),
            example="1250.50",
            about="cost_amount",
            width=12,
            needed=True,
            value_of=lambda item: item.money.amount,
            stands_at=("money", "amount"),
        ),
        Field(
            "currency",
            CURRENCY,
            w3("Currency", "币种|货币", "Валюта"),
            example="EUR",
            about="cost_currency",
            width=10,
            essential=True,
            value_of=lambda item: item.money.currency,
            stands_at=("money", "currency"),
        ),
        Field(
            "state",
            choice(STATES, CostState.PLANNED),
            w3("State|Status", "状态", "Состояние|Статус"),
            about="cost_state",
            essential=True,
        ),
        Field(
            "on",
            DAY,
            w3("Day|Date", "日期", "Дата|День"),
            example="2027-02-09",
            about="cost_on",
            width=12,
            essential=True,
        ),
        Field("invoice", LINE, w3("Invoice|Invoice number", "发票号|发票", "Счёт|Номер счёта"), about="cost_invoice"),
        Field("note", NOTE, w3("Note|Remark", "备注|说明", "Примечание|Заметка"), about="cost_note", width=28),
    ),
    build=_build,
)
