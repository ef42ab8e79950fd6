"""Plans that people were told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from tearoad.mission import PlaceKind
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission
from tearoad.text import Text
from tearoad.timetable.difference import Change
from tearoad.timetable.plan import Plan
from tearoad.timetable.schema import plan_from_json, plan_to_json
from tearoad.timetable.web.models.draft import Draft
from tearoad.web.documents import DocumentField


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page needs of the problem."""

    kind: PlaceKind
    zone: str
    owner: str | None
    pair: Any
    reasons: tuple[Text, ...]
    language: str | None = None
    """In which the delegate who speaks for the firm talks with the buyer."""

    def __post_init__(self) -> None:
        """Judge the two languages, where somebody interprets."""
        if self.pair is not None and [type(code) for code in self.pair] != [str, str]:
            raise ValueError(self.pair)


class Published(Tenanted):
    """A plan everyone sees; the highest number is the one in force."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    draft_revision = models.PositiveIntegerField()
    """The state of the draft that was published; the board may have moved on since."""
    mission_revision = models.PositiveIntegerField()
    """The state of the mission in which it was published."""
    problem = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The problem as `timetable.schema` writes it, by its digest."""
    plan = DocumentField(judge=plan_from_json, least=lambda _row: plan_to_json(Plan(())))
    """The plan as `timetable.schema` writes it."""
    reasons = DocumentField(dict[str, tuple[Text, ...]], default=dict)
    """Wish id -> text documents: why the two were brought together, fit for both sides' eyes."""
    changes = DocumentField(tuple[Change, ...], default=list)
    """A list of `Change` against the plan before it."""
    again = models.PositiveIntegerField(null=True)
    """The number whose plan was published once more; None for a plan of a draft."""
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "number"], name="published_plans_are_numbered")
        ]


class MeetingState(StrEnum):
    """What became of a meeting; written on the floor."""

    PLANNED = "planned"
    STARTED = "started"
    KEPT = "kept"
    NO_SHOW = "no_show"
    LATE = "late"
    """Somebody is not there yet, and the firm asks for another time."""
    MOVED = "moved"
    """The two agreed on another time between themselves."""


class Meeting(Tenanted):
    """A meeting of the plan in force."""

    in_hall = of_mission()
    published = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    wish = models.CharField(max_length=200)
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    interpreter = models.CharField(max_length=80, default="")
    person = models.CharField(max_length=80, default="")
    """The delegate who was asked for by name."""
    speaker = models.CharField(max_length=80, default="")
    """The delegate who speaks the buyer's language, where that spares an interpreter."""
    facts = DocumentField(Facts, default=dict)
    """What a page needs of the problem, so that nobody's day reads it whole:
    `{"kind": place's kind, "zone": its zone, "owner": whose it is, "pair": languages, "reasons": text documents,
    "language": of the delegate who speaks for the firm}`."""
    state = models.CharField(max_length=10, default=MeetingState.PLANNED)

    class Meta:
        ordering: ClassVar[list[str]] = ["start_at", "exporter"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["published", "exporter", "buyer"], name="one_meeting_a_pair")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["published", "buyer"], name="meetings_by_buyer"),
            models.Index(fields=["mission", "exporter"], name="meetings_by_exporter"),
        ]


class Paper(Tenanted):
    """A paper made from a published plan."""

    in_hall = of_mission("published__mission")
    published = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """`day-sheets`, `calendars`, `signs`, `booklet`, `workbook`, `table`; `archive` is all of them in one ZIP."""
    role = models.CharField(max_length=20, default="")
    party = models.CharField(max_length=80, default="")
    """Empty for a paper of the whole mission."""
    language = models.CharField(max_length=10, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=64, default="")
    """SHA-256 of what a day sheet says, without the date it was made on: equal ones need not be printed again."""
    as_of = models.DateTimeField(null=True)
    """Of a day sheet: since when the day it shows has been so; null of other papers and of sheets made before."""
    said_since = models.DateTimeField(null=True)
    """Of a day sheet: when it first said this; equal sheets made later keep it."""
    printed_at = models.DateTimeField(null=True)
    """Of a day sheet: when it was marked as printed; equal sheets made later keep it."""
    printed_by = models.CharField(max_length=200, default="")
    """By whom; empty where it was taken for printed when others of its plan were marked first."""
    photos = DocumentField(dict[str, str], null=True)
    """Of a book: the SHA-256 of each firm's photo by the firm's id; null of other papers and of books made before."""

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "role", "party"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["published", "kind", "role", "party", "file"], name="one_paper_a_party")
        ]


class NotificationWay(StrEnum):
    """How someone was told of a plan."""

    MAIL = "mail"
    HAND = "hand"
    """By telephone, messenger or in person."""


class Told(Tenanted):
    """That somebody whose day changed was told of a published plan."""

    in_hall = of_mission("published__mission")
    published = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    way = models.CharField(max_length=10)
    told_at = models.DateTimeField()
    told_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["published", "role", "party"], name="told_once_a_plan")
        ]
