"""Imports of a mission, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tearoad.errors import NotFoundError
from tearoad.journey.web.models import HeaderMapping, ImportedFile, SheetImport
from tearoad.journey.web.queries.kinds import Documents
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.people import Actor, Policy, allowed
from tearoad.people.web.models import User
from tearoad.text import Text
from tearoad.values.json_data import data_of

MOST_LISTED = 50
_FORMER_KINDS = {"orders": "precedences"}
"""What kinds were called when files of rows were kept: a file never changes."""
SHEETS_BY_PLACE = "#sheets"
"""Under this name a mapping says which sheet of ours a sheet with a strange name is."""

ANY_PLACE = ""
"""In the place of a sheet: rows of one kind were handed in from its table, whatever their sheet is called."""
CHOICES = "#choices"
"""Under this name a mapping keeps what was ticked for the taking over."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import in a list of them."""

    id: UUID
    state: str
    asked_at: datetime
    files: tuple[str, ...]
    by: str
    """Who sent the sheets in; empty where nobody is known."""

    @property
    def state_text(self) -> Text:
        """Its state in words."""
        return Text(f"journey_pages.state_{self.state}")


def imports_of(mission: Mission) -> tuple[ImportLine, ...]:
    """Return a mission's imports, the latest first: when, which files, by whom; three queries."""
    rows = tuple(SheetImport.objects.filter(mission=mission).only("id", "state", "asked_at", "asked_by")[:MOST_LISTED])
    files: dict[UUID, list[str]] = {}
    sent = ImportedFile.objects.filter(sheet_import__in=[row.pk for row in rows]).order_by("name", "pk")
    for import_id, name in sent.values_list("sheet_import_id", "name"):
        files.setdefault(import_id, []).append(name)
    users = {user.pk: str(user) for user in User.objects.filter(pk__in={row.asked_by for row in rows if row.asked_by})}
    return tuple(
        ImportLine(row.pk, row.state, row.asked_at, tuple(files.get(row.pk, ())), users.get(row.asked_by, ""))
        for row in rows
    )


def sheet_import(to: Actor, mission: Mission, import_id: UUID) -> SheetImport:
    """Return one import of a mission.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    found: SheetImport | None = None
    if allowed(to.role, Policy.IMPORT_SHEETS):
        rows: Any = SheetImport.objects.filter(mission=mission, pk=import_id)
        found = rows.select_related("job", "rows", "marked").first()
    if found is None:
        raise NotFoundError(Text("journey_pages.no_such_import"), Text("journey_pages.no_such_import_hint"))
    return found


def documents_of(found: SheetImport) -> Documents:
    """Return the rows that were read, by kind and key."""
    if found.rows is None:
        return {}
    read: Documents = data_of(content_of(found.rows).partition(b"\n")[0])
    return {_FORMER_KINDS.get(kind, kind): documents for kind, documents in read.items()}


def shown_rows(found: SheetImport) -> bytes:
    """Return the rows that were read as they are shown; nothing of an import of an earlier version."""
    return content_of(found.rows).partition(b"\n")[2] if found.rows else b""


def remembered() -> dict[str, dict[str, str]]:
    """Return what the organisation said of its own headers, sheet by sheet; one query."""
    found: dict[str, dict[str, str]] = {}
    for mapping in HeaderMapping.objects.all():
        found.setdefault(mapping.sheet, {})[mapping.header] = mapping.field
    return found
