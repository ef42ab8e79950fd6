"""Who must not be met: lists, verdicts with evidence, decisions. A person decides."""

from tearoad.screening.goods_warnings import GoodsWarning, goods_listed, goods_warnings
from tearoad.screening.lists import GoodsRow, Lists, ListSource, read_lists
from tearoad.screening.screen import screen
from tearoad.screening.verdict import Decision, EntryKind, Hit, ListEntry, Ruling, Status, Verdict

__all__ = [
    "Decision",
    "EntryKind",
    "GoodsRow",
    "GoodsWarning",
    "Hit",
    "ListEntry",
    "ListSource",
    "Lists",
    "Ruling",
    "Status",
    "Verdict",
    "goods_listed",
    "goods_warnings",
    "read_lists",
    "screen",
]
