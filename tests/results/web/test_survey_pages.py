"""The survey by its links: asked once and reminded once, answered once, and nobody finds out by whom."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tearoad.errors import Conflict
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries.receivers import receiver
from tearoad.office.web.models import Message, MessageState
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor, Role, Scope
from tearoad.people.web.models import LedgerEntry
from tearoad.results.web.actions.survey import send_survey
from tearoad.results.web.models import SurveyAnswer, SurveyInvitation
from tearoad.web import registry

SENT = {"meetings": "4", "partners": "5", "organisation": "3", "again": "yes", "comment": "Better signs"}


@pytest.fixture
def ended(mission: Mission) -> Mission:
    """A mission whose last day is today, with four participants who can be written to."""
    for code in ("E02", "B002"):
        company = Participation.objects.get(mission=mission, code=code).company
        company.document["contact"] = {"email": f"{code.lower()}@example.org"}
        company.save()
    Mission.objects.filter(pk=mission.pk).update(ends_on=today_of(mission))
    mission.refresh_from_db()
    return mission


def name_of(mission: Mission, firm: str) -> str:
    """Return what a firm is called in its own language."""
    who = receiver(mission, Role.EXPORTER, firm)
    return who.name.main if who else ""


def path_of(officer: Actor, mission: Mission, role: Role, party: str) -> str:
    return urlsplit(links.link_for(officer, mission, role, party, Scope.SURVEY)).path


def answer_all(officer: Actor, mission: Mission, browser: Client, count: int) -> None:
    """Let so many of those who were asked answer."""
    for invitation in SurveyInvitation.objects.filter(is_answered=False)[:count]:
        assert browser.post(path_of(officer, mission, Role(invitation.role), invitation.party), SENT).status_code == 302


def test_everyone_is_asked_once_and_the_silent_once_more(officer: Actor, ended: Mission, stranger: Client) -> None:
    first = send_survey(officer, ended)
    assert (first, send_survey(officer, ended), Message.objects.filter(kind="survey").count()) == (4, 0, 4)
    answer_all(officer, ended, stranger, 2)
    SurveyInvitation.objects.update(sent_on=today_of(ended) - timedelta(days=4))
    assert (send_survey(officer, ended), send_survey(officer, ended)) == (first - 2, 0)
    SurveyInvitation.objects.update(sent_on=today_of(ended) - timedelta(days=40))
    assert send_survey(officer, ended) == 0


def test_a_survey_that_waits_was_sent_to_nobody_and_has_no_rate(
    signed_in: Client, officer: Actor, ended: Mission, stranger: Client
) -> None:
    def figures() -> list[object]:
        every = signed_in.get(f"/missions/{ended.id}/results/results.json").json()["figures"]
        known = {figure["code"]: figure["value"] for figure in every}
        return [known[f"survey_{name}"] for name in ("asked", "waiting", "failed", "answered", "rate")]

    send_survey(officer, ended)
    assert figures() == [0, 4, 0, 0, None]
    page = signed_in.get(f"/missions/{ended.id}/results/survey/").content.decode()
    assert "nobody was reached yet" in page
    first, *others = Message.objects.filter(kind="survey").values_list("pk", flat=True)
    Message.objects.filter(pk__in=others).update(state=MessageState.SENT)
    Message.objects.filter(pk=first).update(state=MessageState.FAILED)
    answer_all(officer, ended, stranger, 1)
    assert figures() == [3, 0, 1, 1, "33.33"]


def test_nobody_is_asked_before_the_last_day(officer: Actor, ended: Mission) -> None:
    Mission.objects.filter(pk=ended.pk).update(ends_on=today_of(ended) + timedelta(days=1))
    with pytest.raises(Conflict):
        send_survey(officer, ended)
    assert SurveyInvitation.objects.count() == 0


def test_an_answer_says_neither_who_nor_when(officer: Actor, ended: Mission, stranger: Client) -> None:
    send_survey(officer, ended)
    path = path_of(officer, ended, Role.EXPORTER, "E01")
    assert stranger.post(path, SENT).status_code == 302
    kept = SurveyAnswer.objects.get()
    assert {field.name for field in SurveyAnswer._meta.fields} == {"id", "tenant", "mission", "document"}
    assert kept.document == {
        "meetings": 4,
        "partners": 5,
        "organisation": 3,
        "again": "yes",
        "comment": "Better signs",
    }
    assert kept.pk.version == 4
    line = LedgerEntry.objects.order_by("-number")[0]
    assert (line.code, line.actor_role, line.actor_id, line.facts) == ("results.survey_answered", "system", None, {})


def test_a_name_is_kept_only_where_it_was_put(officer: Actor, ended: Mission, stranger: Client) -> None:
    send_survey(officer, ended)
    stranger.post(path_of(officer, ended, Role.EXPORTER, "E01"), SENT | {"signed": "on"})
    signed = SurveyAnswer.objects.get().document["signed_by"]
    assert signed == name_of(ended, "E01")


def test_a_second_answer_is_told_and_the_first_stays(officer: Actor, ended: Mission, stranger: Client) -> None:
    send_survey(officer, ended)
    path = path_of(officer, ended, Role.BUYER, "B001")
    stranger.post(path, SENT)
    again = stranger.post(path, SENT | {"meetings": "1"}, follow=True)
    assert [answer.document["meetings"] for answer in SurveyAnswer.objects.all()] == [4]
    assert "Первый ответ остаётся" in again.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"meetings": "9"}, {"again": "maybe"}, {"comment": "x" * 1001}, {"comment": "\0"}]
)
def test_what_is_no_answer_leaves_none(officer: Actor, ended: Mission, stranger: Client, sent: dict[str, str]) -> None:
    send_survey(officer, ended)
    refused = stranger.post(path_of(officer, ended, Role.BUYER, "B001"), sent)
    assert (refused.status_code, SurveyAnswer.objects.count()) == (422, 0)
    assert not SurveyInvitation.objects.filter(is_answered=True).exists()


def test_who_was_not_asked_cannot_answer(officer: Actor, ended: Mission, stranger: Client) -> None:
    path = path_of(officer, ended, Role.BUYER, "B001")
    assert [stranger.get(path).status_code, stranger.post(path, SENT).status_code] == [404, 404]
    assert SurveyAnswer.objects.count() == 0


def test_two_answers_are_counted_and_three_are_shown(
    signed_in: Client, officer: Actor, ended: Mission, stranger: Client
) -> None:
    send_survey(officer, ended)
    address = f"/missions/{ended.id}/results/"
    answer_all(officer, ended, stranger, 2)
    few = signed_in.get(f"{address}survey/").content.decode()
    figures = {figure["code"]: figure["value"] for figure in signed_in.get(f"{address}results.json").json()["figures"]}
    assert ("Better signs" in few, figures["survey_answered"], figures["survey_meetings"]) == (False, 2, None)
    answer_all(officer, ended, stranger, 1)
    enough = signed_in.get(f"{address}survey/").content.decode()
    figures = {figure["code"]: figure["value"] for figure in signed_in.get(f"{address}results.json").json()["figures"]}
    assert ("Better signs" in enough, figures["survey_again"], figures["survey_meetings"]) == (True, 3, "4.00")
    assert signed_in.get(f"{address}rows/survey_meetings/").status_code == 200
    assert signed_in.get(f"{address}rows/survey_asked/").status_code == 200


def test_whoever_is_erased_leaves_the_ratings(officer: Actor, ended: Mission, stranger: Client) -> None:
    send_survey(officer, ended)
    stranger.post(path_of(officer, ended, Role.BUYER, "B001"), SENT | {"comment": "Write to li@example.org"})
    data = registry.personal_data()["results.SurveyAnswer"]
    assert ([json["meetings"] for json in data.find("li@example.org")], data.erase("li@example.org")) == ([4], 1)
    assert SurveyAnswer.objects.get().document.get("comment") is None
