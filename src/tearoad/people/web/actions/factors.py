"""Second factors and passkeys, with allauth's cryptography: set up, use, remove; recovery codes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.roles import NEED_SECOND_FACTOR
from tearoad.people.web.actions import ledger, limits
from tearoad.people.web.actions.sessions import end_all
from tearoad.people.web.models import KnownBrowser, Organisation, User, acting_for
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.json_data import WRONG, NoJson, data_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
TRIES = (10, 15 * 60)
"""Of one known browser, and of all others together. Whoever guesses here has the mailbox already, and hits one of the
three codes of 1,000,000 that are good at a time: 40 tries an hour, a chance of one in 8,300."""
LAST_COUNTER = "last_counter"


def check_code(user: User, written: str, browser: KnownBrowser | None = None) -> None:
    """Accept a code of the authenticator app, or a recovery code, once; a known browser has tries of its own.

    Raises:
        InputError: it is neither, or it was used before.
        TooMany: too many tries in this browser; of others: for this user.

    """
    limits.spend(f"factor:{user.pk}" if browser is None else f"factor:browser:{browser.pk}", *TRIES)
    code = "".join(written.split())
    if not any(_accepts(accept, user, code) for accept in (_accept_totp, _accept_recovery)):
        raise InputError(Text("people.wrong_factor"), Text("people.wrong_factor_hint"))


def _accepts(accept: Callable[[User, str], bool], user: User, code: str) -> bool:
    """Whether a code is accepted; what the library kept and cannot be read accepts none."""
    try:
        return accept(user, code)
    except WRONG:
        return False


@transaction.atomic
def _accept_totp(user: User, code: str) -> bool:
    """Accept a code whose time is later than that of the last one accepted: it cannot be used twice."""
    row = Authenticator.objects.select_for_update().filter(user=user, type=Authenticator.Type.TOTP).first()
    counter = None if row is None else _counter_of(decrypt(row.data["secret"]), code)
    if row is None or counter is None or counter <= row.data.get(LAST_COUNTER, 0):
        return False
    row.data[LAST_COUNTER] = counter
    row.save(update_fields=["data"])
    row.record_usage()
    return True


def _counter_of(secret: str, code: str) -> int | None:
    if not secret:
        return None
    for counter in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            return int(counter)
    return None


def _accept_recovery(user: User, code: str) -> bool:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return row is not None and bool(RecoveryCodes(row).validate_code(code))


@transaction.atomic
def add_totp(by: Actor, user: User, written: str) -> None:
    """Set up the authenticator app whose secret the page has shown, by a first code of it.

    Raises:
        InputError: the code is not of this secret.
        Conflict: one is set up already.

    """
    require(by, Policy.SECURE_ACCOUNT)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        raise Conflict(Text("people.factor_exists"))
    secret = totp.get_totp_secret()
    counter = _counter_of(secret, "".join(written.split()))
    if counter is None:
        raise InputError(Text("people.wrong_factor"), Text("people.wrong_totp_hint"))
    row = totp.TOTP.activate(user, secret).instance
    row.data[LAST_COUNTER] = counter
    row.save(update_fields=["data"])
    _note_added(by, user, "totp")


def passkey_options(user: User) -> dict[str, Any]:
    """Return what a browser needs to make a passkey."""
    made: dict[str, Any] = webauthn.begin_registration(user, passwordless=True)
    return made


@transaction.atomic
def add_passkey(by: Actor, user: User, written: str, name: str) -> None:
    """Keep the passkey that a browser has made.

    Raises:
        InputError: it does not answer our question.

    """
    require(by, Policy.SECURE_ACCOUNT)
    with _judged():
        credential = _credential(written)
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    webauthn.WebAuthn.add(user, name.strip()[:60], credential)
    _note_added(by, user, "passkey")


def sign_in_options(user: User | None = None) -> dict[str, Any]:
    """Return what a browser needs to show a passkey: anybody's, or one of a user's as a second factor."""
    made: dict[str, Any] = webauthn.begin_authentication(user)
    return made


def check_passkey(written: str, expected: User | None = None) -> User:
    """Return whose passkey it is. A signature cannot be guessed, so that nobody's tries are counted here.

    Raises:
        InputError: it is nobody's, or another's than expected.

    """
    with _judged():
        credential = _credential(written)
        user: User = expected if expected is not None else webauthn.extract_user_from_response(credential)
        webauthn.complete_authentication(user, credential).record_usage()
        if not user.is_active:
            raise ValueError(user.pk)
    return user


@transaction.atomic
def remove(by: Actor, user: User, factor_id: int) -> None:
    """Remove one of a user's factors; the last one stays where the organisation asks for one.

    Raises:
        NotFoundError: the user has no such factor.
        Conflict: it is the last one.

    """
    require(by, Policy.SECURE_ACCOUNT)
    rows = list(Authenticator.objects.select_for_update().filter(user=user, type__in=FACTORS))
    row = next((authenticator for authenticator in rows if authenticator.pk == factor_id), None)
    if row is None:
        raise NotFoundError(Text("people.no_factor"))
    requiring = Organisation.objects.filter(
        memberships__user=user,
        memberships__pending=False,
        second_factor_required=True,
        memberships__role__in=[role.value for role in NEED_SECOND_FACTOR],
    )
    if len(rows) == 1 and requiring.exists():
        raise Conflict(Text("people.last_factor"), Text("people.last_factor_hint"))
    row.delete()
    if len(rows) == 1:
        Authenticator.objects.filter(user=user).delete()
    ledger.append(by, "people.factor_removed", "user", user.pk, {"kind": row.type})


@transaction.atomic
def reset(user: User, known_to: Iterable[Actor]) -> int:
    """Remove all factors of someone who has lost them, and sign them out; returns how many factors there were.

    Args:
        user: whose.
        known_to: on whose behalf, one for each organisation whose ledger shall say so.

    """
    count = int(Authenticator.objects.filter(user=user, type__in=FACTORS).count())
    Authenticator.objects.filter(user=user).delete()
    end_all(user)
    for by in known_to if count else ():
        with acting_for(by.tenant):
            ledger.append(by, "people.factors_reset", "user", user.pk, {"count": count})
    return count


@transaction.atomic
def new_recovery_codes(by: Actor, user: User) -> list[str]:
    """Make ten new recovery codes; older ones are worth nothing from here on.

    Raises:
        Conflict: there is no factor that they could stand in for.

    """
    require(by, Policy.SECURE_ACCOUNT)
    if not Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
        raise Conflict(Text("people.no_factor_yet"), Text("people.no_factor_yet_hint"))
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    ledger.append(by, "people.recovery_codes_made", "user", user.pk)
    return codes


def _note_added(by: Actor, user: User, kind: str) -> None:
    ledger.append(by, "people.factor_added", "user", user.pk, {"kind": kind})


@contextmanager
def _judged() -> Iterator[None]:
    """Refuse what a browser sent where the library cannot read it: it tells so by whatever fails inside."""
    try:
        yield
    except (ValidationError, NoJson, struct.error, *WRONG) as wrong:
        raise InputError(Text("people.wrong_passkey"), Text("people.wrong_passkey_hint")) from wrong


def _credential(written: str) -> dict[str, Any]:
    credential = data_of(written)
    if not isinstance(credential, dict):
        raise TypeError(credential)
    return credential
