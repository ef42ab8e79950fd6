"""A page that was read before somebody else saved does not overwrite what they saved: the one way of every form.

A form that changes something carries a mark of what it was read from. The action compares it, under its lock, with the
mark of what is stored now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from tearoad.errors import Conflict
from tearoad.text import Text

FIELD = "read_version"
"""The hidden field of every form that changes something."""


@dataclass(frozen=True, slots=True)
class Changed:
    """By which entries of the ledger a change of one thing is known."""

    code: str
    """What the ledger says was done: `mission.item_changed`."""
    kind: str
    id: object
    facts: tuple[tuple[str, str], ...] = ()
    """What an entry says besides, where its subject is larger than the thing."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A field of a small form, as it is stored: its name in the form, what the page calls it, its value."""

    name: str
    label: Text
    value: str
    said: Mapping[str, Text | str] = field(default_factory=dict)
    """How a value is said, where the form shows a word for it; of several values, a line each."""


class Stale(Conflict):
    """The page was read before somebody else saved."""

    def __init__(self, now: str, stored: object = (), changed: Changed | None = None) -> None:
        """Keep the mark of what is stored now and, of a small form, its fields and who changed them."""
        super().__init__(Text("web.stale"), Text("web.stale_hint"))
        self.now = now
        self.stored = tuple(value for value in stored if isinstance(value, Stored)) if isinstance(stored, tuple) else ()
        self.changed = changed

    def of(self, stored: tuple[Stored, ...]) -> Stale:
        """Return the same with the fields of the form, where the action knows of no form."""
        return Stale(self.now, stored, self.changed)


def version_of(stored: object) -> str:
    """Return the mark of what is stored: a document, or the fields of a small form."""
    written = json.dumps(stored, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def read_in(request: HttpRequest) -> str:
    """Return the mark that a form was sent with; empty where it has none: that fits nothing."""
    return request.POST.get(FIELD, "")


def stored_mark(request: HttpRequest, stored: object) -> str:
    """Return the mark that a form carries: what is stored, or what it was sent, where it comes back."""
    return read_in(request) if request.method == "POST" else version_of(stored)


def require_unchanged(
    read: str | None, stored: object, wanted: object = None, *, changed: Changed | None = None
) -> None:
    """Refuse to overwrite what somebody saved since it was read. Ask it under the lock of the row.

    Args:
        read: the mark of what the form showed; None where a program changes it and nobody looked.
        stored: what is stored now.
        wanted: what is to be stored: whoever wants what stands there already is not refused.
        changed: by which entry of the ledger it is known who changed it, for a form that is not shown again.

    Raises:
        Stale: somebody saved something else.

    """
    now = version_of(stored)
    if read is not None and read != now and (wanted is None or version_of(wanted) != now):
        raise Stale(now, stored, changed)


def as_sent(stored: Sequence[Stored], request: HttpRequest) -> tuple[str, ...]:
    """Return what a small form says in the place of each stored field."""
    return tuple(
        "\n".join(filter(None, map(str.strip, request.POST.getlist(stored_field.name)))) for stored_field in stored
    )


def _plain(value: object) -> object:
    return [value.name, value.value] if isinstance(value, Stored) else str(value)
