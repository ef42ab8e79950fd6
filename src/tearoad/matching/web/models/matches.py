"""Who asked for whom, and who might fit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import matching as core
from tearoad.matching.decisions import PairVerdict
from tearoad.matching.fair_shortlist import ShortlistFigures
from tearoad.matching.matching_changes import MatchingChanges
from tearoad.mission.web.models import Mission
from tearoad.mission.web.models.people import OfMission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME, of_mission
from tearoad.text import Text
from tearoad.values import Reason
from tearoad.web.documents import DocumentField


class Request(OfMission):
    """A `Request`."""

    document = DocumentField(core.Request)
    in_hall = of_mission()
    asker = models.CharField(max_length=80)
    asked = models.CharField(max_length=80)
    strength = models.CharField(max_length=10)


class Match(Tenanted):
    """A pair that might do business, as the last matching saw it."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    score = models.PositiveSmallIntegerField()
    reasons = DocumentField(tuple[Reason, ...])
    """A list of `Reason`, the heaviest first."""
    proposed = models.BooleanField(default=False)
    """Whether it is on the shortlist: nobody asked for it, and the office proposes it."""
    score_before = models.PositiveSmallIntegerField(null=True)
    """Its score in the matching before this one; null where it is new, or where there was none."""
    change = models.CharField(max_length=10, default="")
    """What the last matching changed: a `MatchChange`; empty where nothing."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-score", "exporter", "buyer"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "exporter", "buyer"], name="one_match_a_pair")
        ]


class Refusal(Tenanted):
    """A pair that must not meet, for the office only; a pair with nothing in common has no row at all."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    why = DocumentField(Text)
    """A `Text`."""

    class Meta:
        ordering: ClassVar[list[str]] = ["exporter", "buyer"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "exporter", "buyer"], name="one_refusal_a_pair")
        ]


class Matched(Tenanted):
    """When a mission was last matched, and from which state of it."""

    in_hall = of_mission()
    mission = models.OneToOneField(Mission, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()
    mission_revision = models.PositiveIntegerField()
    shortlist = DocumentField(ShortlistFigures, default=dict)
    """What the shortlist is worth and what its fairness costs."""
    changes = DocumentField(MatchingChanges, default=dict)
    """What is otherwise than in the matching before."""


class PairDecision(Tenanted):
    """What the office decided about a pair, and why; nothing is deleted, the one that is not replaced holds."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, default=PairVerdict.OPEN.value)
    steps = models.SmallIntegerField(default=0)
    """So many steps it was put up, or down where it is less than nothing."""
    reason = models.TextField(default="")
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, default="")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["exporter", "buyer", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["mission", "exporter", "buyer"],
                condition=models.Q(replaced_at=None),
                name="one_decision_a_pair_holds",
            )
        ]
