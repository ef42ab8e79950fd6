"""Whose key a program shows, and why one opens nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.http import HttpRequest

from tearoad.errors import NotFoundError
from tearoad.people.policies import Policy, allowed
from tearoad.people.roles import NEED_SECOND_FACTOR, Role
from tearoad.people.web.models import Membership, Organisation, ProgramKey
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.clock import fair_now

PREFIX = "tr_"
SECRET_BYTES = 32
IN_ADDRESS = re.compile(r"tr_[A-Za-z0-9_-]{43}")
"""What a key looks like; it is looked for in addresses, which proxies and browsers keep."""
_HEADER = re.compile(r"bearer +(tr_[A-Za-z0-9_-]{43})", re.ASCII | re.IGNORECASE)
_API = "/api/"


@dataclass(frozen=True, slots=True)
class ProgramKeyCard:
    """A key as its page shows it."""

    row: ProgramKey
    state: str
    """`live`, `expired`, `revoked`, or `ended`: its maker may not make keys any more."""
    mission: str
    """Its only mission by name; empty for all."""
    mine: bool
    previous_until: date | None
    """Until when the secret before opens as well."""

    @property
    def state_text(self) -> Text:
        """Where it stands, in words."""
        return Text(f"program_keys.state_{self.state}")

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return {"live": "good", "expired": "warn", "ended": "warn"}.get(self.state, "quiet")


def is_of_program(request: HttpRequest) -> bool:
    """Whether a program shows a key, right or wrong, where programs are answered."""
    scheme = request.headers.get("Authorization", "").strip().partition(" ")[0]
    return request.path.startswith(_API) and scheme.casefold() == "bearer"


def has_key_in_address(request: HttpRequest) -> bool:
    """Whether somebody put a key where it does not belong."""
    return request.path.startswith(_API) and IN_ADDRESS.search(request.get_full_path()) is not None


def key_shown(authorization: str) -> ProgramKey | None:
    """Return the row of the key that a header shows, None where there is none.

    It is looked for across organisations, by the digest of what was sent: until then nobody knows whose it is, and how
    long the search takes says nothing about a key.
    """
    match = _HEADER.fullmatch(authorization)
    if match is None:
        return None
    digest = digest_of_key(match[1])
    found: ProgramKey | None = (
        ProgramKey.across_tenants.select_related("tenant", "maker")
        .filter(Q(secret_digest=digest) | Q(previous_digest=digest))
        .first()
    )
    return None if found is None or (digest == found.previous_digest and not _previous_opens(found)) else found


def digest_of_key(secret: str) -> str:
    """Return what is kept of a key: it is 256 bits of chance, so that nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def office_day(organisation: Organisation) -> date:
    """Return which day it is at the office."""
    return fair_now().astimezone(organisation.home_zone).date()


def role_behind(row: ProgramKey) -> Role | None:
    """Return as what a key's maker acts now; None where they may not make keys any more, or owe a second factor."""
    return roles_behind(row.tenant, [row.maker_id]).get(row.maker_id)


def roles_behind(organisation: Organisation, makers: Iterable[UUID]) -> dict[UUID, Role]:
    """Return as what those act who may make keys; one query, two where a second factor is asked for."""
    members = Membership.objects.filter(organisation=organisation, user__in=makers, pending=False, user__is_active=True)
    roles = {member.user_id: Role(member.role) for member in members}
    roles = {user: role for user, role in roles.items() if allowed(role, Policy.MAKE_KEYS)}
    if not organisation.second_factor_required:
        return roles
    has = set(Authenticator.objects.filter(user__in=roles).values_list("user", flat=True))
    return {user: role for user, role in roles.items() if role not in NEED_SECOND_FACTOR or user in has}


def state_of_key(row: ProgramKey, *, has_maker: bool) -> str:
    """Return where a key stands: only one that is `live` opens anything."""
    if row.revoked_at is not None:
        return "revoked"
    if not has_maker:
        return "ended"
    return "live" if office_day(row.tenant) <= row.valid_until else "expired"


def program_key(key_id: UUID) -> ProgramKey:
    """Return one of the organisation's.

    Raises:
        NotFoundError: there is none such.

    """
    found: ProgramKey | None = ProgramKey.objects.select_related("tenant", "maker").filter(pk=key_id).first()
    if found is None:
        raise NotFoundError(Text("program_keys.no_such_key"), Text("program_keys.no_such_key_hint"))
    return found


def program_key_cards(user: UUID | None) -> tuple[ProgramKeyCard, ...]:
    """Return the organisation's keys, those that open first, then the latest; four queries at most."""
    names = dict(mission_names())
    rows = list(ProgramKey.objects.select_related("tenant", "maker").order_by("-made_at"))
    makers = roles_behind(rows[0].tenant, {row.maker_id for row in rows}) if rows else {}
    cards = [_card(row, user, names, has_maker=row.maker_id in makers) for row in rows]
    return tuple(sorted(cards, key=lambda card: card.state != "live"))


def mission_names() -> tuple[tuple[UUID, str], ...]:
    """Return the organisation's missions, the latest first."""
    names: tuple[tuple[UUID, str], ...] = registry.ask("mission_names")
    return names


def _card(row: ProgramKey, user: UUID | None, names: dict[UUID, str], *, has_maker: bool) -> ProgramKeyCard:
    name = names.get(row.mission, str(row.mission)) if row.mission else ""
    until = row.previous_until if row.previous_digest and _previous_opens(row) else None
    return ProgramKeyCard(row, state_of_key(row, has_maker=has_maker), name, row.maker_id == user, until)


def _previous_opens(row: ProgramKey) -> bool:
    return row.previous_until is not None and office_day(row.tenant) <= row.previous_until
