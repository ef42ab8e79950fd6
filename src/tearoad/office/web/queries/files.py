"""Kept files as their readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from tearoad.errors import NotFoundError
from tearoad.office.web.models import StoredFile
from tearoad.office.web.policies import file_kind, file_kinds
from tearoad.people import Actor, allowed
from tearoad.people.web.policies import require
from tearoad.text import Text

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file as a page shows it."""

    id: UUID
    name: str
    label: Text
    size: Decimal
    unit: str
    """The code of the text that names the size."""
    kept_at: datetime


def files(to: Actor, kind: str, page: str) -> Page[Any]:
    """Return a page of the files that someone may fetch, newest first; two queries."""
    mine = kinds_for(to)
    rows = StoredFile.objects.filter(kind__in=[kind] if kind in mine else mine).order_by("-kept_at", "-pk")
    found: Page[Any] = Paginator(rows, A_PAGE).get_page(page)
    found.object_list = [
        FileCard(row.id, row.name, file_kind(row.kind).label, *_size(row.size), row.kept_at)
        for row in found.object_list
    ]
    return found


def _size(size: int) -> tuple[Decimal, str]:
    if size < 1_000_000:  # a megabyte
        return Decimal(-(-size // 1000)), "office.size_kilobytes"
    return Decimal(size).scaleb(-6).quantize(Decimal("0.1")), "office.size_megabytes"


def kinds_for(to: Actor) -> tuple[str, ...]:
    """Return the kinds of file that someone may fetch."""
    return tuple(kind.kind for kind in file_kinds().values() if allowed(to.role, kind.policy))


def file(to: Actor, file_id: UUID) -> StoredFile:
    """Return a file that someone may fetch.

    Raises:
        NotFoundError: it is not there, not theirs, or of a kind that is not declared.
        Denied: it is of a kind that their role may not fetch.

    """
    found: StoredFile | None = StoredFile.objects.filter(pk=file_id).first()
    if found is None:
        raise NotFoundError(Text("office.file_gone"), Text("office.file_gone_hint"))
    require(to, file_kind(found.kind).policy)
    return found
