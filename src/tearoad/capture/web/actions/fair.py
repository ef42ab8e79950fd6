"""Keep the fair's own list of visitors, and forget it or somebody in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction

from tearoad.capture.fair import FairList, key_of
from tearoad.capture.web.models import FairVisitor
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.mentions import mentions
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.web.clock import now
from tearoad.web.registry import Json

_AT_ONCE = 1000


@transaction.atomic
def keep_list(by: Actor, mission: rows.Mission, fair_list: FairList) -> None:
    """Let this be the fair's list: a fair sends all of it again, so the one before goes.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.IMPORT_SHEETS)
    refuse_archived(mission)
    rows.Mission.objects.select_for_update().get(pk=mission.pk)
    at = now()
    FairVisitor.objects.filter(mission=mission).delete()
    FairVisitor.objects.bulk_create(
        (
            FairVisitor(mission=mission, key=key_of(badge.code), kept_at=at, **asdict(badge))
            for badge in fair_list.badges
        ),
        batch_size=_AT_ONCE,
    )
    ledger.append(by, "capture.fair_list_kept", "mission", mission.pk, {"badges": len(fair_list.badges)})


@transaction.atomic
def drop_list(by: Actor, mission: rows.Mission) -> None:
    """Forget the fair's list; what firms wrote down themselves stays.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.IMPORT_SHEETS)
    refuse_archived(mission)
    FairVisitor.objects.filter(mission=mission).delete()
    ledger.append(by, "capture.fair_list_dropped", "mission", mission.pk, {})


def of_address(address: str) -> list[FairVisitor]:
    """Return the rows that an e-mail address or phone number reaches, however it is spaced."""
    query = FairVisitor.objects.order_by()
    query = query.filter(email__icontains=address.strip()) if "@" in address else query.exclude(phone="")
    return [visitor for visitor in query.iterator() if mentions([visitor.email, visitor.phone], address)]


def find_badges(address: str) -> Iterable[Json]:
    """Return what the fair's lists say of somebody."""
    return [
        {
            "mission": str(visitor.mission_id),
            **{name: getattr(visitor, name) for name in ("code", "name", "firm", "title", "email", "phone", "country")},
        }
        for visitor in of_address(address)
    ]


def badge_handles() -> Iterable[tuple[str, str]]:
    """Return by what visitors of the fair's lists are reached, with their names."""
    rows = FairVisitor.objects.order_by().values_list("email", "phone", "name")
    return [(handle, name) for email, phone, name in rows for handle in (email, phone)]


@transaction.atomic
def erase_badges(address: str) -> int:
    """Take somebody out of the fair's lists."""
    gone = [visitor.pk for visitor in of_address(address)]
    count: int = FairVisitor.objects.filter(pk__in=gone).delete()[0]
    return count
