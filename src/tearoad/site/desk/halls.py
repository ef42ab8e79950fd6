"""Copies for laptops in halls, as whoever runs the machine makes them."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from tearoad.capture.web.actions.hubs.copies import check_open, note_copy
from tearoad.capture.web.models import Hub
from tearoad.errors import InputError, NotFoundError
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.site.backup.write import BackupFile
from tearoad.site.hub.copying import write_copy
from tearoad.text import Text


def hall_copy(called: str, path: Path) -> BackupFile:
    """Write the copy for the laptop of a server in a hall.

    Raises:
        NotFoundError: no server is called so, nor has this id.
        InputError: several are called so; or something stands at the path already.
        Conflict: the server was ended, its mission is archived, or the database waits for migrations.
        SetupError: the file cannot be written, or a kept file is missing or was changed.

    """
    hub = _hub(called)
    check_open(hub)
    written = write_copy(hub, path)
    with acting_for(hub.tenant_id):
        note_copy(Actor(hub.tenant_id, Role.SYSTEM), hub, written.code)
    return written


def _hub(called: str) -> Hub:
    everyone: QuerySet[Hub] = Hub.across_tenants.select_related("mission").order_by("made_at")
    try:
        found = list(everyone.filter(pk=UUID(called)))
    except ValueError:
        found = list(everyone.filter(name=" ".join(called.split()), revoked_at=None))
    if len(found) > 1:
        each = ", ".join(f"{hub.pk} ({hub.mission.name})" for hub in found)
        raise InputError(Text("cli.hall_copy_several", name=called), Text("cli.hall_copy_several_hint", each=each))
    if not found:
        raise NotFoundError(Text("cli.hall_copy_none", name=called), Text("cli.hall_copy_none_hint"))
    (only,) = found
    return only
