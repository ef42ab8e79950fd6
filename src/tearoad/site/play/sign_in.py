"""The way into a demo: an address that works once, printed by `tearoad demo --serve`, and only where `demo` is on."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import NotFoundError
from tearoad.people.web.actions import sessions
from tearoad.people.web.models import User
from tearoad.site.play.organisation import ADDRESSES
from tearoad.text import Text

FOLDER = "demo-sign-in"
"""Holds the digests of the secrets that were not used yet, each as an empty file."""


def make_secret(data: Path) -> str:
    """Return a new secret; those before it work no more."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink(missing_ok=True)
    secret = secrets.token_urlsafe(24)
    (folder / _digest(secret)).touch(mode=0o600)
    return secret


def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Show whom one may be; sign in whoever chose. The address is used up by that, not by looking at it."""
    kept = Path(settings.DATA) / FOLDER / _digest(secret)
    if not kept.is_file():
        raise NotFoundError(Text("site.demo_used"), Text("site.demo_used_hint"))
    if request.method != "POST":
        return render(request, "site/demo_sign_in.html", {"roles": [role.value for role in ADDRESSES]})
    user = _chosen(request.POST.get("role", ""))
    if user is None:
        return redirect(request.path)
    try:
        kept.unlink()  # whoever removes it is the one who gets in
    except FileNotFoundError as used:
        raise NotFoundError(Text("site.demo_used"), Text("site.demo_used_hint")) from used
    sessions.begin(request, user, strong=True)
    return redirect("/")


def _chosen(role: str) -> User | None:
    known = {role.value: address for role, address in ADDRESSES.items()}
    return User.objects.filter(email=known.get(role, "")).first()


def _digest(secret: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"demo sign-in " + secret.encode(), hashlib.sha256).hexdigest()
