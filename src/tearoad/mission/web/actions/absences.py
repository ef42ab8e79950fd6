"""Note that somebody or something cannot be had: every plan made from now on keeps clear of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from tearoad.mission import Absence
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.values.document import to_document


@transaction.atomic
def note_absence(by: Actor, row: rows.Mission, absence: Absence) -> bool:
    """Keep an absence in the mission; False where it is known already.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    mission = rows.Mission.objects.select_for_update().get(pk=row.pk)
    refuse_archived(mission)
    known = rows.Absence.objects.filter(mission=mission)
    if known.filter(code=absence.key).exists():
        return False
    last = known.aggregate(last=Max("position"))["last"]
    rows.Absence.objects.create(
        mission=mission,
        code=absence.key,
        position=0 if last is None else last + 1,
        document=to_document(absence),
    )
    touch(mission)
    ledger.append(by, "mission.absence_noted", "mission", mission.id, {"absence": absence.key})
    return True
