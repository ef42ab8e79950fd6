"""Plans in the making."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import InHall, Whose, of_mission
from tearoad.text import Text
from tearoad.timetable.repair.repair_offers import Mended
from tearoad.timetable.schema import plan_from_json
from tearoad.web.documents import DocumentField


class Pin(Tenanted):
    """These two meet, then, there, with that interpreter; what is empty is left to the plan."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    start_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=80, default="")
    interpreter = models.CharField(max_length=80, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "exporter", "buyer"], name="one_pin_a_pair")
        ]


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a wish was not placed."""

    text: Text
    obstacles: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is none."""

    text: Text
    hint: Text | None = None
    found: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What the board did, and what undoes it."""

    text: Text
    wish: str
    before: dict[str, Any]

    def __post_init__(self) -> None:
        """Refuse what could not be undone."""
        plan_from_json(self.before)


class DraftState(StrEnum):
    """Where a draft stands."""

    PLANNING = "planning"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Draft(Tenanted):
    """A plan that nobody outside the office has seen; the board edits it, publishing makes it the plan."""

    in_hall = InHall(Whose.MISSION, "mission", only={"state": DraftState.READY.value})
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=DraftState.PLANNING)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    mission_revision = models.PositiveIntegerField()
    """The state of the mission it was made from; an older one than the mission's says: plan anew."""
    problem = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """The problem as `timetable.schema` writes it, by its digest."""
    plan = DocumentField(judge=plan_from_json, default=dict)
    """The plan as `timetable.schema` writes it, as the board left it."""
    explanations = DocumentField(dict[str, Explained], default=dict)
    """Wish id -> `{"text": <text document>, "obstacles": [<text document>]}`: why it was not placed."""
    reasons = DocumentField(dict[str, tuple[Text, ...]], default=dict)
    """Wish id -> text documents: why the two were brought together, fit for both sides' eyes."""
    seconds = models.PositiveSmallIntegerField(default=60)
    """How long the planning may take."""
    seed = models.PositiveIntegerField(default=0)
    stopped_early = models.BooleanField(default=False)
    """Somebody stopped the planning; the plan is the best that was found until then."""
    failure = DocumentField(Failed, default=dict)
    """Why there is no plan: `{"text": <text document>, "hint": <the same or null>, "found": [<text document>]}`."""
    clash = DocumentField(tuple[str, ...], default=list)
    """Wish ids of musts that cannot be held together."""
    steps = DocumentField(tuple[Step, ...], default=list)
    """What the board did, the last at the end, each with what undoes it."""
    repair = DocumentField(Mended, default=dict)
    """Of a draft that mends the plan in force: what went wrong and the proposals, as `Mended` says; else empty."""
    revision = models.PositiveIntegerField(default=1)
    """Grows with every edit on the board; an edit names the one it saw."""
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "number"], name="drafts_are_numbered")
        ]
