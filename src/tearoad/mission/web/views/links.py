"""Who has a link to their own day; make, send and take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.mission.web.actions import links as actions
from tearoad.mission.web.queries.links import STATES, Holder, LinksOfScope, further_links, holders
from tearoad.office.web.queries.messages import mail_faults
from tearoad.people import Role, Scope
from tearoad.people.roles import VISITORS
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.saving.once import done

HANDED_OVER = frozenset({Scope.DAY, Scope.FOLLOW})
"""Of what a link may be made without a mail, to be handed over by phone or messenger."""
ORDER = (Role.EXPORTER, Role.BUYER, Role.INTERPRETER, Role.OFFICIAL)


def links(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who has a link, who can be sent one, and who cannot."""
    mission = queries.mission(request.actor, mission_id)
    found = holders(mission)
    there = [role for role in ORDER if any(holder.who.role is role for holder in found)]
    wanted = next((role for role in there if role == request.GET.get("role")), there[0] if there else None)
    context = {
        "mission": mission,
        "roles": [
            (
                Text(f"portal_pages.role_{role.value}"),
                role.value,
                sum(holder.who.role is role for holder in found),
                role is wanted,
            )
            for role in there
        ],
        "groups": _groups(request, [holder for holder in found if holder.who.role is wanted], further_links(mission)),
        "counts": _counts(found),
        "ready": _ready(found),
    }
    return render(request, "mission/links.html", context)


@never_cache
@require_POST
def link_page(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Make, send or revoke one person's link; a new one is shown here once and never again."""
    mission = queries.mission(request.actor, mission_id)
    role, party = _role(request.POST.get("role", "")), request.POST.get("party", "")
    what = request.POST.get("do", "")
    if what == "revoke":
        actions.revoke(request.actor, mission, role, party, _scope(request.POST.get("scope", "")))
        messages.success(request, request.words(Text("portal_pages.revoked_now")))
        return redirect("mission-links", mission_id=mission.id)
    if what == "send":
        made = actions.send(request.actor, mission, role, party)
        name = made.who.in_language(request.language)
        messages.success(request, request.words(Text("portal_pages.sent_one", name=name)))
        return redirect("mission-links", mission_id=mission.id)
    scope = _scope(request.POST.get("scope", ""))
    made = actions.make(request.actor, mission, role, party, scope if scope in HANDED_OVER else Scope.DAY)
    code = segno.make(made.address, error="m").png_data_uri(scale=8, border=2)
    further = [(scope_name(link.scope), link.count) for link in further_links(mission).get(made.who.key, ())]
    context = {"mission": mission, "made": made, "code": code, "further": further}
    return done(render(request, "mission/link_made.html", context))


def send(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show how many get a mail and how it reads; send them once that is confirmed."""
    mission = queries.mission(request.actor, mission_id)
    sent = request.POST if request.method == "POST" else request.GET
    roles = [role for role in ORDER if role.value in sent.getlist("role")] or list(ORDER)
    if request.method == "POST":
        count = actions.send_all(request.actor, mission, roles)
        messages.success(request, request.words(Text("portal_pages.sent", count=count)))
        return redirect("mission-links", mission_id=mission.id)
    found = [holder for holder in holders(mission) if holder.who.role in roles]
    ready = _ready(found)
    languages = [language for language in Language if any(holder.who.language is language for holder in ready)]
    context = {
        "mission": mission,
        "roles": roles,
        "ready": ready,
        "faults": mail_faults(),
        "samples": [
            (language, actions.sample(mission, language, actions.house_of(request.actor, language)))
            for language in languages
        ],
        "without": [holder for holder in found if holder.who.may_be_met and not holder.who.email],
    }
    return render(request, "mission/links_send.html", context)


def _role(written: str) -> Role:
    if written not in VISITORS:
        raise InputError(Text("portal_pages.nobody"), Text("portal_pages.nobody_hint"))
    return Role(written)


def _scope(written: str) -> Scope | None:
    """Return of which scope links are meant; none: of all."""
    if written and written not in set(Scope):
        raise InputError(Text("portal_pages.nobody"), Text("portal_pages.nobody_hint"))
    return Scope(written) if written else None


def scope_name(scope: Scope) -> Text:
    """Return what a link of a scope is for."""
    return Text(f"portal_pages.scope_{scope.value}")


def _ready(found: Iterable[Holder]) -> list[Holder]:
    return [holder for holder in found if holder.who.may_be_met and holder.who.email and not holder.is_live]


def _groups(
    request: ActorRequest, found: Iterable[Holder], further: Mapping[tuple[str, str], tuple[LinksOfScope, ...]]
) -> list[dict[str, Any]]:
    states = {state: request.words(Text(f"portal_pages.state_{state}")) for state in STATES}
    sorted_in: dict[Role, list[Holder]] = {role: [] for role in ORDER}
    for holder in found:
        sorted_in[holder.who.role].append(holder)
    return [
        {
            "role": role,
            "title": Text(f"portal_pages.role_{role.value}"),
            "count": len(group),
            "holders": [
                (
                    holder,
                    states[holder.state],
                    [(scope_name(scope.scope), scope) for scope in further.get(holder.who.key, ())],
                )
                for holder in group
                if holder.who.may_be_met
            ],
            "not_cleared": sum(not holder.who.may_be_met for holder in group),
        }
        for role, group in sorted_in.items()
        if group
    ]


def _counts(found: Iterable[Holder]) -> dict[str, int]:
    met = [holder for holder in found if holder.who.may_be_met]
    return {
        "not_sent": sum(holder.state == "not_sent" for holder in met),
        "live": sum(holder.is_live for holder in met),
        "without": sum(not holder.who.email for holder in met),
        "used": sum(bool(holder.link and holder.link.last_used_at) for holder in met),
        "not_cleared": sum(not holder.who.may_be_met for holder in found),
    }
