"""Make links, send them, take them back. Only a secret's digest is kept: who lost a link gets a new one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.links import MAIL, digest_of, holders, mail_key, opened_by, opens_until
from tearoad.mission.web.queries.missions import answers_to
from tearoad.mission.web.queries.receivers import Receiver, receiver
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.roles import VISITORS
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import fair_now, now
from tearoad.web.registry import Event, emit
from tearoad.words import Words

SECRET_BYTES: Mapping[Scope, int] = {Scope.DAY: 32, Scope.FOLLOW: 32, Scope.SURVEY: 32, Scope.ANSWER: 16}
"""A link to answer is copied into messengers and read out: 22 letters, and still 128 bits that nobody guesses."""


@dataclass(frozen=True, slots=True)
class LinksStopped(Event):
    """Somebody's links were taken back, or replaced: what else was handed out with them must stop as well."""

    mission_id: UUID
    role: Role
    party: str
    by: Actor


@dataclass(frozen=True, slots=True)
class NewLink:
    """A new link with its address, which is shown once and never again."""

    link: rows.SignedLink
    who: Receiver
    address: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as its receiver gets it."""

    subject: str
    body: str


@transaction.atomic
def make(by: Actor, row: rows.Mission, role: Role, party: str, scope: Scope = Scope.DAY) -> NewLink:
    """Make someone's link; one of the same scope that they have already stops.

    Raises:
        Conflict: the mission is archived, or the company may not be met.
        InputError: the mission has no such person.

    """
    require(by, Policy.SEND_LINKS)
    _open(row)
    who = receiver(row, role, party) if role in VISITORS else None
    if who is None:
        raise InputError(Text("portal_pages.nobody"), Text("portal_pages.nobody_hint"))
    return _make(by, row, who, scope)


@transaction.atomic
def link_for(by: Actor, row: rows.Mission, role: StrEnum, party: str, scope: Scope = Scope.DAY) -> str:
    """Return the address of a further link for someone, for a mail to them; those they have go on opening.

    Raises:
        Conflict: the mission is archived, or the company may not be met.
        InputError: the mission has no such person.

    """
    require(by, Policy.SEND_LINKS)
    _open(row)
    who = receiver(row, Role[role.name], party)
    if who is None:
        raise InputError(Text("portal_pages.nobody"), Text("portal_pages.nobody_hint"))
    return _make(by, row, who, scope, replace=False).address


@transaction.atomic
def make_all(by: Actor, row: rows.Mission, roles: Iterable[Role]) -> tuple[NewLink, ...]:
    """Make a link for everyone of these roles who may be met, can be written to and has none that opens."""
    require(by, Policy.SEND_LINKS)
    _open(row)
    wanted = frozenset(roles)
    return tuple(
        _make(by, row, holder.who, Scope.DAY)
        for holder in holders(row)
        if holder.who.role in wanted and holder.who.may_be_met and holder.who.email and not holder.is_live
    )


@transaction.atomic
def send_all(by: Actor, row: rows.Mission, roles: Iterable[Role]) -> int:
    """Make links as `make_all` does and write a mail for each; a second click finds nobody left.

    Those whose earlier mail was not sent are among them.
    """
    made = make_all(by, row, roles)
    for link in made:
        _post(by, row, link)
    return len(made)


@transaction.atomic
def send(by: Actor, row: rows.Mission, role: Role, party: str) -> NewLink:
    """Make someone a new link and write them a mail with it.

    Raises:
        Conflict: nobody wrote down their e-mail address.

    """
    made = make(by, row, role, party)
    if not made.who.email:
        raise Conflict(Text("portal_pages.no_email"), Text("portal_pages.no_email_hint"))
    _post(by, row, made)
    return made


@transaction.atomic
def revoke(by: Actor, row: rows.Mission, role: Role, party: str, scope: Scope | None = None) -> int:
    """Take someone's links back, of all scopes or of one, and all that came with them; returns how many opened."""
    require(by, Policy.SEND_LINKS)
    stopped = _stop(by, row, role, party, scope)
    if stopped:
        ledger.append(by, "mission.link_revoked", "mission", row.id, {"role": role.value, "party": party})
    return stopped


def mail(who: Receiver, row: rows.Mission, address: str, until: datetime, house: str) -> Mail:
    """Return the mail to someone, in their language."""
    words = Words(who.language)
    name = core(row).name.in_language(who.language)
    subject = words(Text("portal_pages.mail_subject", mission=name))
    body = words(
        Text(
            "portal_pages.mail_body",
            name=who.name.main,
            mission=name,
            address=address,
            until=until.date(),
            house=house,
        )
    )
    return Mail(" ".join(subject.split())[:300], body)


def sample(row: rows.Mission, language: Language, house: str) -> Mail:
    """Return a mail as it will read, with a stand-in for name and link."""
    words = Words(language)
    who = Receiver(Role.BUYER, "", Spelling(words(Text("portal_pages.sample_name"))), language)
    return mail(who, row, settings.CONFIG.address + opened_by(Scope.DAY, "…"), expiry(row), house)


def expiry(row: rows.Mission) -> datetime:
    """Return until when a link made now opens."""
    return opens_until(row, fair_now())


def house_of(by: Actor, language: Language) -> str:
    """Return the organisation's name, as mails in a language are signed."""
    return Organisation.objects.get(pk=by.tenant).in_language(language)


def _make(by: Actor, row: rows.Mission, who: Receiver, scope: Scope, *, replace: bool = True) -> NewLink:
    if not who.may_be_met:
        raise Conflict(Text("portal_pages.not_cleared"), Text("portal_pages.not_cleared_hint"))
    replaced = _stop(by, row, who.role, who.party, scope) if replace else 0
    secret = secrets.token_urlsafe(SECRET_BYTES[scope])
    link: rows.SignedLink = rows.SignedLink.objects.create(
        mission=row,
        role=who.role.value,
        party=who.party,
        scope=scope.value,
        secret_digest=digest_of(secret),
        made_at=now(),
        expires_at=expiry(row),
    )
    facts = {"role": who.role.value, "party": who.party, "scope": scope.value, "replaced": replaced}
    ledger.append(by, "mission.link_made", "mission", row.id, facts)
    return NewLink(link, who, settings.CONFIG.address.rstrip("/") + opened_by(scope, secret))


def _post(by: Actor, row: rows.Mission, made: NewLink) -> None:
    written = mail(made.who, row, made.address, made.link.expires_at, house_of(by, made.who.language))
    post(
        by,
        key=mail_key(made.link),
        kind=MAIL,
        to=made.who.email,
        language=made.who.language,
        subject=written.subject,
        body=written.body,
        secret=Secret.LINK,
        link=made.address,
        reply_to=answers_to(row),
    )


def _stop(by: Actor, row: rows.Mission, role: Role, party: str, scope: Scope | None = None) -> int:
    """Take links back, of all scopes or of one; what was handed out with a link to somebody's day stops with it."""
    live = rows.SignedLink.objects.filter(mission=row, role=role.value, party=party, revoked_at=None)
    stopped: int = (live if scope is None else live.filter(scope=scope)).update(revoked_at=now())
    if scope in {None, Scope.DAY}:
        emit(LinksStopped(row.id, role, party, by))
    return stopped


def _open(row: rows.Mission) -> None:
    refuse_archived(row)
    rows.Mission.objects.select_for_update().get(pk=row.pk)  # two officers who click at once: one link, not two
