"""The first user of an organisation, added by whoever runs the machine."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from tearoad.people import Actor, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.actions.users import role_of, user_with
from tearoad.people.web.models import Membership, Organisation, acting_for
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Added:
    """What was done."""

    email: str
    organisation: str
    role: Role
    new_organisation: bool
    new_member: bool
    """False: they belonged to it already, and now have this role."""


@transaction.atomic
def add_user(email: str, organisation: str, role: str, name: str, language: Language) -> Added:
    """Let someone in for an organisation, which is made if there is none with that name.

    Raises:
        InputError: no e-mail address, or no role of an account.

    """
    wanted = role_of(role)
    user = user_with(email, name, language)
    theirs, new_organisation = Organisation.objects.get_or_create(name=organisation.strip())
    membership, new_member = Membership.objects.get_or_create(
        user=user, organisation=theirs, defaults={"role": wanted.value}
    )
    if membership.role != wanted.value or membership.pending:
        membership.role, membership.pending = wanted.value, False
        membership.save(update_fields=["role", "pending"])
    about = {f"user:{user.pk}": {"email": user.email, "name": user.name}}
    with acting_for(theirs.id):
        by = Actor(theirs.id, Role.SYSTEM)
        ledger.append(by, "people.user_added", "user", user.pk, {"role": wanted.value}, about)
    return Added(user.email, theirs.name, wanted, new_organisation, new_member)
