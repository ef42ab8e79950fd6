"""A published plan as one server hands it to another: problem, plan and what people were told of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of, keep
from tearoad.people import Actor
from tearoad.timetable.web.actions import planning, publishing
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.values.json_data import data_of
from tearoad.web.clock import now


def newest_number(mission: Mission) -> int:
    """Return the number of the plan in force; 0 where there is none."""
    row = in_force(mission)
    return row.number if row else 0


def plan_after(mission: Mission, number: int) -> dict[str, Any] | None:
    """Return the first plan published after a number, as it travels; None where there is none."""
    rows = Published.objects.filter(mission=mission, number__gt=number).select_related("problem")
    row = rows.order_by("number").first()
    if row is None:
        return None
    return {
        "number": row.number,
        "problem": data_of(content_of(row.problem)),
        "plan": row.plan,
        "reasons": row.reasons,
    }


def is_here(mission: Mission, document: Mapping[str, Any]) -> bool:
    """Whether a plan came before: into force under its number, or as the draft that was kept last."""
    row = Published.objects.filter(mission=mission, number=document["number"]).first()
    if row is not None and row.plan == document["plan"]:
        return True
    last = Draft.objects.filter(mission=mission).order_by("-number").select_related("problem").first()
    if last is None or last.problem is None or Published.objects.filter(draft=last).exists():
        return False
    file = hashlib.sha256(_content(document)).hexdigest()
    return bool(last.problem.digest == file and last.plan == document["plan"])


@transaction.atomic
def accept(by: Actor, mission: Mission, document: Mapping[str, Any]) -> Published:
    """Put a plan into force that the other server published, under its number; people are told of it here.

    Raises:
        Conflict: it may not be published here: somebody in it may not be met any more, or the mission is archived.

    """
    draft = keep_as_draft(by, mission, document)
    taken = Published.objects.filter(mission=mission, number__gte=document["number"]).exists()
    return publishing.publish_handed(by, draft, 0 if taken else document["number"])


@transaction.atomic
def keep_as_draft(by: Actor, mission: Mission, document: Mapping[str, Any]) -> Draft:
    """Keep a plan that may not come into force here as a draft: an officer looks at it."""
    row = Mission.objects.select_for_update().get(pk=mission.pk)
    content = _content(document)
    made: Draft = Draft.objects.create(
        mission=row,
        number=planning.next_number(row),
        state=DraftState.READY,
        mission_revision=row.revision,
        problem=keep(by, name="problem.json", content=content, kind="problem", media_type="application/json"),
        plan=document["plan"],
        reasons=document["reasons"],
        made_at=now(),
    )
    return made


def _content(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document["problem"], ensure_ascii=False).encode()
