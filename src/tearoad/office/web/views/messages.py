"""Messages: where each stands, its text, and sending one again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tearoad.office.web.actions.messages import send_again
from tearoad.office.web.queries import messages as queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest


@require_safe
def messages(request: ActorRequest) -> HttpResponse:
    """Show the outbox."""
    state = request.GET.get("state", "")
    context = {
        "page": queries.messages(request.actor, state, request.GET.get("page", "1")),
        "states": queries.message_states(request.actor),
        "state": state,
        "set_up": queries.mail_is_set_up(),
        "tab": "messages",
    }
    return render(request, "office/messages.html", context)


@require_safe
def message(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """Show one message with its text."""
    context = {
        "message": queries.message_card(request.actor, queries.message(request.actor, message_id)),
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE),
        "set_up": queries.mail_is_set_up(),
        "tab": "messages",
    }
    return render(request, "office/message.html", context)


@require_POST
def again(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """Send a message again."""
    send_again(request.actor, queries.message(request.actor, message_id))
    return redirect("office-message", message_id)
