"""Imports and changes of tables that hold something about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from tearoad.journey.web.models import SheetImport, TableChange


def imports_about(address: str) -> Iterator[SheetImport]:
    """Yield the imports whose previews or undo data name an e-mail address or phone."""
    wanted = address.strip()
    if wanted:
        yield from SheetImport.objects.filter(Q(found__icontains=wanted) | Q(before__icontains=wanted))


def changes_about(address: str) -> Iterator[TableChange]:
    """Yield the changes of tables whose undo data name an e-mail address or phone."""
    wanted = address.strip()
    if wanted:
        yield from TableChange.objects.filter(changes__icontains=wanted)
