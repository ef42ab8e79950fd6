"""How a meeting came to be agreed: its state, every move, who was invited, and the rules of the mission."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.matching import asking as core
from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class AskingSettings(Tenanted):
    """The rules of asking of one mission; a mission without a row goes by the usual ones."""

    in_hall = AT_HOME
    mission = models.OneToOneField(Mission, on_delete=models.PROTECT, related_name="+")
    document = DocumentField(core.AskingRules)


class MeetingProgress(Tenanted):
    """Where the meeting of one pair stands: what its moves come to, kept for lists."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    state = models.CharField(max_length=20, default=core.PairState.PROPOSED.value)
    exporter_answer = models.CharField(max_length=20, default=core.SideAnswer.NOT_ASKED.value)
    buyer_answer = models.CharField(max_length=20, default=core.SideAnswer.NOT_ASKED.value)
    changed_at = models.DateTimeField()
    exporter_rank = models.PositiveSmallIntegerField(null=True)
    """Where the meeting stands among the exporter's wishes, 1 the dearest; null where it put nothing in order."""

    class Meta:
        ordering: ClassVar[list[str]] = ["exporter", "buyer"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "exporter", "buyer"], name="one_progress_a_pair")
        ]


class MeetingStep(Tenanted):
    """One move of a meeting: who, when, how. An officer may undo the last one; nothing is ever deleted."""

    in_hall = AT_HOME
    progress = models.ForeignKey(MeetingProgress, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=20)
    side = models.CharField(max_length=10, default="")
    """Whose move it is; empty for what concerns both."""
    channel = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200, default="")
    message = models.TextField(default="")
    """What they wrote with it, as they wrote it; for the office."""
    meeting_at = models.DateTimeField(null=True)
    """When the meeting was to begin of which somebody says that they are late or cannot come."""
    minutes_late = models.PositiveSmallIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    handled_at = models.DateTimeField(null=True)
    """When the office acted on it, where it is a cancelled meeting."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class InvitedParty(Tenanted):
    """One firm or buyer that the office asks to answer: when it was invited, reminded and called."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=200, default="")
    mails = models.PositiveSmallIntegerField(default=0)
    """So many mails were written to them: the invitation and the reminders."""
    handed_at = models.DateTimeField(null=True)
    """When a link was made for them to be handed over by messenger or in person."""
    nudges = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    call_note = models.TextField(default="")
    next_call_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    """When they last answered anything themselves."""
    ended_at = models.DateTimeField(null=True)
    """They asked to be left in peace: nobody reminds them any more."""

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "party"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "role", "party"], name="one_invitation_a_party")
        ]
