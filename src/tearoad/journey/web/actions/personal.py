"""Hand out and erase what imports hold about a person."""

from __future__ import annotations

from django.db import transaction

from tearoad.journey.web.models import ImportState
from tearoad.journey.web.queries.personal import changes_about, imports_about
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import Json, PersonalData

_KEEP_DAYS = 90


def declared() -> tuple[PersonalData, ...]:
    """Return what imports and tables keep about people: what the sheets said, and what the rows said before."""
    return (
        PersonalData(
            "journey.SheetImport", ("found", "before"), Text("journey_pages.why_imports"), _KEEP_DAYS, _find, _erase
        ),
        PersonalData(
            "journey.TableChange",
            ("changes",),
            Text("tables.why_changes"),
            _KEEP_DAYS,
            _find_changes,
            _erase_changes,
        ),
    )


def _find(address: str) -> list[Json]:
    return [
        {"mission": str(one.mission_id), "import": str(one.id), "asked_at": one.asked_at.isoformat()}
        for one in imports_about(address)
    ]


@transaction.atomic
def _erase(address: str) -> int:
    """Forget what the sheets and the rows said: such an import is history, and can no longer be undone."""
    erased = 0
    for one in list(imports_about(address)):
        one.found, one.before, one.rows, one.marked = {}, {}, None, None
        if one.state in {ImportState.READING, ImportState.PREVIEW}:
            one.state = ImportState.DISCARDED
        one.save()
        erased += 1
    return erased


def _find_changes(address: str) -> list[Json]:
    return [
        {"mission": str(one.mission_id), "table": one.kind, "changed_at": one.changed_at.isoformat()}
        for one in changes_about(address)
    ]


@transaction.atomic
def _erase_changes(address: str) -> int:
    """Forget what the rows said: such a change is history, and can no longer be undone."""
    erased = 0
    for one in list(changes_about(address)):
        one.changes, one.undone_at = [], one.undone_at or now()
        one.save()
        erased += 1
    return erased
