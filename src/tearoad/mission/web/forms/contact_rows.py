"""Whom to call, among the settings: a row for each contact of a mission.toml, and an empty one for the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from tearoad.mission.web.forms.three import TAGS, Three, three
from tearoad.text import Text
from tearoad.words import Words

_NAMES = ("native", "latin")
_ADDRESSES = ("phone", "email", "messenger")
MOST_CONTACTS = 20
"""So many rows the page has; the papers of a mission name the first three."""


@dataclass(frozen=True, slots=True)
class ContactFields:
    """One contact as a form shows it: names and addresses, and what the person does in three languages."""

    number: int
    fields: tuple[forms.BoundField, ...]
    role: Three


def add_contacts(form: forms.Form, words: Words, contacts: Sequence[Mapping[str, Any]]) -> None:
    """Add fields for the contacts of a tree, and for one more."""
    for nth in range(min(len(contacts) + 1, MOST_CONTACTS)):
        said = _flat(contacts[nth]) if nth < len(contacts) else {}
        for part in (*_NAMES, *_ADDRESSES):
            kind = forms.EmailField if part == "email" else forms.CharField
            field = kind(required=False, max_length=200, label=words(Text(f"mission_pages.contact_{part}")))
            form.fields[_name(nth, part)] = field
        form.fields[_name(nth, "phone")].widget.attrs["type"] = "tel"
        for tag, title in TAGS.items():
            form.fields[_name(nth, f"title_{tag}")] = forms.CharField(required=False, max_length=200, label=title)
        for part, text in said.items():
            if _name(nth, part) in form.fields:
                form.fields[_name(nth, part)].initial = text


def contacts_shown(form: forms.Form, words: Words) -> Iterator[ContactFields]:
    """Yield the contacts as the form shows them."""
    for nth in range(MOST_CONTACTS):
        if _name(nth, "phone") not in form.fields:
            return
        role = three(form, _name(nth, "title"), words(Text("mission_pages.contact_title")), words.language)
        yield ContactFields(nth + 1, tuple(form[_name(nth, part)] for part in (*_NAMES, *_ADDRESSES)), role)


def contact_label(name: str, words: Words, label: str) -> str:
    """Return a field's label with the contact and the text that it belongs to."""
    _, number, part = name.split("_", 2)
    of_text = f"{words(Text('mission_pages.contact_title'))} · " if part.startswith("title_") else ""
    return f"{words(Text('mission_pages.contact_number', number=int(number) + 1))} · {of_text}{label}"


def contacts_of(
    form: forms.Form, found: Mapping[str, Any], contacts: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the contacts as they were filled in, and the field of each telephone; a row left empty is none.

    What the form did not show or was not sent stays.
    """
    kept: list[dict[str, Any]] = []
    field_of: dict[str, str] = {}
    for nth in range(max(len(contacts), min(len(contacts) + 1, MOST_CONTACTS))):
        before = contacts[nth] if nth < len(contacts) else {}
        was_sent = any(_name(nth, part) in form.data for part in (*_NAMES, *_ADDRESSES))
        now = _contact(nth, found, before) if was_sent else dict(before)
        if now:
            kept.append(now)
            field_of[f"contacts[{len(kept)}].phone"] = _name(nth, "phone")
    return kept, field_of


def _contact(nth: int, found: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    def typed(part: str) -> str:
        return str(found.get(_name(nth, part)) or "").strip()

    person = {key: text for key, text in before.get("person", {}).items() if key not in _NAMES}
    person |= {part: typed(part) for part in _NAMES if typed(part)}
    if not typed("native") and not typed("latin"):
        person = {}
    title = {tag: typed(f"title_{tag}") for tag in TAGS if typed(f"title_{tag}")}
    contact: dict[str, Any] = {part: typed(part) for part in _ADDRESSES if typed(part)}
    return ({"person": person} if person else {}) | ({"title": title} if title else {}) | contact


def _flat(contact: Mapping[str, Any]) -> dict[str, str]:
    """Return what a contact of a tree says, by the parts of its fields."""
    said = {part: contact.get(part, "") for part in _ADDRESSES}
    said |= {part: contact.get("person", {}).get(part, "") for part in _NAMES}
    return said | {f"title_{tag}": text for tag, text in contact.get("title", {}).items()}


def _name(nth: int, part: str) -> str:
    return f"contact_{nth}_{part}"
