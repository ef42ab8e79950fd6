"""Hand out and erase what the programme holds about a person: the notes for talks."""

from __future__ import annotations

from django.db import transaction

from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.personal import KEEP_DAYS, without_person
from tearoad.mission.web.queries.personal import plain
from tearoad.programme.programme_sheet import PROGRAMME
from tearoad.text import Text
from tearoad.web.registry import PersonalData


def declared() -> PersonalData:
    """Return what the programme keeps about people."""
    return PersonalData(
        "mission.ProgrammeItem",
        ("document",),
        Text("mission_pages.why_talks"),
        KEEP_DAYS,
        lambda address: [{"mission": str(talk.mission_id), **talk.document["talk"]} for talk in _talks_of(address)],
        _erase_talks,
    )


def _talks_of(address: str) -> tuple[mission_rows.ProgrammeItem, ...]:
    """Return the items whose notes for a talk hold an address."""
    wanted = plain(address)
    if not wanted:
        return ()
    near = mission_rows.ProgrammeItem.objects.filter(document__icontains=wanted)
    return tuple(
        programme_item for programme_item in near if wanted in str(programme_item.document.get("talk", "")).casefold()
    )


@transaction.atomic
def _erase_talks(address: str) -> int:
    """What was noted for a talk goes whole: nobody can tell which of its lines spoke of the person."""
    found = _talks_of(address)
    for programme_item in found:
        programme_item.document = without_person(PROGRAMME, programme_item.document)
        programme_item.save()
    return len(found)
