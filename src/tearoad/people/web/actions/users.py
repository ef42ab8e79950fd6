"""Who belongs to an organisation: invite, change a role, remove. One manager always stays."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.roles import ACCOUNTS, Role
from tearoad.people.web.actions import factors, ledger
from tearoad.people.web.actions.program_keys import end_keys_of
from tearoad.people.web.models import Membership, Organisation, User
from tearoad.people.web.policies import require
from tearoad.people.web.queries.account import role_fields, zone_fields
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.letters import one_line
from tearoad.web import registry
from tearoad.web.saving import stale
from tearoad.words import say

LONGEST_NAME = 120
LONGEST_ADDRESS = 254


@transaction.atomic
def invite(by: Actor, *, email: str, name: str, role: str, language: Language) -> Membership:
    """Invite someone, and tell them by mail how to sign in; they belong once they have accepted.

    What is written down is what the inviter said, not what an account with this address holds: it may be another's.

    Raises:
        InputError: no e-mail address, or no role of an account.
        Conflict: they belong to the organisation already.

    """
    require(by, Policy.MANAGE_USERS)
    wanted = role_of(role)
    user = user_with(email, name, language)
    organisation = Organisation.objects.get(pk=by.tenant)
    if Membership.objects.filter(user=user, organisation=organisation).exists():
        raise Conflict(Text("people.is_member", email=user.email), Text("people.is_member_hint"))
    made = Membership.objects.create(user=user, organisation=organisation, role=wanted.value, pending=True)
    said_name = name_of(name)
    about = {f"user:{user.pk}": {"email": user.email, "name": said_name}}
    entry = ledger.append(by, "people.user_invited", "user", user.pk, {"role": wanted.value}, about)
    role_said = Text(f"people.role_{wanted.value}")
    address = settings.CONFIG.address.rstrip("/") + "/sign-in/"
    called, house = said_name or user.email, one_line(organisation.in_language(language))
    text = Text(
        "people.invited_body", name=called, organisation=house, role=role_said, link=address, by=one_line(by.name)
    )
    registry.ask(
        "outbox",
        by,
        to=user.email,
        language=language,
        subject=say(Text("people.invited_subject", organisation=house), language),
        body=say(text, language),
        key=f"invitation:{entry.id}",
        kind="invitation",
    )
    return made


def user_with(email: str, name: str, language: Language) -> User:
    """Return the user with this address, made if there is none; an existing one keeps name and language.

    Raises:
        InputError: that is no e-mail address.

    """
    address = address_of(email)
    user = User.objects.filter(email=address).first()
    if user is not None:
        if not user.is_active:
            User.objects.filter(pk=user.pk).update(is_active=True)
        return user
    return User.objects.create_user(address, name=name_of(name), language=language.value)


def name_of(written: str) -> str:
    """Return a person's name as it is kept."""
    return one_line(written)[:LONGEST_NAME].rstrip()


def address_of(written: str) -> str:
    """Return an e-mail address as it is kept.

    Raises:
        InputError: that is no e-mail address, or it is longer than any.

    """
    address = written.strip().casefold()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise InputError(Text("people.bad_email"), Text("people.bad_email_hint")) from wrong
    if len(address) > LONGEST_ADDRESS:
        raise InputError(Text("people.bad_email"), Text("people.bad_email_hint"))
    return address


def role_of(written: str) -> Role:
    """Return a role that signs in.

    Raises:
        InputError: it is none.

    """
    if written not in {role.value for role in ACCOUNTS}:
        raise InputError(Text("people.bad_role", role=written), Text("people.bad_role_hint"))
    return Role(written)


@transaction.atomic
def change_role(by: Actor, membership_id: int, role: str, read: str | None = None) -> None:
    """Give a member another role; it counts from their next request. `read` is the mark of what the page showed.

    Raises:
        Stale: somebody gave them another role since.
        NotFoundError: no such member here.
        Conflict: they are the last manager.

    """
    require(by, Policy.MANAGE_USERS)
    _find(by.tenant, membership_id)
    wanted = role_of(role)
    membership = _member(by.tenant, membership_id, stays_manager=wanted is Role.MANAGER)
    if membership.role == wanted.value:
        return
    by_whom = stale.Changed("people.role_changed", "user", membership.user_id)
    stale.require_unchanged(read, role_fields(membership), changed=by_whom)
    before = membership.role
    membership.role = wanted.value
    membership.save(update_fields=["role"])
    ledger.append(by, "people.role_changed", "user", membership.user_id, {"before": before, "role": wanted.value})
    end_keys_of(by, membership.user_id)


@transaction.atomic
def remove(by: Actor, membership_id: int, read: str | None = None) -> None:
    """Take a member out; who belongs nowhere else is signed out at once. The ledger goes on saying who they were.

    Raises:
        Stale: somebody gave them another role since the page was read.
        NotFoundError: no such member here.
        Conflict: they are the last manager.

    """
    require(by, Policy.MANAGE_USERS)
    membership = _member(by.tenant, membership_id, stays_manager=False)
    stale.require_unchanged(
        read, role_fields(membership), changed=stale.Changed("people.role_changed", "user", membership.user_id)
    )
    take_out(by, membership)


@transaction.atomic
def require_second_factor(by: Actor, *, wanted: bool) -> None:
    """Say whether officers and managers need a second factor."""
    require(by, Policy.MANAGE_USERS)
    if Organisation.objects.filter(pk=by.tenant).exclude(second_factor_required=wanted).exists():
        Organisation.objects.filter(pk=by.tenant).update(second_factor_required=wanted)
        ledger.append(by, "people.second_factor_ruled", "organisation", by.tenant, {"required": wanted})


@transaction.atomic
def set_zone(by: Actor, zone: str, read: str | None = None) -> None:
    """Say whose time the organisation's pages tell outside a mission; `read` is the mark of what the page showed.

    Raises:
        Stale: somebody set another since.
        InputError: there is no such time zone.

    """
    require(by, Policy.MANAGE_USERS)
    if zone not in available_timezones():
        raise InputError(Text("people.no_zone", zone=zone[:64]), Text("people.no_zone_hint"))
    row = Organisation.objects.select_for_update().get(pk=by.tenant)
    if row.zone != zone:
        by_whom = stale.Changed("people.zone_set", "organisation", by.tenant)
        stale.require_unchanged(read, zone_fields(row), changed=by_whom)
        Organisation.objects.filter(pk=by.tenant).update(zone=zone)
        ledger.append(by, "people.zone_set", "organisation", by.tenant, {"zone": zone})


def take_out(by: Actor, leaving: Membership) -> None:
    """End a membership whose last-manager rule has been looked at.

    With the last one go sessions and factors: who lost a phone is let in again by a new invitation. Where another
    organisation has the account too, they are not this one's to end; the gate asks for the membership at each request.
    """
    user, role, name = leaving.user, leaving.role, "" if leaving.pending else leaving.user.name
    accepted = not leaving.pending
    leaving.delete()
    about = {f"user:{user.pk}": {"email": user.email, "name": name}}
    ledger.append(by, "people.user_removed", "user", user.pk, {"role": role}, about)
    end_keys_of(by, user.pk)
    if accepted and not Membership.objects.filter(user=user, pending=False).exists():
        factors.reset(user, [by])


def member(by: Actor, membership_id: int) -> Membership:
    """Return one member of the organisation.

    Raises:
        NotFoundError: no such member here.

    """
    require(by, Policy.MANAGE_USERS)
    return _find(by.tenant, membership_id)


def _find(tenant: UUID, membership_id: int) -> Membership:
    membership = Membership.objects.select_related("user").filter(organisation_id=tenant, pk=membership_id).first()
    if membership is None:
        raise NotFoundError(Text("people.no_member"))
    return membership


def _member(tenant: UUID, membership_id: int, *, stays_manager: bool) -> Membership:
    """Return a member, with the organisation's managers locked so that the last two cannot leave at once."""
    membership = _find(tenant, membership_id)
    if not stays_manager:
        keep_a_manager(tenant, membership)
    return membership


def keep_a_manager(tenant: UUID, leaving: Membership) -> None:
    """Refuse to lose the last manager.

    Raises:
        Conflict: the one who leaves is it.

    """
    managers = Membership.objects.select_for_update().filter(
        organisation_id=tenant, role=Role.MANAGER.value, pending=False
    )
    if [manager.pk for manager in managers] == [leaving.pk]:
        raise Conflict(Text("people.last_manager"), Text("people.last_manager_hint"))
