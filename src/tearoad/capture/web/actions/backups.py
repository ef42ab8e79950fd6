"""Remember what a finished backup holds, so that phones may tell apart what is safe from what was only received."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models.query import QuerySet

from tearoad.capture.web.models import Stream


@dataclass(frozen=True, slots=True)
class Held:
    """How far a backup holds one stream."""

    stream: UUID
    era: UUID
    number: int


def streams_held(using: str) -> tuple[Held, ...]:
    """Return how far a snapshot holds the stream of every party of every organisation; one query."""
    rows: QuerySet[Stream] = QuerySet(Stream, using=using)
    return tuple(Held(*one) for one in rows.values_list("pk", "era", "number"))


def note_backup(held: Iterable[Held]) -> None:
    """Write down, once a backup stands whole on the disk, that it holds these streams so far.

    A stream that began another era meanwhile is left out: its numbers may mean other revisions.
    """
    for one in held:
        later = Stream.across_tenants.filter(pk=one.stream, era=one.era, backed_up__lt=one.number)
        later.update(backed_up=one.number)
