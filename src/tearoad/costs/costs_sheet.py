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
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.numbers import plain, read_number
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import AMOUNT, CURRENCY, DAY, LINE, LOCAL, NOTE, choice
from tearoad.rows.in_three import read_local
from tearoad.text import Text
from tearoad.values import Language, LocalText, Money, PartyId

KINDS = Choices(
    {
        CostKind.STAND: SheetWords("sheet_words.stand_of_costs"),
        CostKind.BUILD: SheetWords("sheet_words.stand_build"),
        CostKind.TRAVEL: SheetWords("sheet_words.travel"),
        CostKind.HOTEL: SheetWords("sheet_words.hotel"),
        CostKind.INTERPRETER: SheetWords("sheet_words.interpreter"),
        CostKind.FREIGHT: SheetWords("sheet_words.freight"),
        CostKind.SAMPLES: SheetWords("sheet_words.samples_of_costs"),
        CostKind.VISA: SheetWords("sheet_words.visa"),
        CostKind.INSURANCE: SheetWords("sheet_words.insurance"),
        CostKind.CATERING: SheetWords("sheet_words.catering"),
        CostKind.OTHER: SheetWords("sheet_words.other_of_costs"),
    }
)
STATES = Choices(
    {
        CostState.PLANNED: SheetWords("sheet_words.planned"),
        CostState.AGREED: SheetWords("sheet_words.agreed"),
        CostState.INVOICED: SheetWords("sheet_words.invoiced"),
        CostState.PAID: SheetWords("sheet_words.paid"),
    }
)
SHARE_KEYS = Choices(
    {
        ShareKey.EQUALLY: SheetWords("sheet_words.equally"),
        ShareKey.PEOPLE: SheetWords("sheet_words.people"),
        ShareKey.AREA: SheetWords("sheet_words.area"),
        ShareKey.NIGHTS: SheetWords("sheet_words.nights"),
        ShareKey.WEIGHTS: SheetWords("sheet_words.numbers"),
    }
)
ALL = SheetWords("sheet_words.all")
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


def _sharers_cell(sharers: _Sharers) -> str:
    if sharers.everyone:
        return ALL.of(Language.EN)[0]
    if not sharers.weights:
        return join_list(sharers.firms)
    return join_list(f"{firm}: {plain(weight)}" for firm, weight in zip(sharers.firms, sharers.weights, strict=True))


def _payer(record: Record, name: str, _reading: Reading) -> LocalText:
    """A firm by its id or name becomes its id; whoever else pays is kept as written."""
    payer, directory = read_local(record, name), record.around.directory
    found = (directory.find(written, _EXPORTERS).known for written in payer.written)
    firm = next(filter(None, found), None)
    return LocalText.by_letters(firm.id) if firm and not directory.assumed else payer


def _key_to_write(item: CostItem) -> ShareKey | None:
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
    title=SheetWords("sheet_words.costs"),
    core=CostItem,
    personal=frozenset(),
    prefix="C",
    announces_ids=True,
    id=Column("id", SheetWords("sheet_words.id_of_costs"), "C01", width=8),
    fields=(
        Field(
            "what",
            LOCAL,
            SheetWords("sheet_words.what"),
            example=SheetWords("sheet_words.stand_rent"),
            about="cost_what",
            width=32,
            needed=True,
        ),
        Field(
            "kind",
            choice(KINDS, CostKind.OTHER),
            SheetWords("sheet_words.kind_of_costs"),
            about="cost_kind",
        ),
        Field(
            "firms",
            Codec(
                read=_sharers,
                cells=lambda sharers, name, _zone: {name: _sharers_cell(sharers)},
                longest=LONGEST_NOTE,
                kinds=_EXPORTERS,
            ),
            SheetWords("sheet_words.for_of_costs"),
            example="E01: 9; E02: 18",
            about="cost_firms",
            width=24,
            essential=True,
            value_of=lambda item: _Sharers(item.firms, item.weights, item.all_firms),
            also_at=("weights", "all_firms"),
        ),
        Field(
            "key",
            choice(SHARE_KEYS, ShareKey.EQUALLY),
            SheetWords("sheet_words.shared_by"),
            about="cost_key",
            essential=True,
            value_of=_key_to_write,
        ),
        Field(
            "office",
            LOCAL,
            SheetWords("sheet_words.office"),
            about="cost_office",
            width=20,
        ),
        Field(
            "payer",
            replace(LOCAL, read=_payer, kinds=_EXPORTERS),
            SheetWords("sheet_words.paid_by"),
            example=SheetWords("sheet_words.export_fund"),
            about="cost_payer",
            width=20,
        ),
        Field(
            "amount",
            AMOUNT,
            SheetWords("sheet_words.amount"),
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
            SheetWords("sheet_words.currency"),
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
            SheetWords("sheet_words.state_of_costs"),
            about="cost_state",
            essential=True,
        ),
        Field(
            "on",
            DAY,
            SheetWords("sheet_words.day"),
            example="2027-02-09",
            about="cost_on",
            width=12,
            essential=True,
        ),
        Field("invoice", LINE, SheetWords("sheet_words.invoice"), about="cost_invoice"),
        Field("note", NOTE, SheetWords("sheet_words.note_of_costs"), about="cost_note", width=28),
    ),
    build=_build,
)
