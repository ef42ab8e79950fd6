"""Rows that come without an id, beside the rows that a mission keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tearoad.journey.web.queries.absent_columns import PresentColumns, completed
from tearoad.journey.web.queries.kinds import KINDS, PARTIES, PERSONS, Documents
from tearoad.journey.web.queries.rows_now import RowsNow
from tearoad.paper.sheets import StoredIds, folded
from tearoad.values.document import Document

RenamedRows: TypeAlias = "dict[tuple[str, str], str]"
"""By kind and key as a sheet gave it, the key of the row that is there already."""


def stored_ids(now: RowsNow, former: frozenset[str] = frozenset()) -> StoredIds:
    """Return which ids a mission's rows have, or had; firms of one side do not get an id of the other."""
    names = {kind: {key: _names(kind, document) for key, document in now.documents[kind].items()} for kind in KINDS}
    parties = {key: frozenset[str]() for kind in PARTIES for key in names[kind]}
    kept = {kind: parties | known if kind in PARTIES else known for kind, known in names.items()}
    return StoredIds(kept, former=former)


def _names(kind: str, document: Document) -> frozenset[str]:
    if kind not in PARTIES | PERSONS:
        return frozenset()
    name = document.get("name", {})
    return frozenset(folded(name[part]) for part in ("native", "latin", "local", "banner") if name.get(part))


def with_stored_ids(
    now: RowsNow, said: Documents, taken: StoredIds, present: PresentColumns
) -> tuple[Documents, RenamedRows]:
    """Let a row without an id be the kept row that says the same, so that a sheet handed in twice doubles nothing.

    For what a sheet has no column is left aside. Firms and people are found by their names when they are read: other
    rows name them.
    """
    documents: Documents = {}
    renamed: RenamedRows = {}
    for kind, rows in said.items():
        kept = now.documents[kind]
        same = {} if kind in PARTIES | PERSONS else _same_rows(kept, kind, rows, taken, present)
        documents[kind] = {
            same.get(key, key): kept[same[key]] if key in same else document for key, document in rows.items()
        }
        renamed |= {(kind, key): other for key, other in same.items()}
    return documents, renamed


def _same_rows(
    kept: Mapping[str, Document], kind: str, said: Mapping[str, Document], taken: StoredIds, present: PresentColumns
) -> dict[str, str]:
    left = {key: document for key, document in kept.items() if key not in said}
    found: dict[str, str] = {}
    for key, document in said.items():
        if not taken.gave(kind, key):
            continue
        for other, stored in left.items():
            if completed(kind, stored, document | {"id": stored.get("id")}, present[kind]) == stored:
                found[key] = other
                del left[other]
                break
    return found
