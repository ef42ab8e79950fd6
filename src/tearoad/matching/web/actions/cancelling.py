"""Note that the office has acted on a cancelled meeting."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from tearoad.matching.web.models import MeetingStep
from tearoad.matching.web.queries.cancellations import open_cancellations
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.web.clock import now


@transaction.atomic
def close_cancellation(by: Actor, mission: Mission, step_id: UUID) -> None:
    """Note that the office has acted on a cancelled meeting; it leaves the lists of what waits."""
    require(by, Policy.PLAN)
    steps = [step for step in open_cancellations(open_mission(mission)) if step.pk == step_id]
    close(steps)
    for step in steps:
        facts = {"pair": f"{step.progress.exporter}/{step.progress.buyer}"}
        ledger.append(by, "matching.cancellation_handled", "mission", mission.pk, facts)


def close(steps: Iterable[MeetingStep]) -> None:
    """Take cancellations off the lists of what waits, in the caller's transaction."""
    MeetingStep.objects.filter(pk__in=[step.pk for step in steps]).update(handled_at=now())
