from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.people import Actor, Role
from tearoad.people.ledger import Verified
from tearoad.people.web.actions import personal, users
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User
from tearoad.people.web.queries.ledger import evidence_of, verify
from tearoad.people.web.queries.ledger import page as ledger_page
from tearoad.values import Language
from tests.people.signing_in import sign_in


@pytest.fixture
def gone(manager: Actor) -> User:
    """A second manager who has done something."""
    made = users.invite(manager, email="gone@example.org", name="Wang Fang", role="manager", language=Language.EN)
    browser = sign_in("gone@example.org")
    for number in range(2):
        form = {"email": f"more{number}@example.org", "name": "More", "role": "auditor", "language": "en"}
        assert browser.post("/people/", form).status_code == 302
    return made.user


def test_everything_held_about_a_person_is_handed_out(managing: Client, gone: User) -> None:
    answer = managing.post("/people/erase/export/", {"address": " GONE@example.org "})
    found = json.loads(answer.content)
    assert found["people.User"][0]["name"] == gone.name
    assert [row.get("role") or row["did"] for row in found["people.Membership"]] == [
        "manager",
        "people.invitation_accepted",
        "people.user_invited",
        "people.user_invited",
    ]
    assert found["usersessions.UserSession"][0]["address"] == "127.0.0.1"
    assert LedgerEntry.objects.get(code="people.handed_out").subject_id == personal.person_mark("gone@example.org")


def test_erasing_asks_for_the_name(managing: Client, gone: User) -> None:
    page = managing.post("/people/erase/", {"address": gone.email}).content.decode()
    assert "Wang Fang" in page
    refused = managing.post("/people/erase/now/", {"address": gone.email, "confirm": "Somebody"})
    assert refused.status_code == 422
    assert User.objects.get(pk=gone.pk).email == "gone@example.org"


def test_an_erased_person_is_gone_and_the_chain_still_verifies(managing: Client, manager: Actor, gone: User) -> None:
    browser = sign_in("gone@example.org")
    done = managing.post("/people/erase/now/", {"address": gone.email, "confirm": "wang fang"})
    assert done.status_code == 200
    assert re.search(r"Erased: \d+ rows were changed\.", done.content.decode())
    row = User.objects.get(pk=gone.pk)
    assert (row.name, row.is_active, row.email.endswith("@erased.invalid")) == ("", False, True)
    assert browser.get("/account/").status_code == 302
    assert not Membership.objects.filter(user=gone).exists()
    assert verify(manager.tenant) == Verified(LedgerEntry.objects.count())
    invited = LedgerEntry.objects.get(code="people.user_invited", subject_id=str(gone.pk))
    assert [replayed.facts for replayed in evidence_of(invited)] == [None]
    theirs = [entry for entry in ledger_page().entries if entry.entry.actor_id == gone.pk]
    assert [(entry.who, entry.erased_at is not None) for entry in theirs] == [("", True)] * 3
    assert "erased on" in managing.get("/ledger/").content.decode()
    with pytest.raises(NotFoundError):
        personal.hand_out(manager, "gone@example.org")


def test_of_someone_in_two_organisations_only_ones_own_is_erased(manager: Actor, gone: User) -> None:
    other = Organisation.objects.create(name="Another (fictional)")
    Membership.objects.create(user=gone, organisation=other, role=Role.OFFICER)
    personal.erase(manager, gone.email, "Wang Fang")
    assert User.objects.get(pk=gone.pk).email == "gone@example.org"
    assert [membership.organisation_id for membership in Membership.objects.filter(user=gone)] == [other.id]


def test_the_last_manager_cannot_be_erased(manager: Actor) -> None:
    with pytest.raises(Conflict):
        personal.erase(manager, "manager@example.org", "Manager")
    assert User.objects.get(email="manager@example.org").is_active


def test_people_of_another_organisation_are_not_found(manager: Actor) -> None:
    other = Organisation.objects.create(name="Another (fictional)")
    user = User.objects.create_user("theirs@example.org", name="Theirs")
    Membership.objects.create(user=user, organisation=other, role=Role.OFFICER)
    with pytest.raises(NotFoundError):
        personal.hand_out(manager, "theirs@example.org")


def test_nothing_is_held_about_nobody(managing: Client, manager: Actor) -> None:
    assert "Nobody is kept under" in managing.post("/people/erase/", {"address": "x@example.org"}).content.decode()
    with pytest.raises(NotFoundError):
        personal.erase(manager, "", "")
    with pytest.raises(InputError):
        personal.erase(manager, "manager@example.org", "")
    assert Authenticator.objects.count() == 0
