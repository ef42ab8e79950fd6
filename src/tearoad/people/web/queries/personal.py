"""What is held about a person, over everything that stages declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession

from tearoad.errors import InputError
from tearoad.people.web.models import Membership, PersonKey, User, current_tenant
from tearoad.text import Text
from tearoad.web import registry

MOST_LETTERS = 254
"""Of an e-mail address, by its standard; a phone is shorter."""


def held(address: str) -> dict[str, list[Any]]:
    """Return what is held about whoever has this e-mail address or phone, by model; nothing where nothing is.

    Raises:
        InputError: it is longer than an address can be.

    """
    wanted = address.strip()
    if len(wanted) > MOST_LETTERS:
        raise InputError(
            Text("people.address_long", found=len(wanted), most=MOST_LETTERS), Text("people.address_long_hint")
        )
    if not wanted:
        return {}
    found = {model: list(data.find(wanted)) for model, data in sorted(registry.personal_data().items())}
    return {model: rows for model, rows in found.items() if rows}


def known_as(address: str, found: dict[str, list[Any]]) -> tuple[str, ...]:
    """Return the names under which a person is held, the address itself where there is none."""
    names = {name.strip() for rows in found.values() for row in rows for name in _names(row) if name.strip()}
    return tuple(sorted(names)) or (address.strip(),)


def _names(row: Any, *, named: bool = False) -> list[str]:
    if isinstance(row, dict):
        return [name for key, part in row.items() for name in _names(part, named=named or key in {"name", "names"})]
    if isinstance(row, list | tuple):
        return [name for part in row for name in _names(part, named=named)]
    return [row] if named and isinstance(row, str) else []


def held_user(address: str) -> User | None:
    """Return the account with this address, if it belongs or belonged to the organisation."""
    user = User.objects.filter(email=address.strip().casefold()).first()
    if user is None:
        return None
    belongs = Membership.objects.filter(user=user, organisation_id=current_tenant()).exists()
    known = belongs or PersonKey.objects.filter(person=f"user:{user.pk}", erased_at=None).exists()
    return user if known else None


def whole_account(address: str) -> User | None:
    """Return the account with this address if it is only ours: nothing to accept here, no member anywhere else."""
    user = held_user(address)
    rows = Membership.objects.filter(user=user) if user else ()
    others = any(row.pending if row.organisation_id == current_tenant() else not row.pending for row in rows)
    return None if others else user


def session_rows(address: str) -> list[dict[str, Any]]:
    """Return a user's sessions as JSON data; of who belongs to other organisations too, none."""
    user = whole_account(address)
    rows = UserSession.objects.filter(user=user).order_by("created_at") if user else ()
    return [
        {
            "address": row.ip,
            "device": row.user_agent,
            "since": row.created_at.isoformat(),
            "last_seen": row.last_seen_at.isoformat(),
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class PersonalDataLine:
    """One line of the privacy page."""

    model: str
    purpose: Text
    keep_days: int


def personal_data_lines() -> tuple[PersonalDataLine, ...]:
    """Return what is kept about people, why, and how long."""
    rows = (PersonalDataLine(data.model, data.purpose, data.keep_days) for data in registry.personal_data().values())
    return tuple(sorted(rows, key=lambda row: row.model))


@dataclass(frozen=True, slots=True)
class Held:
    """What one kind of row holds about a person, for a page."""

    model: str
    purpose: Text
    rows: list[Any]


def rows_about(address: str) -> tuple[Held, ...]:
    """Return what is held about whoever has this address, with its purpose."""
    declared = registry.personal_data()
    return tuple(Held(model, declared[model].purpose, rows) for model, rows in held(address).items())
