"""Keep a file and get its content."""

from __future__ import annotations

from django.conf import settings

from tearoad.errors import InputError
from tearoad.office.files.names import clean_name
from tearoad.office.files.pictures import repainted
from tearoad.office.files.sniffing import PICTURES, media_type_of
from tearoad.office.store import FileStore, FolderStore
from tearoad.office.web.models import StoredFile
from tearoad.office.web.policies import file_kind
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.web.clock import now


def store() -> FileStore:
    """Return the store of this installation."""
    return FolderStore(settings.FILES)


def keep(by: Actor, *, name: str, content: bytes, kind: str, media_type: str = "") -> StoredFile:
    """Keep a file; the bytes are on disk before the row is written. The action that keeps has asked the policy.

    Args:
        by: on whose behalf.
        name: as somebody's machine gave it; it is cleaned.
        content: pictures are painted anew, all else is kept as it is.
        kind: a declared kind of file.
        media_type: believed only where plain texts look alike (CSV, JSON).

    Raises:
        NotFoundError: the kind is not declared.
        InputError: too large, empty, or a picture that cannot be read.

    """
    del by
    _check_size(name, len(content), file_kind(kind).max_bytes)
    text, ending = media_type_of(content, media_type), ""
    if text in PICTURES:
        picture = repainted(content)
        content, text, ending = picture.content, picture.media_type, picture.ending
    digest = store().put(content)
    made: StoredFile = StoredFile.objects.create(
        digest=digest,
        size=len(content),
        media_type=text,
        name=clean_name(name, ending),
        kind=kind,
        kept_at=now(),
    )
    return made


def lay_down(content: bytes) -> None:
    """Write bytes to the disk before the transaction begins that keeps them: it then finds them there, and is short."""
    store().put(content)


def keep_as_sent(by: Actor, *, name: str, content: bytes, kind: str, media_type: str) -> StoredFile:
    """Keep the very bytes that are given: in a request that may not take the time to paint a picture anew, or after.

    Whoever asks has painted them, or has judged them, declares a kind that nobody is shown, and paints them in a job.

    Raises:
        NotFoundError: the kind is not declared.
        InputError: too large, or empty.

    """
    del by
    _check_size(name, len(content), file_kind(kind).max_bytes)
    made: StoredFile = StoredFile.objects.create(
        digest=store().put(content),
        size=len(content),
        media_type=media_type,
        name=clean_name(name),
        kind=kind,
        kept_at=now(),
    )
    return made


def content_of(file: StoredFile) -> bytes:
    """Return what a kept file holds."""
    return store().get(file.digest)


def sweep_store() -> tuple[int, int]:
    """Remove from the store what no row of any organisation names; return how many were put aside and deleted."""
    return store().sweep(_named, now())


def _named(digests: list[str]) -> set[str]:
    rows = StoredFile.across_tenants
    parts = (digests[start : start + 500] for start in range(0, len(digests), 500))
    return {digest for part in parts for digest in rows.filter(digest__in=part).values_list("digest", flat=True)}


def _check_size(name: str, size: int, most: int) -> None:
    if size == 0:
        raise InputError(Text("office.file_empty_named", name=name[:80]), Text("office.file_empty_hint"))
    if size > most:
        megabytes = max(1, round(size / 1_000_000))
        raise InputError(
            Text("office.file_large", found=megabytes, most=most // 1_000_000), Text("office.file_large_hint")
        )
