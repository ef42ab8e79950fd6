"""Who may publish a mission's plan: home, unless it was handed to a server in the hall."""

from __future__ import annotations

from django.db import models

from tearoad.mission.web.models.mission import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission


class PlanLease(Tenanted):
    """The plan is with a hub until a time: a plan has one writer."""

    in_hall = of_mission()
    mission = models.OneToOneField(Mission, on_delete=models.PROTECT, related_name="+")
    hub = models.UUIDField()
    hub_name = models.CharField(max_length=80)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
