from __future__ import annotations

from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.errors import Denied
from tearoad.mission.web.actions import links as actions
from tearoad.mission.web.actions.visits import link_home, visitor
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.mission.web.queries.links import holders, revoked
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.policies import SCOPES
from tearoad.people.web.policies import require
from tearoad.site.urls import urlpatterns as all_patterns
from tearoad.timetable.web.actions import feeds
from tearoad.timetable.web.queries.publishing.feeds import feeds_of
from tearoad.web.routes import page
from tests.site.isolation.endpoints import endpoints


def _shown(_request: HttpRequest, token: str) -> HttpResponse:
    del token
    return HttpResponse("inside")


_PLANTED = {
    Scope.DAY: page("planted/day/<str:token>/", _shown, policy=Policy.SEE_OWN_DAY, name="planted-day"),
    Scope.ANSWER: page("planted/answer/<str:token>/", _shown, policy=Policy.ANSWER_REQUESTS, name="planted-answer"),
    Scope.FOLLOW: page("planted/follow/<str:token>/", _shown, policy=Policy.REPORT_ORDERS, name="planted-follow"),
    Scope.SURVEY: page("planted/survey/<str:token>/", _shown, policy=Policy.ANSWER_SURVEY, name="planted-survey"),
}


@pytest.fixture
def _planted(settings: Settings) -> None:
    module = ModuleType("planted_scopes")
    module.urlpatterns = [*_PLANTED.values(), *all_patterns]  # type: ignore[attr-defined]  # what a module of addresses is
    settings.ROOT_URLCONF = module


def _secret(officer: Actor, mission: Mission, scope: Scope, role: Role = Role.EXPORTER, party: str = "E01") -> str:
    address = actions.make(officer, mission, role, party, scope).address
    return address.removesuffix("orders/").removesuffix("survey/").rstrip("/").rpartition("/")[2]


@pytest.mark.usefixtures("_planted")
def test_a_link_opens_the_addresses_of_its_scope_alone(officer: Actor, mission: Mission, stranger: Client) -> None:
    for scope in Scope:
        secret = _secret(officer, mission, scope)
        answers = {each: stranger.get(f"/planted/{each}/{secret}/").status_code for each in Scope}
        assert answers == {each: 200 if each is scope else 403 for each in Scope}


def test_every_address_by_link_lies_where_its_scope_says() -> None:
    by_link = [endpoint for endpoint in endpoints() if "token" in endpoint.parameters]
    places = {
        endpoint.route: Scope.ANSWER
        if endpoint.route.startswith("a/<str:token>/")
        else Scope.FOLLOW
        if endpoint.route.startswith("v/<str:token>/orders/")
        else Scope.SURVEY
        if endpoint.route == "v/<str:token>/survey/"
        else Scope.DAY
        for endpoint in by_link
    }
    assert len(by_link) > 5
    assert {endpoint.route: SCOPES[endpoint.policy] for endpoint in by_link if endpoint.policy is not None} == places


def test_an_action_asks_for_the_scope_again(officer: Actor, mission: Mission) -> None:
    answering = visitor(_secret(officer, mission, Scope.ANSWER))
    assert answering is not None
    assert answering.scope is Scope.ANSWER
    require(answering, Policy.ANSWER_REQUESTS)
    with pytest.raises(Denied):
        require(answering, Policy.SEE_OWN_DAY)
    with pytest.raises(Denied):
        feeds.make_own(answering, mission, Role.EXPORTER, "E01")


def test_a_page_that_says_no_leads_to_what_the_link_opens(officer: Actor, mission: Mission, stranger: Client) -> None:
    answer, day = (_secret(officer, mission, scope) for scope in (Scope.ANSWER, Scope.DAY))
    assert link_home(f"/v/{answer}/") == f"/a/{answer}/"
    assert link_home(f"/a/{day}/") == f"/v/{day}/"
    assert link_home("/a/guess/") == ""
    assert link_home("/missions/") is None
    denied = stranger.get(f"/v/{answer}/")
    assert denied.status_code == 403
    assert f'href="/a/{answer}/"' in denied.content.decode()


def test_a_new_link_stops_those_of_its_own_scope_and_taking_back_stops_all(officer: Actor, mission: Mission) -> None:
    day, answer, follow, survey = (_secret(officer, mission, scope) for scope in Scope)
    feeds.make_own(officer, mission, Role.EXPORTER, "E01")
    again = _secret(officer, mission, Scope.ANSWER)
    assert [visitor(text) is not None for text in (day, answer, follow, survey, again)] == [
        True,
        False,
        True,
        True,
        True,
    ]
    assert len(feeds_of(mission, Role.EXPORTER, "E01")) == 1
    assert actions.revoke(officer, mission, Role.EXPORTER, "E01") == 4
    assert [visitor(text) for text in (day, follow, survey, again)] == [None, None, None, None]
    assert feeds_of(mission, Role.EXPORTER, "E01") == ()


def test_who_holds_a_link_is_told_apart_by_scope(officer: Actor, mission: Mission) -> None:
    _secret(officer, mission, Scope.ANSWER, Role.BUYER, "B001")
    states = {
        scope: next(holder.state for holder in holders(mission, scope) if holder.who.party == "B001") for scope in Scope
    }
    assert states == {Scope.DAY: "none", Scope.ANSWER: "live", Scope.FOLLOW: "none", Scope.SURVEY: "none"}
    SignedLink.objects.update(revoked_at=SignedLink.objects.get().made_at)
    assert revoked(mission) == frozenset()
