"""Who asks, and whether they may."""

from __future__ import annotations

from django.http import HttpRequest

from tearoad.errors import Denied
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy, allowed
from tearoad.people.web.models import Membership, Organisation
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words


class ActorRequest(HttpRequest):
    """A request behind the gate: who asks, and in which language they read."""

    actor: Actor
    organisation: Organisation
    """Of whoever is signed in; a visitor with a link has none."""
    memberships: list[Membership]
    """Those of whoever is signed in, the one they act in among them."""
    language: Language
    words: Words


def require(by: Actor, policy: Policy) -> None:
    """Refuse what the table does not allow; actions ask again, whatever the page asked before.

    Raises:
        Denied: the role may not.

    """
    if not allowed(by.role, policy, by.scope):
        raise Denied(Text("people.denied"), Text("people.denied_hint"))
