"""A person's request: what is held about them, and erasing it. Also what this room itself holds."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from tearoad.errors import InputError, NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.roles import Role
from tearoad.people.web.actions import ledger, sessions, users
from tearoad.people.web.models import KnownBrowser, LedgerEntry, Membership, User, current_tenant
from tearoad.people.web.policies import require
from tearoad.people.web.queries.keys import digest_key
from tearoad.people.web.queries.personal import held, held_user, known_as, session_rows, spellings, whole_account
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.clock import now


@transaction.atomic
def hand_out(by: Actor, address: str) -> dict[str, list[Any]]:
    """Return everything that is held about the person with this address; the ledger notes that it was handed out.

    Raises:
        NotFoundError: nothing is held.

    """
    require(by, Policy.ERASE_PERSON)
    found = held(address)
    if not found:
        raise NotFoundError(Text("people.nothing_held"), Text("people.nothing_held_hint"))
    ledger.append(by, "people.handed_out", "person", person_mark(address), {"kinds": sorted(found)})
    return found


@transaction.atomic
def erase(by: Actor, address: str, typed: str) -> int:
    """Erase everything that is held about the person with this address; returns how many rows were changed.

    Raises:
        NotFoundError: nothing is held.
        InputError: the typed name is not the person's.
        Conflict: they are the last manager.

    """
    require(by, Policy.ERASE_PERSON)
    found = held(address)
    if not found:
        raise NotFoundError(Text("people.nothing_held"), Text("people.nothing_held_hint"))
    if typed.strip().casefold() not in {name.casefold() for name in known_as(address, found)}:
        raise InputError(Text("people.name_differs"), Text("people.name_differs_hint"))
    ways = spellings(address)  # while who they are is still known
    counts = {data.model: sum(map(data.erase, ways)) for data in _in_order() if data.model in found}
    ledger.append(by, "people.person_erased", "person", person_mark(address), {"rows": counts})
    return sum(counts.values())


def _in_order() -> list[registry.PersonalData]:
    """Return what is declared in the order of erasing: what is found through a person's own rows goes before them."""
    return sorted(registry.personal_data().values(), key=lambda data: data.tells_who)


def person_mark(address: str) -> str:
    """Return what the ledger calls a person without saying who it is: the same address has the same mark."""
    return hmac.new(digest_key("persons"), address.strip().casefold().encode(), hashlib.sha256).hexdigest()[:24]


# What this room holds: users, their memberships, their sessions.


def find_user(address: str) -> Iterable[dict[str, Any]]:
    """Return the account with this address, if the organisation knows it; what is another's too is not ours to show."""
    user = held_user(address)
    if user is None:
        return
    if whole_account(address) is None:
        member = Membership.objects.filter(user=user, organisation_id=current_tenant(), pending=False).exists()
        yield {"email": user.email, "name": user.name} if member else {"email": user.email}
    else:
        yield {
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "created_at": user.created_at.isoformat(),
            "last_login": None if user.last_login is None else user.last_login.isoformat(),
        }


def user_handles() -> Iterable[tuple[str, str]]:
    """Return the addresses of the accounts that the organisation knows, with their names."""
    members = Membership.objects.filter(organisation_id=current_tenant(), pending=False)
    return list(members.values_list("user__email", "user__name"))


def erase_user(address: str) -> int:
    """Erase an account; where another organisation has it too, only what this one holds."""
    user = held_user(address)
    if user is None:
        return 0
    ledger.erase(f"user:{user.pk}")
    if Membership.objects.filter(user=user).exclude(organisation_id=current_tenant()).exists():
        return 1
    sessions.end_all(user)
    Authenticator.objects.filter(user=user).delete()
    at = now()
    nobody = f"erased-{user.pk.hex}@erased.invalid"
    User.objects.filter(pk=user.pk).update(email=nobody, name="", is_active=False, erased_at=at, last_login=None)
    return 1


def find_membership(address: str) -> Iterable[dict[str, Any]]:
    """Return what someone is in the organisation, and what they did there."""
    user = held_user(address)
    if user is None:
        return
    for membership in Membership.objects.filter(user=user, organisation_id=current_tenant()):
        yield {"role": membership.role, "since": membership.since.isoformat()}
    for entry in LedgerEntry.objects.filter(actor_id=user.pk).order_by("number"):
        yield {"did": entry.code, "at": entry.at.isoformat(), "number": entry.number}


def erase_membership(address: str) -> int:
    """Take someone out of the organisation."""
    user = held_user(address)
    mine = Membership.objects.filter(user=user, organisation_id=current_tenant()).first() if user else None
    if mine is None:
        return 0
    users.keep_a_manager(current_tenant(), mine)
    users.take_out(Actor(current_tenant(), Role.SYSTEM), mine)
    return 1


def find_sessions(address: str) -> Iterable[dict[str, Any]]:
    """Return where someone is signed in."""
    return session_rows(address)


def erase_sessions(address: str) -> int:
    """Sign someone out everywhere, where no other organisation has the account too."""
    user = whole_account(address)
    return 0 if user is None else sessions.end_all(user)


def find_browsers(address: str) -> Iterable[dict[str, Any]]:
    """Return since when which browsers are known, of an account that is only ours."""
    user = whole_account(address)
    for browser in KnownBrowser.objects.filter(user=user).order_by("since") if user else ():
        yield {"since": browser.since.isoformat(), "last_seen": browser.last_seen_at.isoformat()}


def erase_browsers(address: str) -> int:
    """Forget the browsers of an account that is only ours."""
    user = whole_account(address)
    return 0 if user is None else int(KnownBrowser.objects.filter(user=user).delete()[0])
