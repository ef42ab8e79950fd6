"""Ids of firms and people who were taken out of a mission: papers and mails name them still."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.journey.web.models import ImportState, SheetImport, TableChange
from tearoad.journey.web.queries.kinds import PARTIES, PERSONS
from tearoad.mission.web.models import Mission


def former_ids(mission: Mission) -> frozenset[str]:
    """Return the ids of all who were taken out in a table or by an import; two queries."""
    return frozenset(_by_tables(mission)) | frozenset(_by_imports(mission))


def _by_tables(mission: Mission) -> Iterator[str]:
    changed = TableChange.objects.filter(mission=mission, kind__in=PARTIES | PERSONS, undone_at=None)
    for changes in changed.values_list("changes", flat=True):
        yield from (change["code"] for change in changes if change["after"] is None)


def _by_imports(mission: Mission) -> Iterator[str]:
    applied = SheetImport.objects.filter(mission=mission, state=ImportState.APPLIED)
    for before in applied.values_list("before", flat=True):
        for kind in PARTIES | PERSONS:
            yield from before.get("removed", {}).get(kind, {})
