"""Results as a person froze them; the survey at the end of the fair."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from tearoad import results as core
from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.values.document import Document
from tearoad.web.documents import DocumentField


class ResultsEdition(Tenanted):
    """The figures of a mission as they stood when somebody froze them; nothing of it changes."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    schema = models.PositiveIntegerField()
    """The version of the definitions."""
    document = DocumentField()
    """`{"home": currency, "figures": [figure documents]}`: figures and the ids of their rows, no names."""
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "number"], name="one_edition_a_number")
        ]


class SurveyInvitation(Tenanted):
    """Somebody who was asked how it was. That they answered stands here; what, stands here not."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    mails = models.PositiveSmallIntegerField(default=0)
    sent_on = models.DateField()
    """The day at home on which the last mail was written."""
    is_answered = models.BooleanField(default=False)
    """No day and no hour: they would say which answer it was."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "role", "party"], name="one_survey_a_party")
        ]


def _least_answer(_row: SurveyAnswer) -> Document:
    return {"comment": "\N{HORIZONTAL ELLIPSIS}"}


class SurveyAnswer(Tenanted):
    """What somebody answered. Neither its id, which is chance, nor anything else of it says who or when."""

    in_hall = AT_HOME
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    document = DocumentField(core.SurveyAnswer, least=_least_answer)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
