"""Programs come in by a key: to what its maker may and it was made for, to no page; what is wrong looks alike."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from tearoad.demo.make import make_mission
from tearoad.errors import Conflict, Denied
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.people.web.actions import personal, program_gate
from tearoad.people.web.actions.program_keys import (
    BOTH_OPEN,
    MOST_DAYS,
    NewProgramKey,
    WantedKey,
    end_previous,
    forget_ended,
    make_key,
    replace_key,
    revoke_key,
)
from tearoad.people.web.actions.users import change_role, remove
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, ProgramKey, User, acting_for
from tearoad.people.web.queries.ledger import page, verify
from tearoad.people.web.queries.program_keys import office_day
from tearoad.results.web.models import ResultsEdition
from tearoad.site.api import api
from tearoad.site.front.who import credentials_of, identified
from tearoad.site.watch.logs import JsonLines
from tearoad.web.models import SentForm

JSON = "application/json"


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """A mission of the organisation."""
    return make(officer, make_mission().mission)


@pytest.fixture
def other_mission(officer: Actor) -> Mission:
    """Another of the same organisation."""
    return make(officer, make_mission(seed=2).mission)


def key_of(by: Actor, *, mission: Mission | None = None, writes: bool = False, days: int = 30) -> NewProgramKey:
    until = office_day(Organisation.objects.get(pk=by.tenant)) + timedelta(days=days)
    return make_key(by, WantedKey("ERP", str(mission.pk) if mission else "", writes=writes, until=until))


def ask(secret: str, address: str = "/api/missions", **more: Any) -> Any:  # noqa: ANN401  # the test client's answer has no public type
    return Client().get(address, headers={"Authorization": f"Bearer {secret}"} | more)


def freeze(secret: str, mission: Mission, key: str = "once") -> Any:  # noqa: ANN401  # the test client's answer has no public type
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
    browser = Client(enforce_csrf_checks=True)
    return browser.post(f"/api/missions/{mission.pk}/results/editions", content_type=JSON, headers=headers)


def codes() -> list[str]:
    return list(LedgerEntry.objects.filter(code__startswith="people.key").values_list("code", flat=True))


def test_program_reads_without_a_session_and_gets_no_cookie(
    officer: Actor, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = key_of(officer)
    answer = ask(made.secret)
    assert [listed["id"] for listed in answer.json()] == [str(mission.pk)]
    assert (dict(answer.cookies), answer.headers["Cache-Control"]) == ({}, "private, no-store")
    row = ProgramKey.objects.get()
    assert (row.last_used_on, made.secret in str(vars(row))) == (office_day(row.tenant), False)
    monkeypatch.setattr("tearoad.site.front.who.close_old_connections", lambda: None)  # the test's own
    assert identified(credentials_of(f"Bearer {made.secret}", "", "")) == f"program:{row.pk}"
    assert ask(made.secret, **{"Accept-Language": "ru"}).headers["Content-Language"] == "ru"


def test_what_a_program_writes_is_the_keys_and_its_makers(officer: Actor, mission: Mission) -> None:
    made = key_of(officer, writes=True)
    assert (freeze(made.secret, mission).status_code, freeze(made.secret, mission).headers["Idempotent-Replayed"]) == (
        201,
        "true",
    )
    assert ResultsEdition.objects.get().frozen_by == f"ERP ({User.objects.get()})"
    entry = LedgerEntry.objects.get(code="results.frozen")
    assert (entry.actor_id, entry.facts["by_key"]) == (officer.user, str(made.row.pk))
    assert page(kind="results.frozen").entries[0].by_key == "ERP"
    assert verify(officer.tenant).broken is None


def test_a_replaced_key_is_still_the_same_program_to_what_was_sent_before(officer: Actor, mission: Mission) -> None:
    first = key_of(officer, writes=True)
    assert freeze(first.secret, mission).status_code == 201
    second = replace_key(officer, first.row)
    assert freeze(second.secret, mission).headers["Idempotent-Replayed"] == "true"
    assert freeze(key_of(officer, writes=True).secret, mission).headers.get("Idempotent-Replayed") is None
    assert SentForm.objects.count() == 2


def test_key_that_only_reads_changes_nothing(officer: Actor, mission: Mission) -> None:
    made = key_of(officer)
    answers = [freeze(made.secret, mission) for _ in range(2)]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "program_keys.reads_only")] * 2
    assert (ResultsEdition.objects.count(), codes()) == (0, ["people.key_made", "people.key_refused"])


def _operations() -> Iterator[tuple[str, str]]:
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method in operations:
            yield method, path


def test_key_of_one_mission_finds_no_other_and_nothing_of_the_house(
    officer: Actor, mission: Mission, other_mission: Mission
) -> None:
    made = key_of(officer, mission=mission, writes=True)
    headers = {"Authorization": f"Bearer {made.secret}", "Idempotency-Key": "k", "If-Match": "x"}
    assert [listed["id"] for listed in ask(made.secret).json()] == [str(mission.pk)]
    assert ask(made.secret, "/api/openapi.json").status_code == 200
    assert ask(made.secret, f"/api/missions/{mission.pk}/results").status_code == 200
    found = {}
    for method, path in _operations():
        address = path.replace("{mission_id}", str(other_mission.pk)).replace("{edition}", "1")
        for name in ("company_id", "job_id", "opportunity_id"):
            address = address.replace(f"{{{name}}}", str(uuid4()))
        answer = getattr(Client(), method)(address, headers=headers, content_type=JSON)
        found[f"{method} {path}"] = answer.status_code
    assert found.pop("get /api/missions") == 200
    expected = {name: 404 if "{mission_id}" in name else 403 for name in found}
    assert (found, len(found) > 15) == (expected, True)


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer tr_",
        "Bearer tr_" + "x" * 42,
        "Bearer tr_" + "x" * 43,
        "Bearer tr_" + "x" * 44,
        "Bearer tr_" + "x" * 100_000,
        "Bearer {key}, Bearer {key}",
        "Bearer {key},{key}",
        "Bearer {key} {key}",
        "Bearer {key}x",
        "Bearer{key}",
        "Bearer tr_" + "é" * 43,
        "bearer {key}\x00",
    ],
)
def test_a_wrong_header_is_refused_alike_and_no_session_helps(signed_in: Client, officer: Actor, header: str) -> None:
    sent = header.replace("{key}", key_of(officer).secret)
    answer = signed_in.get("/api/missions", HTTP_AUTHORIZATION=sent)
    if not sent.startswith(("Bearer ", "bearer ")) and sent != "Bearer":
        assert answer.status_code == 200  # another scheme: it is the session that asks
        return
    assert (answer.status_code, answer.json()["code"]) == (401, "program_keys.refused")
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Tea Road"')


def _expire(officer: Actor, made: NewProgramKey) -> None:
    ProgramKey.objects.update(valid_until=office_day(made.row.tenant) - timedelta(days=1))
    del officer


def _take_back(officer: Actor, made: NewProgramKey) -> None:
    revoke_key(officer, made.row)


def _lose_role(officer: Actor, _made: NewProgramKey) -> None:
    Membership.objects.filter(user=officer.user).update(role=Role.AUDITOR)


def _lose_place(officer: Actor, _made: NewProgramKey) -> None:
    Membership.objects.filter(user=officer.user).delete()


def _lose_account(officer: Actor, _made: NewProgramKey) -> None:
    User.objects.filter(pk=str(officer.user)).update(is_active=False)


def _owe_a_factor(officer: Actor, _made: NewProgramKey) -> None:
    Organisation.objects.filter(pk=officer.tenant).update(second_factor_required=True)


@pytest.mark.parametrize("end", [_expire, _take_back, _lose_role, _lose_place, _lose_account, _owe_a_factor])
def test_whatever_ended_a_key_is_told_to_the_ledger_alone(
    officer: Actor, end: Callable[[Actor, NewProgramKey], None]
) -> None:
    made = key_of(officer)
    assert ask(made.secret).status_code == 200
    end(officer, made)
    unknown = ask("tr_" + "y" * 43)
    answers = [ask(made.secret) for _ in range(2)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(401, unknown.json())] * 2
    assert codes().count("people.key_refused") == 1


def test_maker_who_comes_back_finds_the_key_ended(officer: Actor) -> None:
    manager = replace(officer, role=Role.MANAGER)
    made, member = key_of(officer), Membership.objects.get(user=officer.user)
    for role in (Role.AUDITOR, Role.OFFICER):
        change_role(manager, member.pk, role.value)
    assert (ask(made.secret).status_code, codes()[-2:]) == (401, ["people.key_revoked", "people.key_refused"])
    second = key_of(officer)
    remove(manager, member.pk)
    Membership.objects.create(user=User.objects.get(), organisation_id=officer.tenant, role=Role.OFFICER)
    assert ask(second.secret).status_code == 401


def test_both_open_while_a_key_is_replaced_and_not_a_third(officer: Actor) -> None:
    first = key_of(officer, days=100)
    second = replace_key(officer, first.row)
    assert (ask(first.secret).status_code, ask(second.secret).status_code) == (200, 200)
    today = office_day(first.row.tenant)
    assert ProgramKey.objects.get().previous_until == today + BOTH_OPEN
    third = replace_key(officer, second.row)
    assert [ask(key.secret).status_code for key in (first, second, third)] == [401, 200, 200]
    ProgramKey.objects.update(previous_until=today - timedelta(days=1))
    assert [ask(key.secret).status_code for key in (second, third)] == [401, 200]
    fourth = replace_key(officer, third.row)
    end_previous(officer, fourth.row)
    assert [ask(key.secret).status_code for key in (third, fourth)] == [401, 200]
    assert codes()[-2:] == ["people.key_replaced", "people.key_previous_ended"]


def test_the_key_before_never_outlives_its_own_last_day(officer: Actor) -> None:
    first = key_of(officer, days=3)
    replace_key(officer, first.row)
    row = ProgramKey.objects.get()
    assert row.previous_until == row.valid_until == office_day(row.tenant) + timedelta(days=3)


def test_only_its_maker_replaces_a_key_and_no_program_makes_any(officer: Actor) -> None:
    made = key_of(officer)
    colleague = User.objects.create_user("colleague@example.org", name="Su Ping (fictional)")
    for stranger in (replace(officer, user=colleague.pk), replace(officer, program=made.row.pk)):
        with pytest.raises(Denied):
            replace_key(stranger, made.row)
    with pytest.raises(Denied):
        key_of(replace(officer, program=made.row.pk))
    revoke_key(replace(officer, user=colleague.pk), made.row)
    with pytest.raises(Conflict):
        replace_key(officer, made.row)


def test_key_in_an_address_is_refused_even_beside_a_right_one(officer: Actor, signed_in: Client) -> None:
    secret = key_of(officer).secret
    for browser, headers in ((Client(), {"Authorization": f"Bearer {secret}"}), (signed_in, {}), (Client(), {})):
        for address in (f"/api/missions?access_token={secret}", f"/api/companies?limit=1&x=%20{secret}"):
            answer = browser.get(address, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "program_keys.in_address")


def test_key_opens_no_page_and_signs_nobody_in(officer: Actor, mission: Mission) -> None:
    secret = key_of(officer, writes=True).secret
    for address in ("/", f"/missions/{mission.pk}/", "/account/", "/office/keys/", "/ledger/"):
        answer = ask(secret, address)
        assert (answer.status_code, answer.headers.get("Location", "").startswith("/sign-in/")) == (302, True)
        assert dict(answer.cookies) == {}


def test_key_stands_in_no_log(officer: Actor, caplog: pytest.LogCaptureFixture) -> None:
    secret = key_of(officer).secret
    with caplog.at_level(logging.DEBUG):
        ask(secret)
        ask(secret, f"/api/missions?key={secret}")
        ask(secret + "x")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert (len(lines) >= 3, [line for line in lines if secret[3:20] in line]) == (True, [])


def test_another_organisations_key_shows_that_organisation_alone(officer: Actor, mission: Mission) -> None:
    other = Organisation.objects.create(name="Another (fictional)")
    user = User.objects.create_user("other@example.org")
    Membership.objects.create(user=user, organisation=other, role=Role.MANAGER)
    with acting_for(other.pk):
        secret = key_of(Actor(other.pk, Role.MANAGER, user.pk), writes=True).secret
    assert ask(secret).json() == []
    assert ask(secret, f"/api/missions/{mission.pk}").status_code == 404
    assert freeze(secret, mission).status_code == 404
    assert officer.tenant != other.pk


def test_program_asks_no_more_than_so_often_and_holds_up_nobody_else(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_gate, "REQUESTS_A_MINUTE", 3)
    monkeypatch.setattr(program_gate, "TRIES", 2)
    busy, quiet = key_of(officer), key_of(officer)
    answers = [ask(busy.secret) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert [ask("tr_" + "z" * 43).status_code for _ in range(3)] == [401, 401, 429]
    assert ask(quiet.secret).status_code == 200


def test_document_says_how_a_program_comes_in(officer: Actor) -> None:
    document = json.loads(ask(key_of(officer).secret, "/api/openapi.json").content)
    scheme = document["components"]["securitySchemes"]["ProgramKey"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert document["security"] == [{"ProgramKey": []}, {"Session": []}]


def test_person_finds_their_keys_and_erasing_ends_them(officer: Actor) -> None:
    made = key_of(officer)
    manager = User.objects.create_user("boss@example.org")
    Membership.objects.create(user=manager, organisation_id=officer.tenant, role=Role.MANAGER)
    by, address = replace(officer, user=manager.pk, role=Role.MANAGER), "officer@example.org"
    assert personal.hand_out(by, address)["people.ProgramKey"][0]["program"] == "ERP"
    name = User.objects.get(email=address).name
    personal.erase(by, address, name or address)
    row = ProgramKey.objects.get()
    assert (row.name, row.revoked_at is None, ask(made.secret).status_code) == ("", False, 401)


def test_key_of_a_demo_in_the_past_is_kept_and_opens(officer: Actor, settings: Settings) -> None:
    settings.CLOCK_OFFSET = timedelta(days=-4 * 365)
    made = key_of(officer)
    assert (forget_ended(), ask(made.secret).status_code) == (0, 200)


def test_what_ended_long_ago_is_forgotten(officer: Actor) -> None:
    for made in (key_of(officer), key_of(officer)):
        assert forget_ended() == 0
        del made
    day = office_day(Organisation.objects.get()) - timedelta(days=MOST_DAYS + 2)
    ProgramKey.objects.filter(pk=ProgramKey.objects.all()[0].pk).update(valid_until=day)
    assert (forget_ended(), ProgramKey.objects.count()) == (1, 1)
