"""The first organisation of a new site, made in a browser by the link that `tearoad serve` prints."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tearoad.errors import InputError, NotFoundError
from tearoad.people import Role
from tearoad.people.web.actions import sessions
from tearoad.people.web.models import Organisation, SetupLink, User
from tearoad.site.desk.users import add_user
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.web.limits.answering import answer_not_before

GOOD_FOR = timedelta(days=1)


@transaction.atomic
def new_setup_link() -> str:
    """Return the secret of a new link, empty where the site is set up; links of other starts stay good."""
    at = now()
    if Organisation.objects.exists():
        SetupLink.objects.all().delete()
        return ""
    SetupLink.objects.filter(expires_at__lte=at).delete()
    secret = secrets.token_urlsafe(24)
    SetupLink.objects.create(secret_digest=_digest(secret), made_at=at, expires_at=at + GOOD_FOR)
    return secret


@transaction.atomic
def set_up(secret: str, *, organisation: str, email: str, name: str, language: Language) -> User:
    """Make the first organisation with its first manager; every link is used up by that.

    Raises:
        NotFoundError: the link was used, is too old, or never was; or somebody else set the site up.
        InputError: no name of an organisation, no e-mail address.

    """
    _open(secret, lock=True)
    added = add_user(email, organisation, Role.MANAGER.value, name, language)
    SetupLink.objects.all().delete()
    return User.objects.get(email=added.email)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for the organisation and its first manager, make both, and sign the manager in."""
    answer_not_before(request, settings.SIGN_IN_FLOOR_S)
    _open(secret)
    if request.method != "POST":
        return render(request, "site/set_up.html", {"typed": {}})
    typed = {name: request.POST.get(name, "") for name in ("organisation", "email", "name")}
    language: Language = request.language  # type: ignore[attr-defined]  # set by the middleware
    try:
        user = set_up(secret, **typed, language=language)
    except InputError as wrong:
        return render(request, "site/set_up.html", {"typed": typed, "error": wrong}, status=422)
    sessions.begin(request, user, strong=False)
    return redirect(reverse("people-factors"))


def _open(secret: str, *, lock: bool = False) -> SetupLink:
    """Return the link with this secret.

    Raises:
        NotFoundError: there is none that still opens, or the site is set up.

    """
    rows = SetupLink.objects.select_for_update() if lock else SetupLink.objects.all()
    link: SetupLink | None = rows.filter(secret_digest=_digest(secret), expires_at__gt=now()).first()
    if link is None or Organisation.objects.exists():
        raise NotFoundError(Text("site.set_up_used"), Text("site.set_up_used_hint"))
    return link


def _digest(secret: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"set up " + secret.encode(), hashlib.sha256).hexdigest()
