"""Remember what a finished backup holds, so that phones may tell apart what is safe from what was only received."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models.query import QuerySet

from tearoad.capture.web.models import SentFile, Stream

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class HeldStream:
    """How far a backup holds one stream."""

    stream: UUID
    era: UUID
    number: int


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds of all that phones sent."""

    streams: tuple[HeldStream, ...] = ()
    files: tuple[UUID, ...] = ()
    """Photos and voice memos that no backup held before."""


def backup_contents(using: str) -> BackupContents:
    """Return what a snapshot holds of every party of every organisation; two queries."""
    streams: QuerySet[Stream] = QuerySet(Stream, using=using)
    files: QuerySet[SentFile] = QuerySet(SentFile, using=using)
    return BackupContents(
        tuple(HeldStream(*stream) for stream in streams.values_list("pk", "era", "number")),
        tuple(files.filter(backed_up=False).values_list("pk", flat=True)),
    )


def note_backup(contents: BackupContents) -> None:
    """Write down, once a backup stands whole on the disk, that it holds all this.

    A stream that began another era meanwhile is left out: its numbers may mean other revisions.
    """
    for stream in contents.streams:
        later = Stream.across_tenants.filter(pk=stream.stream, era=stream.era, backed_up__lt=stream.number)
        later.update(backed_up=stream.number)
    for start in range(0, len(contents.files), _AT_ONCE):
        SentFile.across_tenants.filter(pk__in=contents.files[start : start + _AT_ONCE]).update(backed_up=True)
