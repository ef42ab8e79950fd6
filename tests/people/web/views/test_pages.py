from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User
from tearoad.values import Language
from tests.queries import queries_at

CALLED = {"en": "Trade office (fictional)", "zh": "商务局（虚构）", "ru": "Торговое бюро (вымышлено)"}


@pytest.mark.parametrize("language", list(Language))
def test_an_organisation_is_called_in_the_readers_language(
    managing: Client, manager: Actor, organisation: Organisation, language: Language
) -> None:
    user = User.objects.get(memberships__organisation=manager.tenant, memberships__role=Role.MANAGER)
    for name, pending in (("Second (fictional)", False), ("Inviting (fictional)", True)):
        called = {tag: f"{said} {name}" for tag, said in CALLED.items()}
        other = Organisation.objects.create(name=name, called=called)
        Membership.objects.create(user=user, organisation=other, role=Role.OFFICER, pending=pending)
    organisation.called = CALLED
    organisation.save()
    managing.cookies["language"] = language.value
    own = CALLED["zh" if language is Language.ZH else language.value]
    account = managing.get("/account/").content.decode()
    assert re.findall(r"<option value=\"[0-9a-f-]{36}\"[^>]*>([^<]*)<", account) == [own, f"{own} Second (fictional)"]
    assert f"<h2>{own} Inviting (fictional)</h2>" in managing.get("/account/invitations/").content.decode()
    assert own in re.sub(r'value="[^"]*"', "", managing.get("/organisation/names/").content.decode())


@pytest.mark.parametrize("address", ["/sign-in/", "/policies/", "/privacy/"])
def test_strangers_may_read_what_concerns_everybody(db: None, address: str) -> None:
    del db
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("address", ["/people/", "/people/erase/", "/organisation/names/", "/ledger/"])
def test_an_officer_sees_none_of_the_managers_pages(signed_in: Client, address: str) -> None:
    assert signed_in.get(address).status_code == 403


def test_the_list_of_users_asks_the_same_number_of_questions_for_one_and_for_three(
    managing: Client,
    manager: Actor,
    organisation: Organisation,
) -> None:
    del manager
    counts = []
    for more in range(3):
        counts.append(queries_at(managing, "/people/"))
        user = User.objects.create_user(f"user{more}@example.org")
        Membership.objects.create(user=user, organisation=organisation, role=Role.OFFICER)
    assert counts == [5, 5, 5]


def test_every_address_of_people_has_a_policy() -> None:
    named = [text for text in get_resolver().reverse_dict if isinstance(text, str) and text.startswith("people-")]
    assert len(named) >= 29
