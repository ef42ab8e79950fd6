"""What a user has set up to sign in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.utils.safestring import SafeString

from tearoad.people.web.models import User
from tearoad.values.json_data import WRONG


@dataclass(frozen=True, slots=True)
class Factor:
    """One passkey, or the authenticator app."""

    id: int
    kind: str
    name: str
    made_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """All of a user's, and how many recovery codes are left."""

    each: tuple[Factor, ...]
    recovery_codes_left: int

    @property
    def has_totp(self) -> bool:
        """Whether an authenticator app is set up."""
        return any(factor.kind == "totp" for factor in self.each)

    @property
    def has_passkey(self) -> bool:
        """Whether there is a passkey."""
        return any(factor.kind == "webauthn" for factor in self.each)


def _called(data: object) -> str:
    """Return what a factor is called; the column is the package's own, and is read with care."""
    return str(data.get("name", "")) if isinstance(data, dict) else ""


def _codes_left(row: Authenticator) -> int:
    """Return how many recovery codes are unused; none of those that cannot be read."""
    try:
        return len(RecoveryCodes(row).get_unused_codes())
    except WRONG:
        return 0


def factors_of(user: User) -> Factors:
    """Return what a user has set up, in one query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    left = sum(_codes_left(row) for row in rows if row.type == "recovery_codes")
    return Factors(
        tuple(
            Factor(row.pk, str(row.type), _called(row.data), row.created_at, row.last_used_at)
            for row in rows
            if row.type != "recovery_codes"
        ),
        left,
    )


@dataclass(frozen=True, slots=True)
class TotpSecret:
    """A secret to be set up: as a picture and as letters."""

    picture: SafeString
    letters: str


def totp_secret(user: User) -> TotpSecret:
    """Return the secret that the session keeps until a first code proves that it was set up."""
    secret: str = get_totp_secret()
    url: str = get_adapter().build_totp_url(user, secret)
    drawn = segno.make(url, error="m").svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=False)
    letters = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return TotpSecret(SafeString(drawn), letters)  # our own drawing of our own secret
