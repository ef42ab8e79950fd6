"""Who was asked how it was, how many answered, and what they wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tearoad import results as core
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.office.reach import Delivery, furthest
from tearoad.office.web.queries.messages import deliveries
from tearoad.people import Actor
from tearoad.results.web.models import SurveyAnswer, SurveyInvitation
from tearoad.text import Text
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class SurveyComment:
    """What somebody wrote; by whom only if they put their name to it."""

    comment: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """What the page of the survey shows. Who answered stands nowhere."""

    survey: core.MissionSurvey
    comments: tuple[SurveyComment, ...]
    opens_on: date
    is_open: bool
    """The last day of the mission has come: people may be asked."""

    @property
    def is_withheld(self) -> bool:
        """Too few answered for their answers to be shown."""
        return 0 < len(self.survey.answers) < core.LEAST_SHOWN


def mission_survey(mission: rows.Mission) -> core.MissionSurvey:
    """Return who was asked and what came back; three queries."""
    return _survey(mission, _answers(mission))


def survey_page(mission: rows.Mission, today: date) -> SurveyPage:
    """Return what the office sees of the survey; three queries."""
    answers = _answers(mission)
    survey = _survey(mission, answers)
    shown = answers if len(answers) >= core.LEAST_SHOWN else ()
    comments = tuple(
        SurveyComment(answer.comment, answer.signed_by) for _id, answer in shown if answer.comment or answer.signed_by
    )
    return SurveyPage(survey, comments, mission.ends_on, today >= mission.ends_on)


def invitation_of(mission: rows.Mission, actor: Actor) -> SurveyInvitation:
    """Return the invitation of whoever opened a link; one query.

    Raises:
        NotFoundError: nobody asked them.

    """
    invitation: SurveyInvitation | None = SurveyInvitation.objects.filter(
        mission=mission, role=actor.role.value, party=actor.party
    ).first()
    if invitation is None:
        raise NotFoundError(Text("results.not_invited"), Text("results.not_invited_hint"))
    return invitation


def mail_key(invitation: SurveyInvitation, number: int) -> str:
    """Return the key of the so many-th mail to somebody."""
    return f"survey:{invitation.pk}:{number}"


def _survey(mission: rows.Mission, answers: Iterable[tuple[str, core.SurveyAnswer]]) -> core.MissionSurvey:
    """Return who was asked; to whom no mail was sent stands apart."""
    keys = {
        invitation: [mail_key(invitation, number) for number in range(1, invitation.mails + 1)]
        for invitation in SurveyInvitation.objects.filter(mission=mission)
    }
    mails = deliveries(key for each in keys.values() for key in each)
    got = [
        (str(invitation.pk), invitation.party, furthest(mails[key] for key in each) or Delivery.FAILED)
        for invitation, each in keys.items()
    ]
    asked = tuple((key, party) for key, party, delivery in got if delivery is Delivery.SENT)
    unreached = tuple(row for row in got if row[2] is not Delivery.SENT)
    return core.MissionSurvey(asked, core.reported(answers), unreached)


def _answers(mission: rows.Mission) -> tuple[tuple[str, core.SurveyAnswer], ...]:
    query = SurveyAnswer.objects.filter(mission=mission).values_list("pk", "document")
    return tuple((str(key), from_document(core.SurveyAnswer, document)) for key, document in query)
