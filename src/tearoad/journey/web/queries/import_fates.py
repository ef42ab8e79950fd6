"""What becomes of each row of an import: new, changed, the same, held back, taken together with another, left aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tearoad.journey.web.queries.differences import Difference
from tearoad.journey.web.queries.import_rows import Fates, RowFate
from tearoad.journey.web.queries.kinds import key_of
from tearoad.journey.web.queries.stored_ids import RenamedRows
from tearoad.paper.sheets import CellProblem, Severity


def fates_of(
    origins: Iterable[tuple[str, int, object]], found: Mapping[str, Difference], renamed: RenamedRows
) -> Fates:
    """Return what tells a row's fate by kind, number and what is found wrong with it."""
    keys: dict[tuple[str, int], str] = {}
    first: dict[tuple[str, str], int] = {}
    for kind, number, entry in origins:
        written = key_of(entry)
        key = renamed.get((kind, written), written)
        keys.setdefault((kind, number), key)
        first.setdefault((kind, key), number)
    codes = {kind: dict(_codes(difference)) for kind, difference in found.items()}
    placed = {kind for kind, _number in keys}

    def fate(kind: str, number: int, problems: Iterable[CellProblem]) -> RowFate:
        key = keys.get((kind, number), "")
        if any(problem.severity is Severity.ERROR for problem in problems):
            return RowFate("held", key)
        if not key:
            return RowFate("aside" if kind in placed or problems else "read")
        if first[kind, key] != number:
            return RowFate("with", key)
        fields = found[kind].changed.get(key, ()) if kind in found else ()
        return RowFate(codes.get(kind, {}).get(key, "read"), key, tuple(fields))

    return fate


def _codes(difference: Difference) -> Iterable[tuple[str, str]]:
    groups = {
        "new": difference.new,
        "changed": difference.changed,
        "same": difference.same,
        "other": difference.others,
        "across": difference.other_side,
    }
    return ((key, code) for code, keys in groups.items() for key in keys)
