"""The gate for programs: a key opens the API to what its maker may, never a page, and whatever is wrong looks alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from tearoad.errors import Denied, SignedOut, TooMany
from tearoad.people.actor import Actor
from tearoad.people.roles import Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.actions.limits import place_of, spend
from tearoad.people.web.models import ProgramKey, act_for
from tearoad.people.web.queries.program_keys import (
    has_key_in_address,
    key_shown,
    office_day,
    role_behind,
    state_of_key,
)
from tearoad.text import Text
from tearoad.web.limits.disk import not_worth_failing

A_MINUTE, REQUESTS_A_MINUTE = 60, 600
"""What one program may ask, with the key before its new one together."""
TRIES, TRIES_IN_S = 60, 600
"""What one place may try in vain; who has a key that opens is not held up by it."""
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class KeyRefused(SignedOut):
    """A key opens nothing; why, only the organisation's ledger says."""


def program_of(request: Any) -> Actor:
    """Return for whom a program acts by the key in its header; no session is looked at, and none is made.

    Raises:
        KeyRefused: there is no such key, or it opens nothing any more.
        TooMany: the program asks too often, or somebody tries keys.

    """
    request.user = AnonymousUser()
    row = key_shown(request.headers["Authorization"].strip())
    if row is None:
        raise _refused(request)
    act_for(row.tenant_id, row.tenant)
    role = role_behind(row)
    state = state_of_key(row, has_maker=role is not None)
    if role is None or state != "live":
        note_refused(row, state)
        raise _refused(request)
    spend(f"program:{row.pk}", REQUESTS_A_MINUTE, A_MINUTE)
    _note_used(row, office_day(row.tenant))
    request.organisation, request.program_key = row.tenant, row
    name = f"{row.name} ({row.maker})"
    return Actor(row.tenant_id, role, row.maker_id, row.mission, name=name, program=row.pk)


def refuse_key_in_address(request: Any) -> None:
    """Refuse whoever puts a key into an address, even beside a right one: addresses are kept on their way.

    Raises:
        KeyRefused: there is one in it.

    """
    if has_key_in_address(request):
        raise KeyRefused(Text("program_keys.in_address"), Text("program_keys.in_address_hint"))


def require_scope(request: Any, actor: Actor, view: Any, kwargs: Mapping[str, Any]) -> None:
    """Refuse what the key was not made for: a change by one that only reads, what is of no mission by one of a mission.

    Another mission than its own is not there for it: so its queries find (`mission.web.queries.mission`).

    Raises:
        Denied: the key may not do this.

    """
    row: ProgramKey = request.program_key
    if request.method not in _READS and not row.writes:
        note_refused(row, "reads_only")
        raise Denied(Text("program_keys.reads_only"), Text("program_keys.reads_only_hint"))
    if actor.mission is not None and "mission_id" not in kwargs and not getattr(view, "for_any_key", False):
        note_refused(row, "one_mission")
        raise Denied(Text("program_keys.one_mission"), Text("program_keys.one_mission_hint"))


def _refused(request: Any) -> SignedOut | TooMany:
    try:
        spend(f"program-refused:{place_of(request)}", TRIES, TRIES_IN_S)
    except TooMany as error:
        return error
    return KeyRefused(Text("program_keys.refused"), Text("program_keys.refused_hint"))


@transaction.atomic
def note_refused(row: ProgramKey, why: str) -> None:
    """Tell the ledger that a key was refused, once a day for each key: a program asks again and again."""
    today = office_day(row.tenant)
    if ProgramKey.objects.filter(pk=row.pk).exclude(refused_on=today).update(refused_on=today):
        system = Actor(row.tenant_id, Role.SYSTEM)
        ledger.append(system, "people.key_refused", "program_key", row.pk, {"why": why})


def _note_used(row: ProgramKey, today: date) -> None:
    if row.last_used_on != today:
        with not_worth_failing():
            ProgramKey.objects.filter(pk=row.pk).update(last_used_on=today)
