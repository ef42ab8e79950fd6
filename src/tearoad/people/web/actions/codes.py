"""Sign in by an e-mailed code. An unknown address gets the same answer, after about the same time, and no mail.

A code is good once, for ten minutes, five tries and in the browser that asked for it. So tries need no limit but that
of their code, which nobody else can spend: what bounds codes bounds guesses. All strangers together get 24 codes a day
for one person, whatever their addresses: 120 tries at one of 100,000,000 codes. Somebody who tries for a whole year
succeeds with a chance of 120 x 365 / 10^8, one in 2,300, and has sent the person 8,760 mails; a second factor stands
behind it where there is one. Whoever has stolen the cookie of a browser in which the person has signed in before gets
20 codes an hour in it, 100 tries: one in a million an hour.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings

from tearoad.errors import InputError
from tearoad.people.web.actions import browsers, limits
from tearoad.people.web.actions.users import address_of
from tearoad.people.web.models import Membership, User
from tearoad.people.web.queries.keys import digest_key
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.letters import one_line
from tearoad.web import registry
from tearoad.web.clock import now
from tearoad.words import say

PENDING = "sign_in"
DIGITS = 8
TRIES_OF_A_CODE = 5
CODES_OF_A_BROWSER = (5, 15 * 60)
CODES_OF_A_PLACE = (30, 15 * 60)
CODES_TO_ONE_FROM_A_PLACE = ((5, 3600), (10, 86_400))
CODES_TO_ONE = ((8, 3600), (24, 86_400))


def ask(request: Any, written: str, back: str) -> None:
    """Send a code to an address, if an active user with an organisation has it.

    Raises:
        InputError: that is no e-mail address.
        TooMany: too many codes in this browser; of others: from this place, or for this address.

    """
    address = address_of(written)
    theirs = Membership.objects.filter(user__email=address, user__is_active=True)
    membership = theirs.select_related("user").order_by("pending", "since", "pk").first()
    user = None if membership is None else membership.user
    _spend(request, address, user)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    pending = secrets.token_urlsafe(16)
    if user is not None:
        _post(user, code, pending)
    request.session[PENDING] = {
        "id": pending,
        "email": address,
        "user": "" if user is None else str(user.pk),
        "digest": _digest(pending, code),
        "until": now().timestamp() + settings.SIGN_IN_CODE_MINUTES * 60,
        "back": back,
    }


def _spend(request: Any, address: str, user: User | None) -> None:
    """Count one code asked for: of a known browser by itself, whatever strangers do; of others for place and person."""
    browser = browsers.known(request, user)
    if browser is not None:
        limits.spend(f"codes:browser:{browser.pk}", *CODES_OF_A_BROWSER)
        return
    place = limits.place_of(request)
    limits.spend(f"codes:{place}", *CODES_OF_A_PLACE)
    for limit in CODES_TO_ONE_FROM_A_PLACE:
        limits.spend(f"codes:{address}:{place}", *limit)
    for limit in CODES_TO_ONE:
        limits.spend(f"codes:{address}", *limit)


def check(request: Any, written: str) -> User:
    """Return the user to whom the right code was sent.

    Raises:
        InputError: the code is wrong, too old, or none was asked for.
        TooMany: too many tries of this code; what is tried in another browser counts for the code asked for there.

    """
    pending = request.session.get(PENDING)
    if pending is None:
        raise InputError(Text("people.no_code"), Text("people.no_code_hint"))
    limits.spend(f"tries:{pending['id']}", TRIES_OF_A_CODE, 3600)
    code = "".join(written.split())
    right = hmac.compare_digest(_digest(pending["id"], code), pending["digest"])
    user = User.objects.filter(pk=pending["user"], is_active=True).first() if pending["user"] else None
    if user is None or not right or now().timestamp() > pending["until"]:
        raise InputError(Text("people.wrong_code"), Text("people.wrong_code_hint", count=settings.SIGN_IN_CODE_MINUTES))
    del request.session[PENDING]
    return user


def _post(user: User, code: str, pending: str) -> None:
    language = Language(user.language)
    minutes = settings.SIGN_IN_CODE_MINUTES
    registry.ask(
        "account_mail",
        key=f"sign-in:{pending}",
        kind="sign_in_code",
        to=user.email,
        language=language,
        subject=say(Text("people.code_subject"), language),
        body=say(
            Text("people.code_body", name=one_line(str(user)), code=f"{code[:4]} {code[4:]}", count=minutes), language
        ),
        lasts=timedelta(minutes=minutes),
    )


def _digest(pending: str, code: str) -> str:
    return hmac.new(digest_key("codes"), f"{pending}\n{code}".encode(), hashlib.sha256).hexdigest()
