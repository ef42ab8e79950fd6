"""Kept files as their readers see them."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page, Paginator

from tearoad.errors import NotFoundError
from tearoad.office.web.models import StoredFile
from tearoad.office.web.policies import file_kind, file_kinds
from tearoad.people import Actor, allowed
from tearoad.people.web.policies import require
from tearoad.text import Text

A_PAGE = 50


def files(to: Actor, kind: str, page: str) -> Page[StoredFile]:
    """Return a page of the files that someone may fetch, newest first; two queries."""
    rows = StoredFile.objects.filter(kind__in=kinds_for(to)).order_by("-kept_at", "-pk")
    return Paginator(rows.filter(kind=kind) if kind else rows, A_PAGE).get_page(page)


def kinds_for(to: Actor) -> tuple[str, ...]:
    """Return the kinds of file that someone may fetch."""
    return tuple(one.kind for one in file_kinds().values() if allowed(to.role, one.policy))


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
