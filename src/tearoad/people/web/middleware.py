"""The gate: who asks, for which organisation, and whether the endpoint's policy lets them in. Deny by default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from tearoad.errors import Denied, NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy, allowed
from tearoad.people.roles import Role
from tearoad.people.web.models import Membership, acting_for
from tearoad.text import Text
from tearoad.web import registry

CHOSEN = "organisation"
"""Where the session keeps which of the user's organisations they act for."""


class GateMiddleware:
    """Lets a request through to its view, as an actor of one organisation, or answers itself."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer on behalf of whoever asks."""
        request.may = lambda _policy: False  # type: ignore[attr-defined]  # until the actor is known
        return self.answer(request)

    def process_view(
        self,
        request: Any,  # noqa: ANN401  # ours are set on it
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Find the actor, ask the policy, then call the view with every query scoped to the actor's organisation."""
        policy = getattr(view, "policy", None)
        if policy is None:
            raise Denied(Text("people.no_policy"), Text("people.denied_hint"))
        actor = _visitor(kwargs["token"]) if "token" in kwargs else _account(request)
        request.actor = actor
        request.may = lambda wanted: actor is not None and allowed(actor.role, wanted)
        if policy is Policy.ANYONE and actor is None:
            return None
        if actor is None:
            if "token" in kwargs:
                raise NotFoundError(Text("people.link_unknown"), Text("people.link_unknown_hint"))
            return redirect_to_login(request.get_full_path(), "/sign-in/")
        if not allowed(actor.role, policy):
            raise Denied(Text("people.denied"), Text("people.denied_hint"))
        with acting_for(actor.tenant):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            return response


def _visitor(token: str) -> Actor | None:
    found: Actor | None = registry.ask("visitor", token)
    return found


def _account(request: Any) -> Actor | None:  # noqa: ANN401  # ours are set on it
    if not request.user.is_authenticated:
        return None
    memberships = {str(one.organisation_id): one for one in Membership.objects.filter(user=request.user)}
    chosen = memberships.get(request.session.get(CHOSEN, "")) or next(iter(memberships.values()), None)
    if chosen is None:
        return None
    return Actor(UUID(str(chosen.organisation_id)), Role(chosen.role), request.user.id, name=str(request.user))
