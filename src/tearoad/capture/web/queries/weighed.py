"""What was kept aside: what waits for a person, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tearoad.capture import Unusable, revision_of, sent_in
from tearoad.capture.web.models import Quarantined, Weighed
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.people.web.models import User
from tearoad.text import Text
from tearoad.values.document import text_from_document

MOST_WAITING, MOST_DECIDED = 20, 50
"""So many are shown at once: of those that wait the oldest, of those that were decided the latest."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that was kept aside, as a person reads it."""

    row: Quarantined
    document: Any
    """What was sent; JSON data of any shape."""
    reasons: tuple[Text, ...]
    is_readable: bool
    """Whether it can be taken over."""
    by: str = ""
    """Who decided."""


def waiting(mission: rows.Mission) -> tuple[Aside, ...]:
    """Return what has waited longest for a person, the oldest first; one query."""
    query = Quarantined.objects.filter(mission=mission, state=Weighed.WAITING).select_related("phone")
    return tuple(_aside(aside) for aside in query[:MOST_WAITING])


def decided(mission: rows.Mission) -> tuple[Aside, ...]:
    """Return what was decided last, the latest first; two queries."""
    kept = Quarantined.objects.filter(mission=mission).exclude(state=Weighed.WAITING)
    found = list(kept.select_related("phone").order_by("-decided_at")[:MOST_DECIDED])
    people = dict(User.objects.filter(pk__in={aside.decided_by for aside in found}).values_list("pk", "name"))
    return tuple(_aside(aside, people.get(aside.decided_by, "")) for aside in found)


def count(mission: rows.Mission) -> int:
    """Return how many wait; one query."""
    found: int = Quarantined.objects.filter(mission=mission, state=Weighed.WAITING).count()
    return found


def note(mission: rows.Mission, note_id: UUID) -> Quarantined:
    """Return one thing that was kept aside.

    Raises:
        NotFoundError: the mission has no such thing.

    """
    quarantined: Quarantined | None = (
        Quarantined.objects.filter(mission=mission, pk=note_id).select_related("mission").first()
    )
    if quarantined is None:
        raise NotFoundError(Text("capture_pages.no_such_note"), Text("capture_pages.no_such_note_hint"))
    return quarantined


def _aside(row: Quarantined, by: str = "") -> Aside:
    document = sent_in(row.payload)
    try:
        revision_of(document)
    except Unusable:
        is_readable = False
    else:
        is_readable = True
    return Aside(row, document, tuple(text_from_document(reason) for reason in row.reasons), is_readable, by)
