from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tearoad.errors import Conflict, NotFoundError
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role
from tearoad.people.web.actions import invitations, personal, users
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User, acting_for
from tearoad.people.web.queries.account import members, waiting
from tearoad.people.web.queries.ledger import evidence_of, page
from tearoad.values import Language
from tests.people.signing_in import sign_in

BOSS = "boss@example.org"


@pytest.fixture
def boss(organisation: Organisation) -> User:
    """A manager of another organisation, whose account this one must learn nothing of."""
    del organisation
    other = Organisation.objects.create(name="Another (fictional)", second_factor_required=False)
    user = User.objects.create_user(BOSS, name="Secret Name", language="ru")
    Membership.objects.create(user=user, organisation=other, role=Role.MANAGER)
    return user


@pytest.fixture
def there(boss: User) -> Actor:
    """The manager, in their own organisation."""
    return Actor(boss.memberships.get(pending=False).organisation_id, Role.MANAGER, boss.pk, name=str(boss))


def _invite(by: Actor, email: str = BOSS, role: str = "officer") -> Membership:
    return users.invite(by, email=email, name="", role=role, language=Language.EN)


def test_an_invited_account_looks_like_an_address_without_one(manager: Actor, managing: Client, there: Actor) -> None:
    del there
    sign_in(BOSS)
    looks, letters = [], []
    for email in (BOSS, "nobody@example.org"):
        made = _invite(manager, email)
        letters.append(
            [(message.language, message.body.replace(email, "")) for message in Message.objects.filter(to=email)]
        )
        shown = next(member for member in members(manager.tenant, manager.user) if member.id == made.pk)
        looks.append((shown.name, shown.last_login, shown.strong, shown.pending))
        found = personal.hand_out(manager, email)
        assert found["people.User"] == [{"email": email}]
        assert "usersessions.UserSession" not in found
        pages = [managing.get("/people/"), managing.get(f"/people/{made.pk}/remove/")]
        pages.append(managing.post("/people/erase/", {"address": email}))
        assert not any("Secret Name" in wsgiresponse.content.decode() for wsgiresponse in pages)
    assert looks[0] == looks[1] == ("", None, False, True)
    assert letters[0] == letters[1]
    invited = LedgerEntry.objects.filter(code="people.user_invited")
    assert [piece.facts["name"] for entry in invited for piece in evidence_of(entry) if piece.facts] == ["", ""]


def test_an_invitation_opens_nothing_and_ends_nothing_until_it_is_accepted(manager: Actor, there: Actor) -> None:
    del there
    browser = sign_in(BOSS)
    made = _invite(manager)
    assert browser.post("/account/organisation/", {"organisation": str(manager.tenant)}).status_code == 404
    personal.erase_sessions(BOSS)
    users.remove(manager, made.pk)
    assert browser.get("/account/").status_code == 200
    assert User.objects.get(email=BOSS).name == "Secret Name"


def test_who_belongs_elsewhere_is_asked_at_the_next_sign_in(manager: Actor, there: Actor) -> None:
    del there
    _invite(manager)
    browser = Client()
    sign_in(BOSS, browser)
    assert browser.get("/").status_code == 200
    shown = browser.get("/account/invitations/").content.decode()
    assert "Example Province Commerce Department" in shown
    row = Membership.objects.get(user__email=BOSS, pending=True)
    assert "/account/invitations/" in browser.get("/account/").content.decode()
    done = browser.post("/account/invitations/", {"invitation": row.pk, "answer": "accept"})
    assert done.headers["Location"] == "/"
    assert browser.post("/account/organisation/", {"organisation": str(manager.tenant)}).headers["Location"] == "/"
    assert page().entries[0].who == "Secret Name"
    assert LedgerEntry.objects.latest("number").code == "people.invitation_accepted"
    assert personal.hand_out(manager, BOSS)["people.User"] == [{"email": BOSS, "name": "Secret Name"}]


def test_who_declines_is_named_to_nobody(manager: Actor, there: Actor) -> None:
    del there
    row = _invite(manager)
    browser = sign_in(BOSS)
    for form in ({}, {"invitation": "x", "answer": "accept"}, {"invitation": "9" * 40, "answer": "decline"}):
        assert browser.post("/account/invitations/", form).status_code == 404
    browser.post("/account/invitations/", {"invitation": row.pk, "answer": "decline"})
    assert not Membership.objects.filter(pk=row.pk).exists()
    last = page().entries[0]
    assert (last.entry.code, last.who) == ("people.invitation_declined", "")
    assert personal.hand_out(manager, BOSS)["people.User"] == [{"email": BOSS}]
    with pytest.raises(NotFoundError):
        invitations.accept(User.objects.get(email=BOSS), row.pk)


def test_nobody_answers_for_others(manager: Actor, there: Actor) -> None:
    del there
    row = _invite(manager, "other@example.org")
    browser = sign_in(BOSS)
    assert browser.post("/account/invitations/", {"invitation": row.pk, "answer": "accept"}).status_code == 404
    stranger = Client().get("/account/invitations/").content.decode()
    assert 'name="next" value="/account/invitations/"' in stranger


def test_who_belongs_nowhere_accepts_the_only_invitation_by_signing_in(manager: Actor) -> None:
    _invite(manager, "new@example.org")
    assert sign_in("new@example.org").get("/account/").status_code == 200
    assert waiting(User.objects.get(email="new@example.org")) == ()


def test_who_belongs_nowhere_chooses_among_several_invitations(manager: Actor, there: Actor) -> None:
    _invite(manager, "new@example.org")
    with acting_for(there.tenant):
        _invite(there, "new@example.org")
    browser = sign_in("new@example.org")
    assert browser.get("/account/").headers["Location"] == "/account/invitations/"
    assert browser.get("/account/invitations/").content.decode().count('value="accept"') == 2


def test_an_invited_manager_is_not_yet_one(manager: Actor) -> None:
    _invite(manager, role="manager")
    mine = Membership.objects.get(user__email="manager@example.org")
    with pytest.raises(Conflict):
        users.change_role(manager, mine.pk, "officer")


def test_factors_and_sessions_go_with_the_last_membership_only(
    manager: Actor, there: Actor, app_code: Callable[[str, int], str]
) -> None:
    browser = sign_in(BOSS)
    browser.get("/account/factors/app/")
    browser.post("/account/factors/app/", {"code": app_code(browser.session["mfa.totp.secret"], 0)})
    made = _invite(manager)
    invitations.accept(made.user, made.pk)
    users.remove(manager, made.pk)
    assert browser.get("/account/").status_code == 200
    assert Authenticator.objects.count() == 1
    with acting_for(there.tenant):
        users.take_out(there, Membership.objects.get(user=made.user))
    assert browser.get("/account/").headers["Location"].startswith("/sign-in/")
    assert Authenticator.objects.count() == 0
    with acting_for(there.tenant):
        assert LedgerEntry.objects.get(code="people.factors_reset").facts == {"count": 1}


def test_an_open_invitation_elsewhere_keeps_neither_factors_nor_sessions(
    manager: Actor, there: Actor, app_code: Callable[[str, int], str]
) -> None:
    """Finds where an invitation that nobody accepted counts as a membership."""
    browser = sign_in(BOSS)
    browser.get("/account/factors/app/")
    browser.post("/account/factors/app/", {"code": app_code(browser.session["mfa.totp.secret"], 0)})
    _invite(manager)
    with acting_for(there.tenant):
        users.take_out(there, Membership.objects.get(user__email=BOSS, pending=False))
    assert Authenticator.objects.count() == 0
    assert browser.get("/account/").headers["Location"].startswith("/sign-in/")


@pytest.mark.django_db
def test_the_name_of_a_new_account_is_one_line_that_fits() -> None:
    made = users.user_with("new@example.org", "Li\n Na\t(fictional) " + "x" * 300, Language.EN)

    assert made.name == ("Li Na (fictional) " + "x" * 300)[: users.LONGEST_NAME]
