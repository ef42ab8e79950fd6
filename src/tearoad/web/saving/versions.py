"""Both versions of what two people changed: what stands there now, and what the later one entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest

from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.saving.stale import Changed, Stale, Stored, as_sent
from tearoad.words import Words

NOTHING, TICKED = "–", "✓"


class Version(NamedTuple):
    """A field that says something else now than what was entered."""

    label: str
    now: str
    entered: str


class LastChange(NamedTuple):
    """Who saved, and when; nobody is named who was erased."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was saved while a form was open."""

    by: LastChange | None
    there: tuple[Version, ...]


def saved_meanwhile(form: forms.Form, theirs: forms.Form, of: Changed) -> Meanwhile:
    """Return who saved while a form was open, when, and both versions, for the form that comes back as it was typed.

    It carries the mark of what is stored now: whoever saves once more has read it, and overwrites it.
    """
    own = getattr(form, "there_now", None)
    return Meanwhile(last_change(of), tuple(own(theirs) if own is not None else there_now(form, theirs)))


def meanwhile_of(request: HttpRequest, met: Stale) -> Meanwhile:
    """Return both versions of a small form, from what is stored and what was sent."""
    words: Words = request.words  # type: ignore[attr-defined]  # set by the middleware
    pairs = [(stored, sent) for stored, sent in zip(met.stored, as_sent(met.stored, request), strict=True)]
    there = (
        Version(
            words(stored.label), _stored_in_words(words, stored, stored.value), _stored_in_words(words, stored, sent)
        )
        for stored, sent in pairs
        if stored.value != sent
    )
    return Meanwhile(last_change(met.changed) if met.changed else None, tuple(there))


def status_of_form(form: forms.Form, context: Mapping[str, Any]) -> int:
    """Return the code of a page with a form: 409 where somebody was faster, 422 where something in it is wrong."""
    return 409 if context.get("meanwhile") else 422 if form.errors else 200


def last_change(of: Changed) -> LastChange | None:
    """Return who saved last and when, as the ledger keeps it; None where nobody wrote it down."""
    change: LastChange | None = registry.ask("last_change", of)
    return change


def there_now(
    mine: forms.Form, theirs: forms.Form, title_of: Callable[[str, str], str] = lambda _name, label: label
) -> Iterator[Version]:
    """Yield every field that says something else now than in the form that was sent.

    One of both may have further rows, which are empty in the other.
    """
    for name, field in (mine.fields | theirs.fields).items():
        now, entered = _plain_in(theirs, name), _plain_in(mine, name)
        if now != entered:
            yield Version(
                title_of(name, str(field.label or name)), _value_in_words(field, now), _value_in_words(field, entered)
            )


def _stored_in_words(words: Words, stored: Stored, value: str) -> str:
    said = (stored.said.get(part, part) for part in value.split("\n"))
    return ", ".join(words(part) if isinstance(part, Text) else part for part in said) or NOTHING


def _plain_in(form: forms.Form, name: str) -> str:
    return _plain(form[name].value()) if name in form.fields else ""


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()


def _value_in_words(field: forms.Field, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return TICKED if value else NOTHING
    choices = dict(_choices(getattr(field, "choices", ())))
    return ", ".join(choices.get(text, text) for text in value.split("\n")) if value else NOTHING


def _choices(offered: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield value and label of all choices, those of a group too."""
    for value, label in offered:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        else:
            yield str(value), str(label)
