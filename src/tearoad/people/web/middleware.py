"""The gate: who asks, for which organisation, and whether the endpoint's policy lets them in. Deny by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse

from tearoad.errors import Denied, NotFoundError, SignedOut, TearoadError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy, allowed
from tearoad.people.roles import Role
from tearoad.people.web.actions import sessions
from tearoad.people.web.actions.limits import place_of
from tearoad.people.web.actions.program_gate import program_of, refuse_key_in_address, require_scope
from tearoad.people.web.models import Membership, act_for, acting_for, acting_for_nobody
from tearoad.people.web.queries.program_keys import is_of_program
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.errors import answer_of

CHOSEN = sessions.CHOSEN
UNTIL_STRONG = frozenset({Policy.ANYONE, Policy.SECURE_ACCOUNT})
"""What is open to someone who still has to set up a second factor."""


class GateMiddleware:
    """Lets a request through to its view, scoped to one organisation, or answers itself.

    The scope lasts for the whole answer: view, rendering, the error page; a streamed answer takes it along.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer on behalf of whoever asks."""
        request.actor = None  # type: ignore[attr-defined]  # until the actor is known
        request.may = lambda _policy: False  # type: ignore[attr-defined]  # until the actor is known
        with acting_for_nobody():
            response = self.answer(request)
        actor: Actor | None = request.actor  # type: ignore[attr-defined]  # set below
        asks_nothing = isinstance(response, FileResponse)
        if actor is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if actor is not None and isinstance(response, StreamingHttpResponse) and not asks_nothing:
            response.streaming_content = _scoped(actor.tenant, iter(response))
        return response

    def process_view(
        self,
        request: Any,
        view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Find the actor and ask the policy; None lets Django call the view.

        What is raised here would reach no error page, so it is answered here.
        """
        try:
            return self.judge(request, view, kwargs)
        except TearoadError as error:
            return answer_of(request, error)

    def judge(self, request: Any, view: Any, kwargs: dict[str, Any]) -> HttpResponseBase | None:
        """Return None for who may enter; else where to go.

        Raises:
            Denied: the endpoint has no policy, or it does not allow this role.
            NotFoundError: a visitor's link opens nothing.

        """
        policy: Policy | None = getattr(view, "policy", None)
        if policy is None:
            raise Denied(Text("people.no_policy"), Text("people.denied_hint"))
        by_link = "token" in kwargs
        refuse_key_in_address(request)
        by_key = is_of_program(request)
        if by_key:
            actor: Actor | None = program_of(request)
        else:
            actor = _visitor(request, kwargs["token"]) if by_link else _account(request)
        if actor is None:
            return None if policy is Policy.ANYONE else _stranger(request, by_link=by_link)
        request.actor = actor
        request.may = lambda wanted: allowed(actor.role, wanted, actor.scope)
        act_for(actor.tenant, getattr(request, "organisation", None))
        if not allowed(actor.role, policy, actor.scope):
            denied = "people.link_denied" if by_link else "people.denied"
            raise Denied(Text(denied), Text(f"{denied}_hint"))
        if by_key:
            require_scope(request, actor, view, kwargs)
        elif not by_link and policy not in UNTIL_STRONG and sessions.lacks_second_factor(request, actor):
            return HttpResponseRedirect(reverse("people-factors"))
        return None


def _stranger(request: Any, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        closed = registry.ask("link_closed", request.path)
        if closed is not None:
            raise NotFoundError(*closed)
        raise NotFoundError(Text("people.link_unknown"), Text("people.link_unknown_hint"))
    program = request.path.startswith("/api/")
    if request.user.is_authenticated and request.invitations and not program:
        return HttpResponseRedirect(reverse("people-invitations"))
    if request.user.is_authenticated:
        raise Denied(Text("people.no_organisation"), Text("people.no_organisation_hint"))
    if program:
        raise SignedOut(Text("people.signed_out"), Text("people.signed_out_hint"))
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return redirect_to_login(back, reverse("people-sign-in"))


def _scoped(tenant: UUID, chunks: Iterator[Any]) -> Iterator[Any]:
    """Return the chunks of an answer, each made while acting for the organisation."""
    while True:
        with acting_for(tenant):
            try:
                chunk = next(chunks)
            except StopIteration:
                return
        yield chunk


def _visitor(request: HttpRequest, token: str) -> Actor | None:
    actor: Actor | None = registry.ask("visitor", token, address=place_of(request))
    return actor


def _account(request: Any) -> Actor | None:
    """Return who is signed in, in three queries: session, user, memberships."""
    if not request.user.is_authenticated:
        return None
    sessions.note_seen(request)
    rows = Membership.objects.filter(user=request.user).select_related("organisation").order_by("since", "pk")
    request.memberships = [row for row in rows if not row.pending]
    request.invitations = [row for row in rows if row.pending]
    by_id = {str(membership.organisation_id): membership for membership in request.memberships}
    chosen = by_id.get(request.session.get(CHOSEN, "")) or next(iter(by_id.values()), None)
    if chosen is None:
        return None
    request.organisation = chosen.organisation
    return Actor(UUID(str(chosen.organisation_id)), Role(chosen.role), request.user.id, name=str(request.user))
