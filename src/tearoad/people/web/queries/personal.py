"""What is held about a person, over everything that stages declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession

from tearoad.errors import InputError
from tearoad.names import NameIndex, parse_person
from tearoad.people.handles import read_handle
from tearoad.people.web.models import Membership, PersonKey, User, current_tenant
from tearoad.text import Text
from tearoad.web import registry

MOST_LETTERS = 254
"""Of an e-mail address, by its standard; a phone is shorter."""


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """Somebody who may be meant: what they are called, and by what they are found, which is empty where nothing is."""

    name: str
    handle: str


_LIKE_NAME = 700
"""Of 1,000: below it two names are not taken for one person's."""


def spellings(written: str) -> tuple[str, ...]:
    """Return every way in which a mail, a telephone or a messenger is kept, what was typed first."""
    wanted = read_handle(written)
    kept = (handle for handle, _name in _kept_handles() if wanted.matches(read_handle(handle)))
    return tuple(dict.fromkeys((written.strip(), *kept)))


def _kept_handles() -> Iterator[tuple[str, str]]:
    for data in registry.personal_data().values():
        yield from ((handle, name) for handle, name in data.handles() if handle or name)


def likely_people(written: str) -> tuple[LikelyPerson, ...]:
    """Return who may be meant by a name in any script, or by a handle much like one that is kept; best first."""
    wanted, exact = read_handle(written), set(spellings(written))
    people = tuple(dict.fromkeys(LikelyPerson(name.strip(), handle) for handle, name in _kept_handles()))
    like = [who for who in people if who.handle not in exact and wanted.is_like(read_handle(who.handle))]
    if wanted.kind in {"", "messenger"}:
        named = [who for who in people if who.name]
        hits = NameIndex([parse_person(who.name) for who in named]).search(parse_person(written), _LIKE_NAME)
        like += [named[hit.place] for hit in hits]
    return tuple(dict.fromkeys(like))


def held(address: str) -> dict[str, list[Any]]:
    """Return what is held about whoever has this e-mail address, phone or messenger, by model.

    Every spelling of it counts; nothing where nothing is.

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
    ways = spellings(wanted)
    found: dict[str, list[Any]] = {}
    for model, data in sorted(registry.personal_data().items()):
        for row in (row for way in ways for row in data.find(way)):
            if row not in found.setdefault(model, []):
                found[model].append(row)
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
