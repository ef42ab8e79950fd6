from __future__ import annotations

import pytest
from django.test import Client

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role
from tearoad.people.web.actions import invitations, users
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User
from tearoad.people.web.queries.ledger import evidence_of, page
from tearoad.values import Language
from tests.people.signing_in import sign_in
from tests.web.forms import form_of, read_at


def _invite(by: Actor, email: str = "new@example.org", role: str = "officer") -> Membership:
    return users.invite(by, email=email, name="New", role=role, language=Language.RU)


def test_who_is_invited_gets_a_letter_in_their_language_and_can_sign_in(manager: Actor) -> None:
    _invite(manager, " New@Example.org")
    letter = Message.objects.get(kind="invitation")
    assert (letter.to, letter.language) == ("new@example.org", "ru")
    assert "Ваша роль: Сотрудник." in letter.body
    assert "/sign-in/" in letter.body
    assert sign_in("new@example.org").get("/account/").status_code == 200


def test_the_ledger_keeps_who_was_invited_under_their_own_key(manager: Actor) -> None:
    made = _invite(manager)
    entry = LedgerEntry.objects.get(code="people.user_invited")
    assert entry.facts == {"role": "officer"}
    assert [replayed.facts for replayed in evidence_of(entry)] == [{"email": "new@example.org", "name": "New"}]
    assert entry.subject_id == str(made.user_id)


def test_nobody_is_invited_twice_and_nonsense_is_refused(manager: Actor) -> None:
    _invite(manager)
    with pytest.raises(Conflict):
        _invite(manager)
    with pytest.raises(InputError):
        _invite(manager, "no address")
    for role in ("system", "buyer", ""):
        with pytest.raises(InputError):
            _invite(manager, "other@example.org", role)


def test_who_is_removed_is_signed_out_at_the_next_request_and_stays_named_in_the_ledger(
    manager: Actor, managing: Client
) -> None:
    made = _invite(manager, role="manager")
    browser = sign_in("new@example.org")
    browser.post("/people/", {"email": "third@example.org", "name": "T", "role": "auditor", "language": "en"})
    assert managing.get(f"/people/{made.pk}/remove/").status_code == 200
    assert (
        managing.post(f"/people/{made.pk}/remove/", read_at(managing, f"/people/{made.pk}/remove/")).headers["Location"]
        == "/people/"
    )
    assert browser.get("/account/").headers["Location"].startswith("/sign-in/")
    assert not Membership.objects.filter(pk=made.pk).exists()
    invited = [entry for entry in page().entries if entry.entry.code == "people.user_invited"]
    assert [entry.who for entry in invited] == ["New", "Manager"]


def test_the_last_manager_can_neither_leave_nor_step_down(manager: Actor) -> None:
    mine = Membership.objects.get(user__email="manager@example.org")
    with pytest.raises(Conflict):
        users.remove(manager, mine.pk)
    with pytest.raises(Conflict):
        users.change_role(manager, mine.pk, "officer")
    other = _invite(manager, role="manager")
    invitations.accept(other.user, other.pk)
    users.change_role(manager, other.pk, "officer")
    users.change_role(manager, other.pk, "manager")
    users.change_role(manager, mine.pk, "auditor")
    assert Membership.objects.get(pk=mine.pk).role == "auditor"


def test_a_new_role_counts_at_the_next_request(manager: Actor, managing: Client) -> None:
    made = _invite(manager)
    browser = sign_in("new@example.org")
    assert browser.get("/ledger/").status_code == 403
    action = f"/people/{made.pk}/role/"
    managing.post(action, read_at(managing, "/people/", action) | {"role": "auditor"})
    assert browser.get("/ledger/").status_code == 200


def test_members_of_another_organisation_are_not_found(manager: Actor) -> None:
    other = Organisation.objects.create(name="Another (fictional)")
    theirs = Membership.objects.create(
        user=User.objects.create_user("theirs@example.org"), organisation=other, role=Role.OFFICER
    )
    with pytest.raises(NotFoundError):
        users.remove(manager, theirs.pk)
    with pytest.raises(NotFoundError):
        users.change_role(manager, theirs.pk, "auditor")


def test_the_rule_about_the_second_factor_is_switched_and_noted_once(manager: Actor) -> None:
    users.require_second_factor(manager, wanted=True)
    users.require_second_factor(manager, wanted=True)
    assert Organisation.objects.get().second_factor_required
    assert LedgerEntry.objects.filter(code="people.second_factor_ruled").count() == 1


def test_two_managers_who_read_the_same_page_do_not_overwrite_each_other(manager: Actor, managing: Client) -> None:
    made = _invite(manager)
    for action, name, values in (
        (f"/people/{made.pk}/role/", "role", ("auditor", "manager")),
        ("/people/zone/", "zone", ("Asia/Urumqi", "Europe/Moscow")),
    ):
        first, second = (form_of(managing.get("/people/"), action) for _ in range(2))
        assert managing.post(action, first | {name: values[0]}).status_code == 302
        stale = managing.post(action, second | {name: values[1]})
        assert (stale.status_code, len(stale.context["meanwhile"].there)) == (409, 1)
        stored = Membership.objects.get(pk=made.pk).role, Organisation.objects.get(pk=manager.tenant).zone
        assert values[0] in stored
        assert managing.post(action, form_of(stale, action)).status_code == 302
        stored = Membership.objects.get(pk=made.pk).role, Organisation.objects.get(pk=manager.tenant).zone
        assert values[1] in stored
