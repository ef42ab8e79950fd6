"""Let a visitor in by the secret of their link."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.db.models import Q

from tearoad.companies import MAY_BE_MET
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.links import digest_of, opened_by
from tearoad.mission.web.queries.receivers import receiver
from tearoad.people import Actor, Role, Scope
from tearoad.people.web.actions import limits
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import fair_now
from tearoad.web.limits.disk import not_worth_failing

LONGEST = 100
"""No secret is longer; what is longer was never one of ours."""
GUESSES, IN_SECONDS = 30, 600
SEEN_EVERY = timedelta(minutes=1)
_COMPANIES = frozenset({Role.EXPORTER, Role.BUYER})
_UNDER_A_LINK = re.compile(rf"/[av]/([^/]{{1,{LONGEST}}})/")


def visitor(token: str, address: str = "") -> Actor | None:
    """Return whom a link's secret lets in, None where it opens nothing.

    A company that takes part under two ids answers under the one that counts, whichever of its links it opens.

    The rows are found by digest across organisations: until then nobody knows whose link it is. What is compared is a
    digest of something that has at least 128 random bits, so that the time a look-up takes tells nothing.

    Raises:
        TooMany: too many wrong links came from this address.

    """
    found = _opened(token) if 0 < len(token) <= LONGEST else None
    if found is None:
        if address:
            limits.spend(f"link:{address}", GUESSES, IN_SECONDS)
        return None
    scope, party = Scope(found.scope), found.party
    if scope is Scope.ANSWER and found.role in _COMPANIES:
        ids = _companies(found).filter(company__in=_companies(found).filter(code=party).values("company"))
        party = ids.values_list("code", flat=True).first() or party
    return Actor(found.tenant_id, Role(found.role), mission=found.mission_id, party=party, scope=scope)


def link_language(path: str) -> Language | None:
    """Return the language of whose link a path stands under, also where the link opens nothing any more.

    It is asked for pages that say no: they are to be understood as well. None where no link is known.
    """
    under = _UNDER_A_LINK.match(path)
    if under is None:
        return None
    links = rows.SignedLink.across_tenants.select_related("mission")
    found = links.filter(secret_digest=digest_of(under[1])).first()
    if found is None:
        return None
    with acting_for(found.tenant_id):
        who = receiver(found.mission, Role(found.role), found.party)
        settings = core(found.mission)
    left = settings.host_language if found.role == Role.BUYER else settings.home_language
    return who.language if who else left


def link_closed(path: str) -> tuple[Text, Text] | None:
    """Return why a link that holds opens nothing now, and what to do; None where it does not hold.

    Its mission is archived, or whoever it is of takes no part any more. Whom screening blocked is told nothing of it.
    """
    under = _UNDER_A_LINK.match(path)
    found = _held(under[1]) if under is not None else None
    if found is None:
        return None
    if not _is_there(found):
        return Text("portal_pages.has_left"), Text("portal_pages.has_left_hint")
    if found.mission.archived_at is None or not _may_be_met(found):
        return None
    return Text("portal_pages.is_archived"), Text("portal_pages.is_archived_hint")


def link_home(path: str) -> str | None:
    """Return the address of the own page of whose link a path stands under, for pages that say no.

    None where it stands under no link; empty where the link opens nothing.
    """
    under = _UNDER_A_LINK.match(path)
    if under is None:
        return None
    found = _opened(under[1])
    return opened_by(Scope(found.scope), under[1]) if found is not None else ""


def link_start(path: str) -> str | None:
    """Return with what a path under a link begins, None where it stands under none; it asks no database."""
    under = _UNDER_A_LINK.match(path)
    return under[0] if under is not None else None


def _opened(token: str) -> Any:
    found = _held(token)
    if found is None or found.mission.archived_at is not None:
        return None
    return found if _may_be_met(found) and (found.role in _COMPANIES or _is_there(found)) else None


def _held(token: str) -> Any:
    """Return the link of a secret that was neither stopped nor expired, whosever it is."""
    found = rows.SignedLink.across_tenants.select_related("mission").filter(secret_digest=digest_of(token)).first()
    if found is None or found.revoked_at is not None or found.expires_at <= fair_now():
        return None
    return found


def _may_be_met(link: Any) -> bool:
    """Whether screening lets a company be met; it is asked of nobody else."""
    return link.role not in _COMPANIES or bool(_companies(link).filter(code=link.party).exists())


def _is_there(link: Any) -> bool:
    """Whether they still are in the mission."""
    if link.role in _COMPANIES:
        here = {"tenant_id": link.tenant_id, "mission_id": link.mission_id, "company__side": link.role}
        return bool(rows.Participation.across_tenants.filter(**here, code=link.party).exists())
    here = {"tenant_id": link.tenant_id, "mission_id": link.mission_id, "code": link.party}
    kind: Any = rows.Interpreter if link.role == Role.INTERPRETER else rows.Delegate
    return bool(kind.across_tenants.filter(**here).exists())


def _companies(link: Any) -> Any:
    """Return who takes part in the mission of a link on its side and may be met, in the mission's order."""
    here = {"tenant_id": link.tenant_id, "mission_id": link.mission_id, "company__side": link.role}
    return rows.Participation.across_tenants.filter(**here, company__standing__in=MAY_BE_MET)


def note_opened(path: str) -> None:
    """Note that a person has a page under a link before them, once a minute at most; of a dead link nothing."""
    under, at = _UNDER_A_LINK.match(path), fair_now()
    if under is None:
        return
    unused = Q(last_used_at=None) | Q(last_used_at__lt=at - SEEN_EVERY)
    live = {"secret_digest": digest_of(under[1]), "revoked_at": None, "expires_at__gt": at}
    with not_worth_failing():
        rows.SignedLink.across_tenants.filter(unused, **live).update(last_used_at=at)
