from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views.decorators.http import require_safe
from pytest_django import Settings

from tearoad.errors import Conflict
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User, acting_for, current_tenant
from tearoad.people.web.models.tenancy import NoTenantError
from tearoad.site.urls import urlpatterns as all_patterns
from tearoad.text import Text
from tearoad.web.routes import page
from tests.people.signing_in import sign_in
from tests.queries import queries_of


def _count(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(LedgerEntry.objects.count()))


def _fail(_request: HttpRequest) -> HttpResponse:
    raise Conflict(Text("people.last_manager"), Text("people.last_manager_hint"))


def _template(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(
        request, "people/policies.html", {"roles": [], "rows": [], "late": LedgerEntry.objects.all()}
    )


def _stream(_request: HttpRequest) -> HttpResponseBase:
    def chunks() -> Iterator[str]:
        for _ in range(2):
            yield str(LedgerEntry.objects.count())

    return StreamingHttpResponse(chunks())


def _whose(request: Any) -> HttpResponse:  # noqa: ANN401  # ours are set on it
    try:
        return HttpResponse(f"{request.actor.role} {current_tenant() == request.actor.tenant}")
    except (AttributeError, NoTenantError):
        return HttpResponse("nobody")


urlpatterns = [
    path("planted/no-policy/", _count, name="planted"),
    page("planted/count/", _count, policy=Policy.SEE_LEDGER, name="planted-count"),
    page("planted/safe/", require_safe(_count), policy=Policy.SEE_MISSIONS, name="planted-safe"),
    page("planted/missions/", _count, policy=Policy.SEE_MISSIONS, name="planted-missions"),
    page("planted/fail/", _fail, policy=Policy.SEE_MISSIONS, name="planted-fail"),
    page("planted/template/", _template, policy=Policy.SEE_MISSIONS, name="planted-template"),
    page("planted/stream/", _stream, policy=Policy.SEE_MISSIONS, name="planted-stream"),
    page("planted/anyone/", _whose, policy=Policy.ANYONE, name="planted-anyone"),
    page("planted/visit/<str:token>/", _count, policy=Policy.SEE_OWN_DAY, name="planted-visit"),
    *all_patterns,
]


@pytest.fixture(autouse=True)
def _planted(settings: Settings) -> None:
    module = ModuleType("planted_urls")
    module.urlpatterns = urlpatterns  # type: ignore[attr-defined]  # what a module of addresses is
    settings.ROOT_URLCONF = module


def test_an_address_without_a_policy_answers_nobody(managing: Client) -> None:
    for browser in (managing, Client()):
        answer = browser.get("/planted/no-policy/")
        assert answer.status_code == 403
        assert "This address is open to nobody." in answer.content.decode()


def _walk(patterns: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern


def test_every_address_of_the_site_has_a_policy() -> None:
    found = dict(_walk(list(all_patterns)))
    assert [
        where
        for where, urlpattern in found.items()
        if not isinstance(getattr(urlpattern.callback, "policy", None), Policy)
    ] == []
    assert len(found) > 30
    assert [where for where, urlpattern in _walk(get_resolver().url_patterns) if urlpattern.name == "planted"] == [
        "planted/no-policy/"
    ]


def test_who_may_not_gets_a_page_and_who_is_a_stranger_is_led_to_sign_in(signed_in: Client) -> None:
    assert signed_in.get("/planted/count/").status_code == 403
    led = Client().get("/planted/count/?a=1")
    assert (led.status_code, led.headers["Location"]) == (302, "/sign-in/?next=/planted/count/%3Fa%3D1")
    assert Client().post("/planted/count/").headers["Location"] == "/sign-in/?next=/"


def test_a_program_that_is_not_signed_in_is_told_so_and_led_nowhere(db: None) -> None:
    del db
    answer = Client().get("/api/missions", headers={"Accept-Language": "ru"})
    assert (answer.status_code, answer.json()["code"]) == (401, "people.signed_out")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Tea Road", Session realm="Tea Road"'
    assert answer.json()["message"] == "Вход не выполнен."


def test_no_page_of_somebody_is_kept_by_a_browser_or_on_the_way(signed_in: Client) -> None:
    for address in ("/planted/missions/", "/planted/count/", "/planted/fail/", "/planted/stream/"):
        assert signed_in.get(address).headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/planted/anyone/").headers


@pytest.mark.parametrize("address", ["missions", "template", "stream"])
def test_all_kinds_of_answers_see_the_actors_organisation_only(signed_in: Client, officer: Actor, address: str) -> None:
    ledger.append(officer, "mission.made", "mission", "m")
    other = Organisation.objects.create(name="Another (fictional)")
    with acting_for(other.id):
        ledger.append(Actor(other.id, Role.SYSTEM), "mission.made", "mission", "n")
        ledger.append(Actor(other.id, Role.SYSTEM), "mission.made", "mission", "o")
        answer: Any = signed_in.get(f"/planted/{address}/")
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert current_tenant() == other.id
    assert answer.status_code == 200
    assert {"missions": b"1", "stream": b"11"}.get(address, text) == text


def test_what_a_view_raises_ends_as_a_page(signed_in: Client) -> None:
    answer = signed_in.get("/planted/fail/")
    assert answer.status_code == 409
    assert "Make somebody else a manager first." in answer.content.decode()


@pytest.mark.parametrize(("method", "status"), [("head", 200), ("options", 405), ("post", 405)])
def test_other_methods_pass_the_gate_too(signed_in: Client, method: str, status: int) -> None:
    call: Callable[[str], Any] = getattr(signed_in, method)
    assert call("/planted/safe/").status_code == status
    led: Callable[[str], Any] = getattr(Client(), method)
    assert led("/planted/safe/").status_code == 302


def test_a_forged_form_is_refused_before_the_view(officer: Actor) -> None:
    del officer
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get())
    answer = browser.post("/planted/missions/")
    assert answer.status_code == 403
    assert re.search(r"could not be trusted", answer.content.decode())


def test_open_pages_know_who_asks_if_anybody_does(signed_in: Client) -> None:
    assert signed_in.get("/planted/anyone/").content == b"officer True"
    assert Client().get("/planted/anyone/").content == b"nobody"


def test_an_unknown_link_opens_nothing(signed_in: Client) -> None:
    for browser in (signed_in, Client()):
        assert browser.get("/planted/visit/" + "x" * 40 + "/").status_code == 404


def test_who_was_taken_out_is_told_so_and_not_sent_in_a_circle(signed_in: Client) -> None:
    Membership.objects.all().delete()
    answer = signed_in.get("/planted/missions/")
    assert answer.status_code == 403
    assert "Your account belongs to no organisation." in answer.content.decode()


def test_the_gate_asks_three_questions(signed_in: Client) -> None:
    assert queries_of(lambda: signed_in.get("/planted/missions/")) == 3 + 1  # and one of the view


def test_an_officer_sets_up_a_second_factor_before_anything_else(
    officer: Actor, app_code: Callable[[str, int], str]
) -> None:
    del officer
    Organisation.objects.update(second_factor_required=True)
    browser = sign_in("officer@example.org")
    for address in ("/planted/missions/", "/account/"):
        assert browser.get(address).headers["Location"] == "/account/factors/"
    assert "Before you go on" in browser.get("/account/factors/").content.decode()
    browser.get("/account/factors/app/")
    browser.post("/account/factors/app/", {"code": app_code(browser.session["mfa.totp.secret"], 0)})
    assert browser.get("/planted/missions/").status_code == 200


def test_an_auditor_needs_no_second_factor(organisation: Organisation) -> None:
    Organisation.objects.update(second_factor_required=True)
    user = User.objects.create_user("auditor@example.org")
    Membership.objects.create(user=user, organisation=organisation, role=Role.AUDITOR)
    browser = Client()
    browser.force_login(user)
    assert browser.get("/planted/missions/").status_code == 200


def test_a_new_organisation_asks_for_a_second_factor(settings: Settings, db: None) -> None:
    del db
    settings.SECOND_FACTOR_BY_DEFAULT = True
    assert Organisation.objects.create(name="New (fictional)").second_factor_required
