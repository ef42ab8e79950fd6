"""Rows that stand in a list and say nothing of it: a heading above some of its rows, who filled it in, a note below."""

from __future__ import annotations

import re
from collections.abc import Collection

from tearoad.paper.sheets.cells import Cell, cell_text, folded, is_blank
from tearoad.paper.sheets.running_numbers import TOTALS, running_number

_LABELS = frozenset(
    map(
        folded,
        (
            *(
                "填表人",
                "填报人",
                "制表人",
                "制表",
                "经办人",
                "审核人",
                "审核",
                "审批人",
                "负责人",
                "单位负责人",
                "联系人",
            ),
            *(
                "联系电话",
                "电话",
                "手机",
                "传真",
                "邮箱",
                "填表日期",
                "填报日期",
                "制表日期",
                "日期",
                "填报单位",
                "填表单位",
            ),
            *("单位盖章", "盖章", "公章", "签字", "签名", "备注", "附注", "注", "说明", "填表说明", "资料来源", "来源"),
            *(
                "исполнитель",
                "исп",
                "составил",
                "составила",
                "составитель",
                "подготовил",
                "подготовила",
                "ответственный",
            ),
            *(
                "утвердил",
                "утверждаю",
                "согласовано",
                "проверил",
                "проверила",
                "подпись",
                "м. п",
                "дата",
                "тел",
                "телефон",
            ),
            *("контактное лицо", "контактный телефон", "примечание", "примечания", "источник", "пояснение", "прим"),
            *(
                "prepared by",
                "compiled by",
                "filled in by",
                "completed by",
                "approved by",
                "checked by",
                "signed",
                "signature",
            ),
            *("date", "contact", "contact person", "phone", "tel", "note", "notes", "remark", "remarks", "source"),
        ),
    )
)
"""What stands before a colon where a form says who filled it in, or explains itself."""
_COLON = re.compile(r"[:：]")
_OWN_CODE = re.compile(r"\D{0,8}\d{1,8}\D?")
"""A code of the officer's own in the place of a number: `E05`, `12a`."""


def labels_itself(text: str) -> bool:
    """Whether a cell says itself what it holds: `填表人：张三`, `Исполнитель: Иванов`, `Note: prices without tax`."""
    label, *said = _COLON.split(text, maxsplit=1)
    return bool(said) and folded(label) in _LABELS


def is_heading(text: str) -> bool:
    """Whether a text in the place of a number heads the rows below it: `（一）茶叶类`, `II. Продукты питания`."""
    is_number = running_number(text) is not None or _OWN_CODE.fullmatch(text.strip()) is not None
    return not is_number and folded(text) not in TOTALS and sum(map(str.isalpha, text)) > 1


def stands_around(row: Collection[Cell], number_column: int | None) -> bool:
    """Whether a row is none of a list's: alone among the numbers stands a heading, or each cell labels itself."""
    said = [(index, cell_text(cell)) for index, cell in enumerate(row) if not is_blank(cell)]
    if not said:
        return False
    if all(labels_itself(text) for _index, text in said):
        return True
    return len(said) == 1 and said[0][0] == number_column and is_heading(said[0][1])
