"""Kinds of rows, each said once: what a row holds, and how it stands in a sheet and a form."""

from tearoad.rows.cell_judgement import is_remark, refuses_cell
from tearoad.rows.kind import CellParts, Codec, Field, Refusal, RowKind, Widget, id_of, refuse_second

__all__ = [
    "CellParts",
    "Codec",
    "Field",
    "Refusal",
    "RowKind",
    "Widget",
    "id_of",
    "is_remark",
    "refuse_second",
    "refuses_cell",
]
