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
        {
            "mission": str(sheet_import.mission_id),
            "import": str(sheet_import.id),
            "asked_at": sheet_import.asked_at.isoformat(),
        }
        for sheet_import in imports_about(address)
    ]


@transaction.atomic
def _erase(address: str) -> int:
    """Forget what the sheets and the rows said: such an import is history, and can no longer be undone."""
    erased = 0
    for sheet_import in list(imports_about(address)):
        sheet_import.found, sheet_import.before, sheet_import.rows, sheet_import.marked = {}, {}, None, None
        if sheet_import.state in {ImportState.READING, ImportState.PREVIEW}:
            sheet_import.state = ImportState.DISCARDED
        sheet_import.save()
        erased += 1
    return erased


def _find_changes(address: str) -> list[Json]:
    return [
        {"mission": str(change.mission_id), "table": change.kind, "changed_at": change.changed_at.isoformat()}
        for change in changes_about(address)
    ]


@transaction.atomic
def _erase_changes(address: str) -> int:
    """Forget what the rows said: such a change is history, and can no longer be undone."""
    erased = 0
    for change in list(changes_about(address)):
        change.changes, change.undone_at = [], change.undone_at or now()
        change.save()
        erased += 1
    return erased
