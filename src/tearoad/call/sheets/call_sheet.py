"""The sheet of the call itself: its settings, its texts, what is asked, by what firms are judged; one item a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from tearoad.call.application import Decision
from tearoad.call.call import Call, Criterion, Option, Question, QuestionKind, faults
from tearoad.call.sheets.history import CallHere
from tearoad.paper.sheets import (
    LONGEST_NOTE,
    Choices,
    Column,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    Value,
)
from tearoad.paper.sheets.written.money import read_price
from tearoad.rows.in_three import in_three, local_cells, read_local
from tearoad.text import Text
from tearoad.values import LocalText


class Part(StrEnum):
    """What a row of the sheet is."""

    SETTING = "setting"
    TEXT = "text"
    CRITERION = "criterion"
    QUESTION = "question"
    OPTION = "option"


PARTS = Choices(
    {
        Part.SETTING: SheetWords("sheet_words.setting"),
        Part.TEXT: SheetWords("sheet_words.text"),
        Part.CRITERION: SheetWords("sheet_words.criterion"),
        Part.QUESTION: SheetWords("sheet_words.question"),
        Part.OPTION: SheetWords("sheet_words.answer"),
    }
)
KINDS = Choices(
    {
        QuestionKind.YES_NO: SheetWords("sheet_words.yes_or_no"),
        QuestionKind.CHOICE: SheetWords("sheet_words.choice"),
        QuestionKind.NUMBER: SheetWords("sheet_words.number"),
        QuestionKind.TEXT: SheetWords("sheet_words.free_text"),
    }
)
MOMENTS, COUNTS = ("opens_at", "closes_at"), ("cap", "waiting", "readiness_percent", "disagreement", "keep_months")
SETTINGS = (*MOMENTS, *COUNTS, "fee")
"""What a row of the part `setting` may be called. The public address is the site's own and stands in no folder."""
_ADDRESS = "of-the-site"
TEXTS = ("intro", "purpose")
CALL = SheetSpec(
    "call",
    SheetWords("sheet_words.call"),
    (
        Column("part", SheetWords("sheet_words.part"), about="call_part", choices=PARTS),
        Column("id", SheetWords("sheet_words.id_of_call"), "cap", about="call_id", width=16),
        Column(
            "question",
            SheetWords("sheet_words.question_of_call"),
            "label",
            about="call_question",
            width=14,
            longest=LONGEST_NOTE,
        ),
        Column("kind", SheetWords("sheet_words.kind"), about="call_kind", choices=KINDS),
        Column(
            "value",
            SheetWords("sheet_words.value"),
            "18",
            about="call_value",
            width=18,
            longest=LONGEST_NOTE,
        ),
        Column("weight", SheetWords("sheet_words.weight"), "2", about="call_weight", width=8),
        Column("needed", SheetWords("sheet_words.needed"), about="call_needed", width=10),
        *in_three("label", SheetWords("sheet_words.wording"), "call_label"),
    ),
    needs=(("part",), ("id",)),
    strict=frozenset({"kind", "value", "weight", "needed", "question"}),
)


@dataclass(slots=True)
class _Rows:
    """What the rows said so far."""

    settings: dict[str, Any] = field(default_factory=dict)
    criteria: list[Criterion] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    options: dict[str, list[Option]] = field(default_factory=dict)


def read_call_settings(records: Iterable[Record], reading: Reading, here: CallHere) -> tuple[Call, ...]:
    """Return the call that the rows make, one or none; what keeps it from being opened stands at its first row."""
    records = tuple(records)
    rows = _Rows()
    for record in records:
        record.needed(("part",))
        record.needed(("id",))
        if not record.held:
            _take(record, rows, reading)
            _keep_the_accepted(record, here)
    if not records or any(record.held for record in records):
        return ()
    return _whole(records, rows)


def _take(record: Record, rows: _Rows, reading: Reading) -> None:
    part, id_, label = record.choice("part", PARTS, Part.SETTING), record.text("id"), read_local(record, "label")
    if part is Part.SETTING:
        _setting(record, id_, rows, reading)
    elif part is Part.TEXT:
        _text(record, id_, label, rows)
    elif part is Part.CRITERION:
        rows.criteria.append(Criterion(id_, label, record.whole("weight", 1)))
    elif part is Part.OPTION:
        record.needed(("question",))
        rows.options.setdefault(record.text("question"), []).append(Option(id_, label, record.whole("value", 0)))
    else:
        kind = record.choice("kind", KINDS, QuestionKind.TEXT)
        enough = record.whole("value", 0)
        needed = record.yes_no("needed") is not False
        rows.questions.append(Question(id_, kind, label, record.whole("weight", 1), (), enough, needed))


def _setting(record: Record, id_: str, rows: _Rows, reading: Reading) -> None:
    if id_ not in SETTINGS:
        hint = Text("sheets.call_no_setting_hint", names=", ".join(SETTINGS))
        record.error(Text("sheets.call_no_setting", found=id_), hint, "id")
        return
    if "value" not in record:
        return
    if id_ in MOMENTS:
        rows.settings[id_] = record.moment("value")
    elif id_ in COUNTS:
        rows.settings[id_] = record.whole("value", 0)
    else:
        price = record.understood("value", lambda text: read_price(text, reading.currency), None)
        rows.settings[id_] = price.money if price else None


def _keep_the_accepted(record: Record, here: CallHere) -> None:
    """Refuse to lower the cap below the number of firms that were told that they go."""
    cap = record.whole("value", 0) if record.text("id") == "cap" and not record.held else None
    accepted = sum(application.decision is Decision.ACCEPTED for application in here.applications.values())
    if cap is not None and here.call is not None and cap < min(here.call.cap, accepted):
        hint = Text("call.over_cap_hint", least=accepted)
        record.error(Text("call.over_cap", count=accepted, cap=cap), hint, "value")


def _text(record: Record, id_: str, label: LocalText, rows: _Rows) -> None:
    if id_ in TEXTS:
        rows.settings[id_] = label
        return
    hint = Text("sheets.call_no_setting_hint", names=", ".join(TEXTS))
    record.error(Text("sheets.call_no_setting", found=id_), hint, "id")


def _whole(records: Sequence[Record], rows: _Rows) -> tuple[Call, ...]:
    first = records[0]
    missing = [name for name in (*MOMENTS, "cap") if rows.settings.get(name) is None]
    if missing:
        first.error(Text("sheets.call_without", names=", ".join(missing)), Text("sheets.call_without_hint"), "id")
        return ()
    questions = tuple(
        Question(
            question.id,
            question.kind,
            question.label,
            question.weight,
            tuple(rows.options.get(question.id, ())),
            question.enough,
            question.needed,
        )
        for question in rows.questions
    )
    call = Call(**rows.settings, address="", criteria=tuple(rows.criteria), questions=questions)
    for wrong in faults(replace(call, address=_ADDRESS)):
        first.error(wrong, Text("sheets.call_fault_hint"), "id")
    return () if first.held else (call,)


def write_call_settings(calls: Iterable[Call], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as this call."""
    return Table(CALL, tuple(row for call in calls for row in _rows(call, zone)))


def _rows(call: Call, zone: ZoneInfo) -> Iterator[SheetRow]:
    for name in SETTINGS:
        yield _row(Part.SETTING, name, value=_value(getattr(call, name), zone))
    for name in TEXTS:
        yield _row(Part.TEXT, name, label=getattr(call, name))
    for criterion in call.criteria:
        yield _row(Part.CRITERION, criterion.id, label=criterion.label, weight=criterion.weight)
    for question in call.questions:
        cells: dict[str, Value] = {
            "kind": question.kind,
            "weight": question.weight,
            "needed": question.needed,
            "value": question.enough or None,
        }
        yield _row(Part.QUESTION, question.id, label=question.label, **cells)
        for option in question.options:
            yield _row(Part.OPTION, option.id, label=option.label, question=question.id, value=option.percent)


def _row(part: Part, id_: str, *, label: LocalText | None = None, **cells: Value) -> SheetRow:
    return SheetRow({"part": part, "id": id_, **cells, **(local_cells(label, "label") if label else {})})


def _value(value: Any, zone: ZoneInfo) -> Value:  # noqa: ANN401  # a setting of any type
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if value is None or isinstance(value, int):
        return value
    return f"{value.currency} {value.amount:f}"
