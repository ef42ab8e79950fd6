"""Make keys for programs, replace them, take them back. Only a digest is kept: who lost a key gets a new one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from tearoad.errors import Conflict, Denied, InputError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy, allowed
from tearoad.people.roles import Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Membership, Organisation, ProgramKey, User, current_tenant
from tearoad.people.web.policies import require
from tearoad.people.web.queries.personal import held_user
from tearoad.people.web.queries.program_keys import (
    PREFIX,
    SECRET_BYTES,
    digest_of_key,
    mission_names,
    office_day,
    state_of_key,
)
from tearoad.text import Text
from tearoad.values.letters import one_line
from tearoad.web.clock import fair_now, now
from tearoad.web.registry import Job, JobRun, Json

LONGEST_NAME = 60
USUAL_DAYS, MOST_DAYS = 365, 730
BOTH_OPEN = timedelta(days=7)
"""So long the secret before opens as well, unless its own last day comes first."""
MOST_KEYS = 100
"""Of one organisation that were not revoked: nobody has as many programs."""


class WrongField(InputError):
    """A field of the form for a key cannot be used."""

    def __init__(self, field: str, text: Text) -> None:
        """Keep which."""
        super().__init__(text, Text("program_keys.form_hint"))
        self.field = field


@dataclass(frozen=True, slots=True)
class WantedKey:
    """What somebody asks a new key to be."""

    name: str
    mission: str
    """The id of the only mission it opens; empty for all."""
    writes: bool
    until: date


@dataclass(frozen=True, slots=True)
class NewProgramKey:
    """A key with its secret, which is shown once and never again."""

    row: ProgramKey
    secret: str


@transaction.atomic
def make_key(by: Actor, wanted: WantedKey) -> NewProgramKey:
    """Make a key by which a program acts on its maker's behalf.

    Raises:
        WrongField: a field cannot be used.
        Conflict: the organisation has too many keys.

    """
    require(by, Policy.MAKE_KEYS)
    maker = _person(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.tenant)
    if ProgramKey.objects.filter(revoked_at=None).count() >= MOST_KEYS:
        raise Conflict(Text("program_keys.too_many", most=MOST_KEYS), Text("program_keys.too_many_hint"))
    today = office_day(organisation)
    lasts = (wanted.until - today).days
    if not 0 <= lasts <= MOST_DAYS:
        last_day = today + timedelta(days=MOST_DAYS)
        raise WrongField("until", Text("program_keys.bad_until", first=f"{today}", last=f"{last_day}"))
    secret = _new_secret()
    row: ProgramKey = ProgramKey.objects.create(
        name=_name(wanted.name),
        maker_id=maker,
        mission=_mission(wanted.mission),
        writes=wanted.writes,
        secret_digest=digest_of_key(secret),
        made_at=now(),
        lasts_days=lasts,
        valid_until=wanted.until,
    )
    facts = {"mission": row.mission, "writes": row.writes, "until": row.valid_until}
    ledger.append(by, "people.key_made", "program_key", row.pk, facts)
    return NewProgramKey(row, secret)


@transaction.atomic
def replace_key(by: Actor, row: ProgramKey) -> NewProgramKey:
    """Give a program a new key for as long as the first was made for; the one before opens for a week as well.

    Raises:
        Denied: somebody else made it: the new one would act in their name.
        Conflict: it does not open any more.

    """
    require(by, Policy.MAKE_KEYS)
    if row.maker_id != _person(by):
        raise Denied(Text("program_keys.not_yours"), Text("program_keys.not_yours_hint"))
    held: ProgramKey = ProgramKey.objects.select_for_update().select_related("tenant").get(pk=row.pk)
    if state_of_key(held, has_maker=True) != "live":
        raise Conflict(Text("program_keys.opens_nothing"), Text("program_keys.opens_nothing_hint"))
    secret, today = _new_secret(), office_day(held.tenant)
    held.previous_digest, held.secret_digest = held.secret_digest, digest_of_key(secret)
    held.previous_until = min(today + BOTH_OPEN, held.valid_until)
    held.valid_until = today + timedelta(days=held.lasts_days)
    held.save()
    ledger.append(by, "people.key_replaced", "program_key", held.pk, {"until": held.valid_until})
    return NewProgramKey(held, secret)


@transaction.atomic
def end_previous(by: Actor, row: ProgramKey) -> None:
    """Let the secret before open nothing from now on: the program knows the new one."""
    require(by, Policy.MAKE_KEYS)
    replaced = ProgramKey.objects.filter(pk=row.pk, previous_until__isnull=False)
    if replaced.update(previous_digest="", previous_until=None):
        ledger.append(by, "people.key_previous_ended", "program_key", row.pk, {})


@transaction.atomic
def revoke_key(by: Actor, row: ProgramKey) -> None:
    """Let a key open nothing from now on; any who may make keys may do this."""
    require(by, Policy.MAKE_KEYS)
    _revoke(by, ProgramKey.objects.filter(pk=row.pk))


def end_keys_of(by: Actor, user: UUID) -> int:
    """Take back every key in this organisation of somebody who may not make keys any more; return how many.

    A part of what changes roles and takes people out: a key never opens again because its maker comes back.
    """
    member = Membership.objects.filter(user=user, organisation=current_tenant(), pending=False).first()
    if member is not None and allowed(Role(member.role), Policy.MAKE_KEYS):
        return 0
    return _revoke(by, ProgramKey.objects.filter(maker=user))


def find_keys(address: str) -> list[dict[str, object]]:
    """Return the keys that somebody made."""
    user = held_user(address)
    rows = ProgramKey.objects.filter(maker=user) if user else ()
    return [
        {"program": row.name, "made_at": row.made_at.isoformat(), "last_used_on": str(row.last_used_on or "")}
        for row in rows
    ]


def erase_keys(address: str) -> int:
    """Take back the keys that somebody made, and forget what they called them."""
    user = held_user(address)
    rows = ProgramKey.objects.filter(maker=user) if user else ProgramKey.objects.none()
    _revoke(Actor(current_tenant(), Role.SYSTEM), rows)
    return int(rows.update(name="", last_used_on=None))


def _revoke(by: Actor, rows: QuerySet[ProgramKey]) -> int:
    ended = list(rows.filter(revoked_at=None))
    for row in ended:
        ProgramKey.objects.filter(pk=row.pk).update(revoked_at=now(), previous_digest="", previous_until=None)
        ledger.append(by, "people.key_revoked", "program_key", row.pk, {})
    return len(ended)


def _person(by: Actor) -> UUID:
    """Return who makes a key: a person, never a program, which would outlive its own key."""
    if by.program is not None:
        raise Denied(Text("people.denied"), Text("people.denied_hint"))
    return User.objects.get(pk=str(by.user)).pk


def _new_secret() -> str:
    return PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def _name(written: str) -> str:
    name = one_line(written)
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongField("name", Text("program_keys.bad_name", most=LONGEST_NAME))
    return name


def _mission(written: str) -> UUID | None:
    if not written:
        return None
    known = {str(key): key for key, _name in mission_names()}
    if written not in known:
        raise WrongField("mission", Text("program_keys.bad_mission"))
    return known[written]


def forget_ended() -> int:
    """Delete keys that have opened nothing for as long as one is made for at most; return how many."""
    kept = timedelta(days=MOST_DAYS)
    ended = Q(valid_until__lt=(fair_now() - kept).date()) | Q(revoked_at__lt=now() - kept)
    return int(ProgramKey.across_tenants.filter(ended).delete()[0])


def _forget(run: JobRun) -> Json:
    del run
    count = forget_ended()
    return {"rows": count} if count else {}


_VERB = "forget_keys"
FORGETTING = Job(f"people.{_VERB}", Text(f"people.job_{_VERB}"), _forget, every_s=24 * 3600, system=True)
