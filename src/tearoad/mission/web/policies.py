"""What may be done in a mission, and where: nothing in an archived one, at a hub only what belongs to the floor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission, PlanLease
from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.clock import now

_View = TypeVar("_View", bound=Callable[..., Any])


def refuse_archived(row: Mission) -> None:
    """Refuse to change anything in a mission that was put away.

    Raises:
        Conflict: it is archived.

    """
    if row.archived_at is not None:
        raise Conflict(Text("mission_pages.is_archived"), Text("mission_pages.is_archived_hint"))


def open_mission(row: Mission) -> Mission:
    """Hold a mission for a change: two who write at once come one after the other.

    Raises:
        Conflict: it is archived.

    """
    held: Mission = Mission.objects.select_for_update().get(pk=row.pk)
    refuse_archived(held)
    return held


def refuse_plan_elsewhere(row: Mission) -> None:
    """Refuse to publish a plan here while another server may: home, or the hub in the hall it was handed to.

    Raises:
        Conflict: the plan's one writer is elsewhere.

    """
    lease = PlanLease.objects.filter(mission=row).first()
    holds = lease is not None and now() < lease.until
    if settings.HUB is None and lease is not None and holds:
        text = Text("hub_pages.plan_is_away", hub=lease.hub_name, until=lease.until)
        raise Conflict(text, Text("hub_pages.plan_is_away_hint"))
    if settings.HUB is not None and not (lease is not None and holds and lease.hub == settings.HUB):
        raise Conflict(Text("hub_pages.plan_is_home"), Text("hub_pages.plan_is_home_hint"))


ON_HUB = frozenset(
    {
        Policy.ANYONE,
        Policy.SECURE_ACCOUNT,
        Policy.CARRY_PHONE,
        Policy.CAPTURE,
        Policy.SEE_OWN_DAY,
        Policy.PLAN,
        Policy.PUBLISH,
    }
)
"""What may be changed on a server in the hall; all else flows one way, from home.

A second factor is the hall's own: those of home that prove a person anywhere do not travel.
"""


def refuse_at_hub(view: Callable[..., Any]) -> None:
    """Refuse what would change at a hub what is home's.

    Raises:
        Conflict: this is a hub, and the page is not one of the floor.

    """
    policy = getattr(view, "policy", None)
    if settings.HUB is None or policy is None or policy in ON_HUB or getattr(view, "even_at_hub", False):
        return
    raise Conflict(Text("hub_pages.change_at_home"), Text("hub_pages.change_at_home_hint"))


def even_at_hub(view: _View) -> _View:
    """Let a page's form be sent at a hub too; written right above the view."""
    view.even_at_hub = True  # type: ignore[attr-defined]  # read by the guard
    return view


def even_archived(view: _View) -> _View:
    """Let a page's form be sent in an archived mission too; written right above the view."""
    view.even_archived = True  # type: ignore[attr-defined]  # read by the guard
    return view
