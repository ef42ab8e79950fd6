"""What people change about their own account."""

from __future__ import annotations

from django.db import transaction

from tearoad.errors import NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.web.actions.users import name_of
from tearoad.people.web.models import Membership, User
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language


@transaction.atomic
def rename(by: Actor, *, name: str, language: Language) -> None:
    """Change one's own name and language."""
    require(by, Policy.SIGNED_IN)
    User.objects.filter(pk__in=[by.user]).update(name=name_of(name), language=language.value)


def choose(by: Actor, organisation_id: str) -> str:
    """Return the organisation to act for from now on.

    Raises:
        NotFoundError: the user does not belong to it.

    """
    require(by, Policy.SIGNED_IN)
    mine = Membership.objects.filter(user_id__in=[by.user], pending=False).values_list("organisation_id", flat=True)
    if organisation_id not in {str(one) for one in mine}:
        raise NotFoundError(Text("people.no_such_organisation"))
    return organisation_id
