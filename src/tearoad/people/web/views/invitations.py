"""The invitations that wait for one's answer; open to who belongs to no organisation yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tearoad.errors import NotFoundError
from tearoad.people.web.actions import invitations
from tearoad.people.web.queries.account import waiting
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.numbers import whole

ANSWERS = {"accept": invitations.accept, "decline": invitations.decline}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show who invites the reader, and take their answer."""
    user: Any = request.user
    if not user.is_authenticated:
        return render(request, "people/sign_in.html", {"next": reverse("people-invitations")})
    if request.method != "POST":
        language: Language = request.language  # type: ignore[attr-defined]  # set by the middleware
        shown = [(membership, membership.organisation.in_language(language)) for membership in waiting(user)]
        return render(request, "people/invitations.html", {"invitations": shown})
    answer, number = ANSWERS.get(request.POST.get("answer", "")), whole(request.POST.get("invitation", ""))
    if answer is None or number is None:
        raise NotFoundError(Text("people.no_invitation"), Text("people.no_invitation_hint"))
    answer(user, number)
    return HttpResponseRedirect(reverse("people-invitations") if waiting(user) else "/")
