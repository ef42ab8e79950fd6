"""What people see of their own account, and managers of the organisation's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from tearoad.people.policies import Policy, allowed
from tearoad.people.roles import ACCOUNTS, Role
from tearoad.people.web.models import KnownBrowser, Membership, Organisation, User
from tearoad.text import Text
from tearoad.values import IN_COLUMNS, Language
from tearoad.web.saving.stale import Stored, version_of


@dataclass(frozen=True, slots=True)
class Browser:
    """One signed-in browser."""

    id: int
    device: Text
    place: str
    since: datetime
    last_seen: datetime
    this: bool


_PROGRAMS = (
    ("Edg/", "edge"),
    ("OPR/", "opera"),
    ("YaBrowser", "yandex"),
    ("MicroMessenger", "wechat"),
    ("Firefox/", "firefox"),
    ("Chrome/", "chrome"),
    ("Safari/", "safari"),
)
_SYSTEMS = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Mac OS X", "mac"),
    ("Linux", "linux"),
)


def device(agent: str) -> Text:
    """Return what a browser says of itself, in words: `Firefox, Windows`."""
    program = next((name for mark, name in _PROGRAMS if mark in agent), "other")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "other")
    return Text("people.device", program=Text(f"people.program_{program}"), system=Text(f"people.system_{system}"))


def browsers(user: User, key: str | None) -> tuple[Browser, ...]:
    """Return where a user is signed in, this browser first, in one query."""
    rows = UserSession.objects.filter(user=user).order_by("-last_seen_at")
    found = (
        Browser(row.pk, device(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == key)
        for row in rows
    )
    return tuple(sorted(found, key=lambda browser: not browser.this))


def known_browsers(user: User) -> int:
    """Return in how many browsers a user has signed in before, in one query."""
    return int(KnownBrowser.objects.filter(user=user).count())


@dataclass(frozen=True, slots=True)
class Member:
    """One user of the organisation."""

    id: int
    name: str
    email: str
    role: Role
    since: datetime
    last_login: datetime | None
    strong: bool
    """Whether a second factor or a passkey is set up."""
    me: bool
    pending: bool
    """Invited, not yet accepted: nothing of the account is told, not even whether there was one."""
    read: str
    """The mark of the role, for its form."""


def not_set_up() -> bool:
    """Whether nobody has set this site up: it has no organisation that anyone could sign in for."""
    return not Organisation.objects.exists()


def waiting(user: User) -> tuple[Membership, ...]:
    """Return the invitations that a user has not answered, in one query."""
    rows = Membership.objects.filter(user=user, pending=True).select_related("organisation").order_by("since", "pk")
    return tuple(rows)


def members(tenant: UUID, me: UUID | None) -> tuple[Member, ...]:
    """Return an organisation's users, in two queries."""
    rows = list(Membership.objects.filter(organisation_id=tenant).select_related("user"))
    strong = _with_factor(row.user_id for row in rows if not row.pending)
    found = tuple(
        Member(
            row.pk,
            "" if row.pending else row.user.name,
            row.user.email,
            Role(row.role),
            row.since,
            None if row.pending else row.user.last_login,
            row.user_id in strong,
            row.user_id == me,
            row.pending,
            version_of(role_fields(row)),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda member: (member.pending, member.name, member.email)))


def has_another(policy: Policy, tenant: UUID, me: UUID | None) -> bool:
    """Whether somebody else of an organisation may do something, in one query."""
    roles = [role.value for role in ACCOUNTS if allowed(role, policy)]
    others = Membership.objects.filter(organisation_id=tenant, role__in=roles, pending=False, user__is_active=True)
    return bool((others.exclude(user_id=me) if me else others).exists())


def _with_factor(users: Iterable[UUID]) -> set[UUID]:
    rows = Authenticator.objects.filter(user_id__in=list(users)).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(rows.values_list("user_id", flat=True))


def profile_fields(user: User) -> tuple[Stored, ...]:
    """Return an account's name and language as the fields of their form."""
    return (
        Stored("name", Text("people.name"), user.name),
        Stored("language", Text("web.language"), user.language, _TONGUES),
    )


def role_fields(member: Membership) -> tuple[Stored, ...]:
    """Return a member's role as the field of its form."""
    roles = {account.value: Text(f"people.role_{account.value}") for account in ACCOUNTS}
    return (Stored("role", Text("people.role"), member.role, roles),)


def zone_fields(organisation: Organisation) -> tuple[Stored, ...]:
    """Return whose time pages tell as the field of its form."""
    return (Stored("zone", Text("people.zone_label"), organisation.zone),)


def names_fields(organisation: Organisation) -> tuple[Stored, ...]:
    """Return how an organisation writes itself, its papers, countries and places, as the fields of their form."""
    own, known = organisation.own_name, organisation.wordings()
    return (
        *(Stored(f"own_{tag}", Text("people.names_own_in", language=said), own[tag]) for tag, said in _TAGS),
        Stored("language", Text("people.names_order"), "\n".join(organisation.paper_languages), _TONGUES),
        Stored("written", Text("people.name_written"), _lines(wording.written for wording in known)),
        *(
            Stored(tag, Text("people.names_in", language=said), _lines(wording.name[tag] for wording in known))
            for tag, said in _TAGS
        ),
    )


def _lines(values: Iterable[str]) -> str:
    return "\n".join(filter(None, values))


_TONGUES = {language.value: language.own_name for language in Language}
_TAGS = tuple((column.code, column.own_name) for column in IN_COLUMNS)
