"""Programs that are told what happens: added, their log, a new secret, sent again."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.office.web.actions import webhooks as actions
from tearoad.office.web.queries import webhooks as queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.saving.once import done

MOST_ADDRESS = 500


def webhooks(request: ActorRequest) -> HttpResponse:
    """Show the programs that are told; add one and show its secret once."""
    address = request.POST.get("address", "").strip() if request.method == "POST" else ""
    secret, wrong = "", None
    if request.method == "POST":
        try:
            secret = actions.add_endpoint(request.actor, _short(address)).secret
        except InputError as error:
            wrong = error
    context = {
        "endpoints": queries.webhook_endpoints(),
        "hosts": settings.CONFIG.webhook_hosts,
        "address": address if wrong else "",
        "wrong": wrong,
        "secret": secret,
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE),
        "tab": "webhooks",
    }
    response = render(request, "office/webhooks.html", context, status=422 if wrong else 200)
    return done(response) if secret else response


def webhook(request: ActorRequest, endpoint_id: UUID) -> HttpResponse:
    """Show one program with the log of what it was told."""
    row = queries.webhook_endpoint(endpoint_id)
    context = {
        "endpoint": queries.webhook_card(row),
        "page": queries.notices(row, request.GET.get("page", "1")),
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE) and row.removed_at is None,
        "tab": "webhooks",
    }
    return render(request, "office/webhook.html", context)


def change(request: ActorRequest, endpoint_id: UUID) -> HttpResponse:
    """Pause, send again, remove, or replace the secret, which is then shown once."""
    row = queries.webhook_endpoint(endpoint_id)
    what = request.POST.get("what", "")
    if what == "rotate":
        secret = actions.rotate_secret(request.actor, row)
        context = {
            "endpoint": queries.webhook_card(row),
            "page": queries.notices(row, "1"),
            "secret": secret,
            "may_run": True,
            "tab": "webhooks",
        }
        return done(render(request, "office/webhook.html", context))
    verbs = {"pause": actions.pause, "again": actions.send_again, "remove": actions.remove_endpoint}
    if what not in verbs:
        raise InputError(Text("webhooks.no_such_change"), Text("webhooks.no_such_change_hint"))
    verbs[what](request.actor, row)
    messages.success(request, request.words(Text(f"webhooks.done_{what}")))
    return redirect("office-webhook", endpoint_id)


def _short(address: str) -> str:
    if len(address) > MOST_ADDRESS:
        raise InputError(Text("webhooks.bad_address", found=address[:80]), Text("webhooks.bad_address_hint"))
    return address
