"""Signed-in browsers: begin one, note when it was last seen, end it so that its next request is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.contrib.sessions.models import Session
from django.db import transaction

from tearoad.errors import Denied, NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.roles import NEED_SECOND_FACTOR
from tearoad.people.web.actions import browsers
from tearoad.people.web.models import KnownBrowser, User
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.limits.disk import not_worth_failing

CHOSEN = "organisation"
"""Where the session keeps which of the user's organisations they act for."""
STRONG = "second_factor"
"""Whether a second factor or a passkey was used, or has just been set up."""
SEEN = "seen_at"
BEGAN = "began_at"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOTED_EVERY = timedelta(minutes=5)
FRESH_FOR = timedelta(minutes=30)


def begin(request: Any, user: User, *, strong: bool) -> None:
    """Sign a user in, in a new session."""
    login(request, user, backend=BACKEND)
    at = now().isoformat()
    request.session.update({STRONG: strong, SEEN: at, BEGAN: at})
    UserSession.objects.create_from_request(request)


def renew(request: Any) -> None:
    """Give a session that may do more from now on a new key, so that an older one is worth nothing."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def note_seen(request: Any) -> None:
    """Note that a session was seen, at most every five minutes."""
    seen = request.session.get(SEEN)
    at = now()
    if seen is None or at - datetime.fromisoformat(seen) < NOTED_EVERY:
        return
    with not_worth_failing():
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=at)
        request.session[SEEN] = at.isoformat()


def lacks_second_factor(request: Any, actor: Actor) -> bool:
    """Whether someone must still set up a second factor before they see anything."""
    wanted = request.organisation.second_factor_required and actor.role in NEED_SECOND_FACTOR
    return wanted and not request.session.get(STRONG, False)


def require_fresh(request: Any) -> None:
    """Refuse a change of the sign-in itself in a session that began long ago, or never showed the second factor.

    A session may have begun with a mailed code alone before the factor was set up elsewhere.

    Raises:
        Denied: sign in again first.

    """
    if not request.session.get(STRONG, False) and Authenticator.objects.filter(user=request.user).exists():
        raise Denied(Text("people.not_strong"), Text("people.not_strong_hint"))
    began = request.session.get(BEGAN)
    if began is not None and now() - datetime.fromisoformat(began) > FRESH_FOR:
        raise Denied(Text("people.not_fresh"), Text("people.not_fresh_hint"))


def leave(request: Any) -> None:
    """Sign out of this browser."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


@transaction.atomic
def end_one(user: User, session_id: int) -> None:
    """End one of a user's sessions.

    Raises:
        NotFoundError: the user has no such session.

    """
    if not _end(UserSession.objects.filter(user=user, pk=session_id)):
        raise NotFoundError(Text("people.no_session"))


@transaction.atomic
def end_others(user: User, kept: str | None) -> int:
    """End all of a user's sessions but the one with this key, and forget all other browsers; returns how many ended."""
    here = browsers.of_sessions(UserSession.objects.filter(user=user, session_key=kept))
    KnownBrowser.objects.filter(user=user).exclude(pk__in=here).delete()
    return _end(UserSession.objects.filter(user=user).exclude(session_key=kept))


@transaction.atomic
def end_all(user: User) -> int:
    """End all of a user's sessions and forget their browsers; returns how many sessions ended."""
    KnownBrowser.objects.filter(user=user).delete()
    return _end(UserSession.objects.filter(user=user))


def _end(rows: Any) -> int:
    """End sessions; a browser that is signed out from elsewhere is not known any more."""
    ended = list(rows)
    keys = [row.session_key for row in ended]
    KnownBrowser.objects.filter(pk__in=browsers.of_sessions(ended)).delete()
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
