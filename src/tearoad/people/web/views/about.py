"""Who may do what, and what is kept about people: readable by anyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tearoad.people.policies import TABLE, Policy
from tearoad.people.roles import Role
from tearoad.people.web.queries.personal import personal_data_lines
from tearoad.text import Text


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Show the table of policies."""
    roles = {role: Text(f"people.role_{role.value}") for role in Role if role is not Role.SYSTEM}
    rows = [
        (Text(f"people.policy_{policy.value}"), [(said, role in TABLE[policy]) for role, said in roles.items()])
        for policy in Policy
    ]
    shown = {"roles": roles.values(), "rows": rows}
    return render(request, "people/policies.html", shown)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about people, why, and how long."""
    return render(request, "people/privacy.html", {"kept": personal_data_lines()})
