"""Two rows of one upload that are one company: a person says so, and both are read as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tearoad.companies.merging import merged_document
from tearoad.journey.web.queries.kinds import PARTIES, Documents
from tearoad.journey.web.queries.rows_now import RowsNow
from tearoad.paper.sheets import StoredIds
from tearoad.web.registry import Json

SAME = "#same:"
"""Before the name of a sheet, in the mapping of an import: id of a row -> that of the company it is, or nothing."""


def same_companies(mapping: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return by sheet which rows a person took for which company."""
    return {kind: {row: same for row, same in mapping.get(SAME + kind, {}).items() if same} for kind in PARTIES}


def with_kept_companies(now: RowsNow, said: Documents, taken: StoredIds) -> Documents:
    """Let what a mission keeps of a company stand where only rows speak of it that a person took for it.

    Such a row adds what the company leaves open, and its products or needs; it replaces nothing.
    """
    found = dict(said)
    for kind, ids in taken.joined.items():
        kept = now.documents.get(kind, {})
        found[kind] = {
            key: merged_document(kept[key], document, {}) if key in ids and key in kept else document
            for key, document in said.get(kind, {}).items()
        }
    return found


def joined_rows(mapping: Mapping[str, Mapping[str, str]], said: Documents) -> Iterator[Json]:
    """Tell which rows are read as part of another, so that they can be parted again."""
    for kind, rows in sorted(same_companies(mapping).items()):
        for row, same in sorted(rows.items()):
            if same in said.get(kind, {}) and row not in said[kind]:
                yield {"kind": kind, "key": row, "same": same}


def read_same(json: Json, sent: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Return what a person chose, as the mapping of an import holds it; what was not offered is passed over."""
    offered = [
        (duplicate["kind"], duplicate["key"], duplicate["same"])
        for duplicate in json.get("duplicates", ())
        if duplicate.get("same")
    ]
    offered += [(joined["kind"], joined["key"], joined["same"]) for joined in json.get("joined", ())]
    chosen: dict[str, dict[str, str]] = {}
    for kind, key, same in offered:
        said = sent.get(f"row_{kind}_{key}")
        if said in {"", same}:
            chosen.setdefault(f"{SAME}{kind}", {})[key] = str(said)
    return chosen
