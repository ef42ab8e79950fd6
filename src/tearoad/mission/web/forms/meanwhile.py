"""A form that was sent after somebody else had saved: what stands there now, where it is not what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms

NOTHING, TICKED = "–", "✓"


def there_now(
    mine: forms.Form, theirs: forms.Form, title_of: Callable[[str, str], str] = lambda _name, label: label
) -> Iterator[tuple[str, str]]:
    """Yield label and value of every field that says something else now than in the form that was sent.

    One of both may have further rows, which are empty in the other.
    """
    for name, field in (mine.fields | theirs.fields).items():
        now = _plain_in(theirs, name)
        if now != _plain_in(mine, name):
            yield title_of(name, str(field.label or name)), _shown(field, now)


def _plain_in(form: forms.Form, name: str) -> str:
    return _plain(form[name].value()) if name in form.fields else ""


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()


def _shown(field: forms.Field, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return TICKED if value else NOTHING
    choices = dict(_choices(getattr(field, "choices", ())))
    return ", ".join(choices.get(one, one) for one in value.split("\n")) if value else NOTHING


def _choices(offered: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield value and label of all choices, those of a group too."""
    for value, label in offered:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        else:
            yield str(value), str(label)
