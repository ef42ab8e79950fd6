"""Who has a link, and who a link belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Count, Max, Q

from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import core
from tearoad.mission.web.queries.receivers import Receiver, receivers
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Role, Scope
from tearoad.text import Text
from tearoad.web.clock import fair_now

STATES = ("none", "live", "not_sent", "expired", "revoked")
MAIL = "link"
"""The kind of the mails that bring links."""
_OPENED: Mapping[Scope, str] = {
    Scope.DAY: "/v/{}/",
    Scope.ANSWER: "/a/{}/",
    Scope.FOLLOW: "/v/{}/orders/",
    Scope.SURVEY: "/v/{}/survey/",
}
AFTER_THE_MISSION = timedelta(days=31)
"""How long a link opens after the last day, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone, and the link they have."""

    who: Receiver
    link: rows.SignedLink | None
    """The latest one; None where they never had one."""
    state: str
    """One of `STATES`."""
    opened_at: datetime | None = None
    """When they last opened any link that they have or had."""

    @property
    def is_live(self) -> bool:
        """Whether their link opens at this moment, and nothing speaks against their having it."""
        return self.state == "live"

    @property
    def opens(self) -> bool:
        """Whether their link opens at this moment, whoever has it."""
        return self.state in {"live", "not_sent"}


def opens_until(row: rows.Mission, made_at: datetime) -> datetime:
    """Return until when what was handed out at some time opens somebody's day: a month after the mission at least."""
    ends = datetime.combine(row.ends_on, time(23, 59), core(row).fair_zone)
    return (max(ends, made_at) + AFTER_THE_MISSION).astimezone(UTC)


def opened_by(scope: Scope, secret: str) -> str:
    """Return the address on this site of the first page that a link opens."""
    return _OPENED[scope].format(secret)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_at(secret: str) -> rows.SignedLink:
    """Return the link that a secret opens, of the current organisation; its mission with it.

    Raises:
        NotFoundError: there is none.

    """
    link: rows.SignedLink | None = (
        rows.SignedLink.objects.select_related("mission").filter(secret_digest=digest_of(secret)).first()
    )
    if link is None:
        raise NotFoundError(Text("people.link_unknown"), Text("people.link_unknown_hint"))
    return link


def state_of(link: rows.SignedLink | None, at: datetime, lost: Container[object] = ()) -> str:
    """Return where a link stands; `lost` are those whose mail was not sent."""
    if link is None:
        return "none"
    if link.revoked_at is not None:
        return "revoked"
    if link.expires_at <= at:
        return "expired"
    return "not_sent" if link.pk in lost and link.last_used_at is None else "live"


def holders(row: rows.Mission, scope: Scope = Scope.DAY) -> tuple[Holder, ...]:
    """Return everyone with the latest link of a scope that they have; five queries.

    A link whose mail was refused or given up, and that nobody opened, counts as one that its holder does not have.
    """
    at = fair_now()
    links = rows.SignedLink.objects.filter(mission=row, scope=scope).order_by("made_at")
    latest = {(signed_link.role, signed_link.party): signed_link for signed_link in links}
    opened: dict[tuple[str, str], datetime] = {}
    for link in links:
        if link.last_used_at is not None:
            key = link.role, link.party
            opened[key] = max(link.last_used_at, opened.get(key, link.last_used_at))
    lost = _not_sent(latest.values())
    return tuple(
        Holder(who, latest.get(who.key), state_of(latest.get(who.key), at, lost), opened.get(who.key))
        for who in receivers(row)
    )


@dataclass(frozen=True, slots=True)
class LinksOfScope:
    """The links of one scope by which somebody can come at this moment."""

    scope: Scope
    count: int
    until: datetime
    opened_at: datetime | None


def further_links(row: rows.Mission) -> Mapping[tuple[str, str], tuple[LinksOfScope, ...]]:
    """Return by role and party the links that open something else than somebody's day; one query."""
    live = rows.SignedLink.objects.filter(mission=row, revoked_at=None, expires_at__gt=fair_now())
    query = live.exclude(scope=Scope.DAY).values("role", "party", "scope").order_by("role", "party", "scope")
    counted = query.annotate(count=Count("pk"), until=Max("expires_at"), opened_at=Max("last_used_at"))
    by_party: dict[tuple[str, str], tuple[LinksOfScope, ...]] = {}
    for group in counted:
        key = group["role"], group["party"]
        links = LinksOfScope(Scope(group["scope"]), group["count"], group["until"], group["opened_at"])
        by_party[key] = (*by_party.get(key, ()), links)
    return by_party


def mail_key(link: rows.SignedLink) -> str:
    """Return the key of the mail that brings somebody their link."""
    return f"link:{link.pk}"


def _not_sent(links: Iterable[rows.SignedLink]) -> frozenset[object]:
    """Return which links' mails were refused, given up, or came back."""
    lost = Q(state=MessageState.FAILED) | Q(returned_at__isnull=False)
    keys = frozenset(Message.objects.filter(lost, kind=MAIL).values_list("key", flat=True))
    return frozenset(link.pk for link in links if mail_key(link) in keys)


def revoked(row: rows.Mission) -> frozenset[tuple[Role, str]]:
    """Return whose links to their day were all taken back; one query."""
    query = rows.SignedLink.objects.filter(mission=row, scope=Scope.DAY).order_by("made_at")
    latest = {(role, party): at for role, party, at in query.values_list("role", "party", "revoked_at")}
    return frozenset((Role(role), party) for (role, party), at in latest.items() if at is not None)


def link_of(row: rows.Mission, role: Role, party: str, scope: Scope = Scope.DAY) -> rows.SignedLink:
    """Return the latest link of a scope that someone has.

    Raises:
        NotFoundError: they have none.

    """
    link: rows.SignedLink | None = (
        rows.SignedLink.objects.filter(mission=row, role=role.value, party=party, scope=scope)
        .order_by("-made_at")
        .first()
    )
    if link is None:
        raise NotFoundError(Text("portal_pages.no_such_link"), Text("portal_pages.no_such_link_hint"))
    return link
