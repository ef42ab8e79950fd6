"""After a laptop was lost no link to the survey opens that opened before; who has not answered gets a new one."""

from __future__ import annotations

from django.test import Client

from tearoad.capture.web.actions.hubs.lost import renew_ways_in
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role, Scope
from tearoad.results.web.actions.survey import send_survey
from tearoad.results.web.models import SurveyAnswer, SurveyInvitation
from tests.results.web.test_survey_pages import SENT, ended, path_of

__all__ = ["ended"]


def test_survey_links_are_replaced_and_answers_stay(officer: Actor, ended: Mission, stranger: Client) -> None:
    send_survey(officer, ended)
    waiting, answered = (path_of(officer, ended, Role.BUYER, party) for party in ("B001", "B002"))
    assert stranger.post(answered, SENT).status_code == 302
    renew_ways_in(officer, ended, new_links=True, stop_phones=False)
    assert [stranger.get(text).status_code for text in (waiting, answered)] == [404, 404]
    live = SignedLink.objects.filter(scope=Scope.SURVEY, revoked_at=None).values_list("party", flat=True)
    assert sorted(live) == ["B001", "E01", "E02"]
    assert Message.objects.filter(key__startswith="survey-link:").count() == 3
    assert (SurveyAnswer.objects.count(), SurveyInvitation.objects.filter(is_answered=True).count()) == (1, 1)
