"""What of hubs' letters could not be read: what waits for the office, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tearoad.capture.web.models import Unread, Weighed
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.people.web.models import User
from tearoad.text import Text
from tearoad.values.document import text_from_document

MOST_SHOWN = 50
BEGINNING = 300
"""So many letters are shown; the whole can be downloaded."""


@dataclass(frozen=True, slots=True)
class UnreadPartView:
    """One part of a letter, as the office sees it."""

    row: Unread
    what: Text
    """Of what it is."""
    why: Text
    beginning: str
    is_longer: bool
    by: str = ""
    """Who decided."""


def waiting(mission: rows.Mission) -> tuple[UnreadPartView, ...]:
    """Return what has waited longest, the oldest first; one query."""
    query = Unread.objects.filter(mission=mission, state=Weighed.WAITING).select_related("hub")
    return tuple(_view_of(unread_part) for unread_part in query[:MOST_SHOWN])


def decided(mission: rows.Mission) -> tuple[UnreadPartView, ...]:
    """Return what was decided last, the latest first; two queries."""
    kept = Unread.objects.filter(mission=mission).exclude(state=Weighed.WAITING)
    found = list(kept.select_related("hub").order_by("-decided_at")[:MOST_SHOWN])
    people = dict(
        User.objects.filter(pk__in={unread_part.decided_by for unread_part in found}).values_list("pk", "name")
    )
    return tuple(_view_of(unread_part, people.get(unread_part.decided_by, "")) for unread_part in found)


def count(mission: rows.Mission) -> int:
    """Return how many parts wait; one query."""
    found: int = Unread.objects.filter(mission=mission, state=Weighed.WAITING).count()
    return found


def part(mission: rows.Mission, unread_id: UUID) -> Unread:
    """Return one part.

    Raises:
        NotFoundError: the mission has no such part.

    """
    unread: Unread | None = (
        Unread.objects.filter(mission=mission, pk=unread_id).select_related("mission", "hub").first()
    )
    if unread is None:
        raise NotFoundError(Text("hub_pages.no_such_part"), Text("hub_pages.no_such_part_hint"))
    return unread


def _view_of(row: Unread, by: str = "") -> UnreadPartView:
    why = text_from_document(row.reason)
    what = Text(f"hub_pages.part_{row.part}")
    return UnreadPartView(row, what, why, row.content[:BEGINNING], len(row.content) > BEGINNING, by)
