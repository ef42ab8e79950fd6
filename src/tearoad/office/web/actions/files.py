"""Keep a file and get its content."""

from __future__ import annotations

from django.conf import settings

from tearoad.office.store import FileStore, FolderStore
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor
from tearoad.web.clock import now


def store() -> FileStore:
    """Return the store of this installation."""
    return FolderStore(settings.FILES)


def keep(by: Actor, *, name: str, content: bytes, kind: str, media_type: str) -> StoredFile:
    """Keep a file; the bytes are on disk before the row is written."""
    del by
    digest = store().put(content)
    made: StoredFile = StoredFile.objects.create(
        digest=digest, size=len(content), media_type=media_type, name=name, kind=kind, kept_at=now()
    )
    return made


def content_of(file: StoredFile) -> bytes:
    """Return what a kept file holds."""
    return store().get(file.digest)
