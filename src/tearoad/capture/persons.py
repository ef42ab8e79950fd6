"""Whether what a phone sent speaks of somebody, and what is left of it without that person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.capture.fields import FIELDS

PERSONAL = frozenset(field.name for field in FIELDS if field.is_personal)


def without_person(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a revision's document without the person; what it replaced of them goes too, so that it still reads.

    Photos and voice memos show or speak of a person: none of them is named any more.
    """
    parts = ("values", "replaces")
    return {
        **{key: value for key, value in document.items() if key not in {"files", "dropped"}},
        **{part: {name: value for name, value in document[part].items() if name not in PERSONAL} for part in parts},
    }
