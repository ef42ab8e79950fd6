"""Rows of the call: campaigns, calls, applications with their revisions and files, points, past missions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import call as core
from tearoad.companies.web.models import Company
from tearoad.mission.web.models.mission import Mission
from tearoad.mission.web.models.people import OfMission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted, User
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class Campaign(Tenanted):
    """A `Campaign`: a year of missions."""

    in_hall = AT_HOME
    code = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    year = models.PositiveIntegerField()
    document = DocumentField(core.Campaign)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "code"], name="one_campaign_a_code")
        ]


class Call(Tenanted):
    """A `Call` to one mission."""

    in_hall = AT_HOME
    code = models.CharField(max_length=80, default="call")
    """By what sheets name it; a mission has one call."""
    position = models.PositiveIntegerField(default=0)
    mission = models.OneToOneField(Mission, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=60, unique=True)
    """The last part of the public address: of all organisations of the house only one has it."""
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    document = DocumentField(core.Call)
    revision = models.PositiveIntegerField(default=1)


class Refusals(Tenanted):
    """What a call's form refused since an attack began: one row, however many posts."""

    in_hall = AT_HOME
    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)


class Application(OfMission):
    """An `Application` as it stands: the last revision that its own address confirmed, and what became of it."""

    document = DocumentField(core.Application)
    in_hall = AT_HOME
    name = models.CharField(max_length=300)
    decision = models.CharField(max_length=10)
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    """The firm in the register, once it is accepted."""


class Revision(Tenanted):
    """What was sent, each time it was sent; it counts once the link in its mail was opened."""

    in_hall = AT_HOME
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    document = DocumentField(core.Application)
    sent_at = models.DateTimeField()
    proof_digest = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField(null=True)
    is_strange = models.BooleanField(default=False)
    """Sent from another address than the application's: a person decides whether it is the same firm."""

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "number"], name="one_revision_a_number")
        ]


class ApplicationFile(Tenanted):
    """A file that came with a revision."""

    in_hall = AT_HOME
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Scoring(OfMission):
    """A `Scoring`; its code is the application's and the scorer's name."""

    document = DocumentField(core.Scoring)
    in_hall = AT_HOME
    application = models.CharField(max_length=80)
    """The application's code."""
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    """Whose account gave them; None for points that a sheet brought."""


class PastMission(Tenanted):
    """A `PastMission` of the organisation."""

    in_hall = AT_HOME
    code = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    year = models.PositiveIntegerField()
    document = DocumentField(core.PastMission)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "code"], name="one_past_mission_a_code")
        ]
