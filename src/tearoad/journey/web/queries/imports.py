"""Imports of a mission, and what they hold."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from tearoad.errors import NotFoundError
from tearoad.journey.web.models import HeaderMapping, SheetImport
from tearoad.journey.web.queries.kinds import Documents
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.office.web.actions.files import content_of
from tearoad.people import Actor, Policy, allowed
from tearoad.text import Text

SHEETS_BY_PLACE = "#sheets"
"""Under this name a mapping says which sheet of ours a sheet with a strange name is."""


def imports_of(mission: Mission) -> tuple[SheetImport, ...]:
    """Return a mission's imports, the latest first, without what they found; one query."""
    found = tuple(SheetImport.objects.filter(mission=mission).defer("found", "before", "mapping")[:50])
    for one in found:
        one.asked_at = at_home(one.asked_at, mission)
    return found


def at_home(at: datetime, mission: Mission) -> datetime:
    """Return a moment in the office's own time."""
    return at.astimezone(core(mission).home_zone)


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
    read: Documents = json.loads(content_of(found.rows))
    return read


def remembered() -> dict[str, dict[str, str]]:
    """Return what the organisation said of its own headers, sheet by sheet; one query."""
    found: dict[str, dict[str, str]] = {}
    for one in HeaderMapping.objects.all():
        found.setdefault(one.sheet, {})[one.header] = one.field
    return found
