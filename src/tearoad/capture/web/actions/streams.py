"""The end of what one party's phones sent: locked while something is added, and begun anew."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from tearoad.capture.web.models import Stream
from tearoad.mission.web import models as rows


def locked(mission: rows.Mission, party: str) -> Stream:
    """Return a party's stream, locked to the end of the transaction."""
    streams = Stream.objects.select_for_update().filter(mission=mission, party=party)
    stream: Stream | None = streams.first()
    if stream is None:
        Stream.objects.get_or_create(mission=mission, party=party)
        stream = streams.get()
    return stream


def begin_new_era() -> None:
    """After a backup was restored: every phone of every organisation reads its firm's stream from the beginning.

    The numbers that were given since the backup are given once more, to other revisions.
    """
    for stream in Stream.across_tenants.all():
        Stream.across_tenants.filter(pk=stream.pk).update(era=uuid7())


def read_anew(mission_id: UUID, party: str) -> None:
    """After a person was erased from a stream: its phones read it from the beginning, and so lose them too."""
    Stream.objects.filter(mission_id=mission_id, party=party).update(era=uuid7())
