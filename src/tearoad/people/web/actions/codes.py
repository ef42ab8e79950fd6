"""Sign in by an e-mailed code. An unknown address gets the same answer, after about the same time, and no mail."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction

from tearoad.errors import InputError
from tearoad.people.web.actions import limits
from tearoad.people.web.actions.users import address_of
from tearoad.people.web.models import Membership, User, acting_for
from tearoad.people.web.queries.keys import digest_key
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import registry
from tearoad.web.clock import now
from tearoad.words import say

PENDING = "sign_in"
DIGITS = 8
TRIES_OF_A_CODE = 5
CODES_OF_AN_ADDRESS = (5, 15 * 60)
CODES_OF_A_PLACE = (30, 15 * 60)
TRIES_OF_AN_ADDRESS = (20, 3600)
TRIES_OF_A_PLACE = (60, 15 * 60)


@contextmanager
def level() -> Iterator[None]:
    """Let what is inside take at least a fixed time, whether it succeeds or not."""
    began = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, settings.SIGN_IN_FLOOR_S - (time.monotonic() - began)))


def ask(request: Any, written: str, back: str) -> None:  # noqa: ANN401  # Django's, with ours on it
    """Send a code to an address, if an active user with an organisation has it.

    Raises:
        InputError: that is no e-mail address.
        TooMany: too many codes for this address or from this place.

    """
    address = address_of(written)
    limits.spend(f"codes:{limits.place_of(request)}", *CODES_OF_A_PLACE)
    limits.spend(f"codes:{address}", *CODES_OF_AN_ADDRESS)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    pending = secrets.token_urlsafe(16)
    theirs = Membership.objects.filter(user__email=address, user__is_active=True)
    membership = theirs.order_by("pending", "since", "pk").first()
    if membership is not None:
        _post(membership, code, pending)
    request.session[PENDING] = {
        "id": pending,
        "email": address,
        "user": "" if membership is None else str(membership.user_id),
        "digest": _digest(pending, code),
        "until": now().timestamp() + settings.SIGN_IN_CODE_MINUTES * 60,
        "back": back,
    }


def check(request: Any, written: str) -> User:  # noqa: ANN401  # the same
    """Return the user to whom the right code was sent.

    Raises:
        InputError: the code is wrong, too old, or none was asked for.
        TooMany: too many tries of this code, for this address or from this place.

    """
    pending = request.session.get(PENDING)
    if pending is None:
        raise InputError(Text("people.no_code"), Text("people.no_code_hint"))
    limits.spend(f"tries:{limits.place_of(request)}", *TRIES_OF_A_PLACE)
    limits.spend(f"tries:{pending['email']}", *TRIES_OF_AN_ADDRESS)
    limits.spend(f"tries:{pending['id']}", TRIES_OF_A_CODE, 3600)
    code = "".join(written.split())
    right = hmac.compare_digest(_digest(pending["id"], code), pending["digest"])
    user = User.objects.filter(pk=pending["user"], is_active=True).first() if pending["user"] else None
    if user is None or not right or now().timestamp() > pending["until"]:
        raise InputError(Text("people.wrong_code"), Text("people.wrong_code_hint", count=settings.SIGN_IN_CODE_MINUTES))
    del request.session[PENDING]
    return user


@transaction.atomic
def _post(membership: Membership, code: str, pending: str) -> None:
    user = membership.user
    language = Language(user.language)
    minutes = settings.SIGN_IN_CODE_MINUTES
    with acting_for(membership.organisation_id):
        registry.ask(
            "outbox",
            to=user.email,
            language=language,
            subject=say(Text("people.code_subject"), language),
            body=say(Text("people.code_body", name=str(user), code=f"{code[:4]} {code[4:]}", count=minutes), language),
            key=f"sign-in:{pending}",
            kind="sign_in_code",
        )


def _digest(pending: str, code: str) -> str:
    return hmac.new(digest_key("codes"), f"{pending}\n{code}".encode(), hashlib.sha256).hexdigest()
