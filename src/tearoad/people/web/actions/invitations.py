"""Answering an invitation: whoever invites sees nothing of an account until its owner has accepted."""

from __future__ import annotations

from django.db import transaction

from tearoad.errors import NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.roles import Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Membership, User, acting_for
from tearoad.people.web.policies import require
from tearoad.text import Text


@transaction.atomic
def accept(user: User, membership_id: int) -> None:
    """Belong to an organisation from here on.

    Raises:
        NotFoundError: the user has no such invitation.

    """
    membership = _waiting(user, membership_id)
    by = Actor(membership.organisation_id, Role(membership.role), user.pk, name=str(user))
    require(by, Policy.SIGNED_IN)
    membership.pending = False
    membership.save(update_fields=["pending"])
    with acting_for(membership.organisation_id):
        ledger.append(by, "people.invitation_accepted", "user", user.pk, {"role": membership.role})


@transaction.atomic
def decline(user: User, membership_id: int) -> None:
    """Refuse an invitation; the ledger names nobody as its actor, so that it shows nothing of theirs.

    Raises:
        NotFoundError: the user has no such invitation.

    """
    membership = _waiting(user, membership_id)
    require(Actor(membership.organisation_id, Role(membership.role), user.pk), Policy.SIGNED_IN)
    by = Actor(membership.organisation_id, Role.SYSTEM)
    with acting_for(membership.organisation_id):
        ledger.append(by, "people.invitation_declined", "user", user.pk, {"role": membership.role})
    membership.delete()


def accept_only(user: User) -> None:
    """Accept the one invitation of someone who belongs nowhere yet: its letter is why they sign in."""
    rows = list(Membership.objects.filter(user=user)[:2])
    if len(rows) == 1 and rows[0].pending:
        accept(user, rows[0].pk)


def _waiting(user: User, membership_id: int) -> Membership:
    membership = Membership.objects.select_for_update().filter(user=user, pending=True, pk=membership_id).first()
    if membership is None:
        raise NotFoundError(Text("people.no_invitation"), Text("people.no_invitation_hint"))
    return membership
