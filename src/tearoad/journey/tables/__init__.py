"""Tables that are edited where they stand: their columns, how an edited row is judged, in which order rows stand."""

from tearoad.journey.tables.columns import TABLE_KINDS, EditableTable, TableColumn
from tearoad.journey.tables.judging import CellFault, JudgedRow, RowJudge
from tearoad.journey.tables.ordering import sort_keys, texts_in

__all__ = [
    "TABLE_KINDS",
    "CellFault",
    "EditableTable",
    "JudgedRow",
    "RowJudge",
    "TableColumn",
    "sort_keys",
    "texts_in",
]
