"""One organisation never sees another's rows: every query is scoped here, none by hand in a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from tearoad.people.web.models.organisation import Organisation
from tearoad.reference import Wording, let_wordings_hold, wordings_of_house
from tearoad.web.documents import mark_unread

_current: ContextVar[UUID | None] = ContextVar("tenant", default=None)
_Row = TypeVar("_Row", bound=models.Model)


class NoTenantError(RuntimeError):
    """A query ran without an organisation: a fault in the program, never a user's."""


def current_tenant() -> UUID:
    """Return the organisation on whose behalf this thread works.

    Raises:
        NoTenantError: nobody said.

    """
    tenant = _current.get()
    if tenant is None:
        raise NoTenantError
    return tenant


@contextmanager
def acting_for(tenant: UUID) -> Iterator[None]:
    """Work for one organisation; every scoped query inside sees its rows only."""
    token = _current.set(tenant)
    try:
        with wordings_of_house(_reader(tenant)):
            yield
    finally:
        _current.reset(token)


@contextmanager
def acting_for_nobody() -> Iterator[None]:
    """Begin a request without an organisation; what `act_for` says inside is forgotten at the end."""
    token = _current.set(None)
    try:
        with wordings_of_house(tuple):
            yield
    finally:
        _current.reset(token)


def act_for(tenant: UUID, organisation: Organisation | None = None) -> None:
    """Work for an organisation from here to the end of `acting_for_nobody`; only the gate says this.

    Where its row is at hand, nothing is asked for how it writes names.
    """
    _current.set(tenant)
    let_wordings_hold(organisation.wordings if organisation else _reader(tenant))


def _reader(tenant: UUID) -> Callable[[], tuple[Wording, ...]]:
    """Return what reads an organisation's wordings once, when the first name is printed."""

    @cache
    def read() -> tuple[Wording, ...]:
        organisation = Organisation.objects.filter(pk=tenant).only("names").first()
        return organisation.wordings() if organisation else ()

    return read


class ScopedManager(models.Manager[_Row], Generic[_Row]):
    """Sees the current organisation's rows only."""

    def get_queryset(self) -> models.QuerySet[_Row]:
        """Return the rows of the current organisation."""
        return super().get_queryset().filter(tenant_id=current_tenant())

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[_Row]:
        """Create rows of the current organisation."""
        rows = list(objs)
        for row in rows:
            _belong(row)
        return super().bulk_create(rows, *args, **options)


class Tenanted(models.Model):
    """A row that belongs to one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ScopedManager[Any] = ScopedManager()
    across_tenants: models.Manager[Any] = models.Manager()
    """For the worker, backup and the ledger's verification only; a test says who may use it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save for the current organisation; a row of another is refused."""
        _belong(self)
        super().save(*args, **options)

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Any:
        """Return a row as it stands in the database; what cannot be read of it is marked."""
        row = super().from_db(db, field_names, values, **options)
        mark_unread(row)
        return row


def _belong(row: Any) -> None:
    if row.tenant_id is None:
        row.tenant_id = current_tenant()
    elif row.tenant_id != current_tenant():
        raise NoTenantError
