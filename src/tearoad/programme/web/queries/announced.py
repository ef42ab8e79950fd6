"""The programme as people know it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from tearoad.mission import ProgrammeItem
from tearoad.mission.web import models as mission_rows
from tearoad.programme import ItemChange
from tearoad.programme.web import models as rows
from tearoad.values.document import from_document


def latest_revisions(mission: mission_rows.Mission) -> tuple[rows.ProgrammeRevision, ...]:
    """Return each item as it was announced last, also those that were taken out."""
    return tuple(rows.ProgrammeRevision.objects.filter(mission=mission, latest=True))


def every_revision(mission: mission_rows.Mission) -> tuple[rows.ProgrammeRevision, ...]:
    """Return everything that was ever announced, each item's revisions in their order."""
    return tuple(rows.ProgrammeRevision.objects.filter(mission=mission))


def item_of(row: rows.ProgrammeRevision | mission_rows.ProgrammeItem) -> ProgrammeItem:
    """Return a row's item."""
    return from_document(ProgrammeItem, row.document)


def announced(mission: mission_rows.Mission) -> tuple[ProgrammeItem, ...]:
    """Return the programme that day pages, calendars and papers show; one query."""
    return in_force(latest_revisions(mission))


def in_force(revisions: Iterable[rows.ProgrammeRevision]) -> tuple[ProgrammeItem, ...]:
    """Return the items that stand."""
    return tuple(item_of(revision) for revision in revisions if revision.latest and not revision.removed)


def announced_number(mission: mission_rows.Mission) -> int:
    """Return the number of the last announcement; 0 where there was none."""
    most = rows.ProgrammeRevision.objects.filter(mission=mission).aggregate(most=Max("number"))["most"]
    return most or 0


def changes_between(revisions: Iterable[rows.ProgrammeRevision], since: int, number: int) -> tuple[ItemChange, ...]:
    """Return what is another one after an announcement than it was after an earlier one, in order of time."""
    before: dict[str, rows.ProgrammeRevision] = {}
    after: dict[str, rows.ProgrammeRevision] = {}
    for revision in revisions:
        if revision.number <= since:
            before[revision.code] = revision
        elif revision.number <= number:
            after[revision.code] = revision
    found = [
        (programme_revision, ItemChange(_standing(before.get(code)), _standing(programme_revision)))
        for code, programme_revision in after.items()
    ]
    found.sort(key=lambda pair: (item_of(pair[0]).window, pair[0].code))
    return tuple(change for _, change in found if change.is_one)


def _standing(row: rows.ProgrammeRevision | None) -> ProgrammeItem | None:
    return None if row is None or row.removed else item_of(row)
