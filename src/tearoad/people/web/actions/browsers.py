"""Known browsers: who signed in before is never held up by what strangers try in the same name.

Limits of the sign-in count by where a try comes from: a browser that has signed in as this person before has limits of
its own, everybody else is counted by address, and together for the person's sake (mail, guesses).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from tearoad.people.web.actions.limits import place_of
from tearoad.people.web.models import KnownBrowser, User
from tearoad.people.web.queries.keys import digest_key
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import Job, JobRun, Json

COOKIE = "known_browser"
PATH = "/sign-in/"
"""Nothing else reads it."""
KEEP_DAYS = 180
"""After the last sign-in in it a browser is a stranger again."""
BROWSER = "browser"
"""Under which name a session's row says in which known browser it began."""


def known(request: HttpRequest, user: User | None) -> KnownBrowser | None:
    """Return the row of the browser if this user has signed in in it before."""
    here = _digest_here(request)
    if user is None or not here:
        return None
    return _fresh().filter(user=user, digest=here).first()


def sender_of(request: HttpRequest) -> str:
    """Return by what tries are counted before it is known who tries: a known browser by itself, others by address."""
    here = _digest_here(request)
    return f"browser:{here}" if here and _fresh().filter(digest=here).exists() else place_of(request)


@transaction.atomic
def remember(request: Any, response: HttpResponse, user: User) -> None:
    """Know the browser from now on in which somebody has just signed in.

    What its cookie holds is made anew each time, for everybody whom it knows: whoever planted or copied an older one
    holds nothing.
    """
    token, before, at = secrets.token_urlsafe(32), _digest_here(request), now()
    digest = _digest(token)
    if before:
        KnownBrowser.objects.filter(digest=before).update(digest=digest)
    row, _made = KnownBrowser.objects.update_or_create(
        user=user, digest=digest, defaults={"last_seen_at": at}, create_defaults={"since": at, "last_seen_at": at}
    )
    UserSession.objects.filter(session_key=request.session.session_key).update(data={BROWSER: row.pk})
    response.set_cookie(
        COOKIE, token, KEEP_DAYS * 86_400, path=PATH, secure=request.is_secure(), httponly=True, samesite="Lax"
    )


def of_sessions(rows: Iterable[UserSession]) -> list[int]:
    """Return in which known browsers sessions began."""
    return [row.data[BROWSER] for row in rows if BROWSER in row.data]


def forget_old() -> int:
    """Forget browsers in which nobody has signed in for long; return how many."""
    return int(KnownBrowser.objects.filter(last_seen_at__lte=_oldest()).delete()[0])


def _fresh() -> QuerySet[KnownBrowser]:
    return KnownBrowser.objects.filter(last_seen_at__gt=_oldest())


def _oldest() -> datetime:
    return now() - timedelta(days=KEEP_DAYS)


def _digest_here(request: HttpRequest) -> str:
    token = request.COOKIES.get(COOKIE, "")
    return _digest(token) if 0 < len(token) <= 100 else ""


def _digest(token: str) -> str:
    return hmac.new(digest_key("browsers"), token.encode(), hashlib.sha256).hexdigest()


def _forget(run: JobRun) -> Json:
    del run
    count = forget_old()
    return {"rows": count} if count else {}


_VERB = "forget_browsers"
FORGETTING = Job(f"people.{_VERB}", Text(f"people.job_{_VERB}"), _forget, every_s=24 * 3600, system=True)
