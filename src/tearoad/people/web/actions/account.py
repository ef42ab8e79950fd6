"""What people change about their own account."""

from __future__ import annotations

from django.db import transaction

from tearoad.errors import NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.web.actions.users import name_of
from tearoad.people.web.models import Membership, User
from tearoad.people.web.policies import require
from tearoad.people.web.queries.account import profile_fields
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.saving import stale


@transaction.atomic
def rename(by: Actor, *, name: str, language: Language, read: str | None = None) -> None:
    """Change one's own name and language; `read` is the mark of what the form showed.

    Raises:
        Stale: they were changed since, in another browser.

    """
    require(by, Policy.SIGNED_IN)
    user = User.objects.select_for_update().get(pk__in=[by.user])
    wanted = User(name=name_of(name), language=language.value)
    stale.require_unchanged(read, profile_fields(user), profile_fields(wanted))
    User.objects.filter(pk=user.pk).update(name=wanted.name, language=wanted.language)


def choose(by: Actor, organisation_id: str) -> str:
    """Return the organisation to act for from now on.

    Raises:
        NotFoundError: the user does not belong to it.

    """
    require(by, Policy.SIGNED_IN)
    mine = Membership.objects.filter(user_id__in=[by.user], pending=False).values_list("organisation_id", flat=True)
    if organisation_id not in {str(uuid) for uuid in mine}:
        raise NotFoundError(Text("people.no_such_organisation"))
    return organisation_id
