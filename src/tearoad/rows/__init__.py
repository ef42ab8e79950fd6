"""Kinds of rows, each said once: what a row holds, and how it stands in a sheet and a form."""

from tearoad.rows.kind import CellParts, Codec, Field, Refusal, RowKind, Widget, id_of, refuse_second

__all__ = ["CellParts", "Codec", "Field", "Refusal", "RowKind", "Widget", "id_of", "refuse_second"]
