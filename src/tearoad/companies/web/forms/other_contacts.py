"""Further contacts in the form of how a company is reached: a row of fields for each, and one more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from tearoad.companies import Buyer, Contact, Exporter
from tearoad.companies.contacts_cell import (
    CONTACT_PARTS,
    contact_cell,
    contact_parts,
    joined_contact_parts,
    read_contact,
)
from tearoad.errors import InputError
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.text import Text
from tearoad.words import Words, form_problem

_MOST = 30
_LONGEST = 200
_LABELS = {"name": "person", "title": "person_title"}
_OF_PROBLEMS = {"sheets.bad_email": "email"}


def add_fields(form: forms.Form, words: Words, party: Exporter | Buyer, sent: Mapping[str, Any] | None) -> None:
    """Give a form the fields of every further contact and of one more."""
    known = party.other_contacts[:_MOST]
    count = len(known) + 1
    while sent is not None and count < _MOST and any(_field(count, part) in sent for part in CONTACT_PARTS):
        count += 1
    for number in range(count):
        said = contact_parts(contact_cell(known[number])) if number < len(known) else [""] * len(CONTACT_PARTS)
        for part, text in zip(CONTACT_PARTS, said, strict=True):
            made = forms.CharField(required=False, max_length=_LONGEST)
            # The main contact is the first.
            made.label = f"{words(Text(f'company_pages.{_LABELS.get(part, part)}'))} {number + 2}"
            form.fields[_field(number, part)] = made
            form.initial[_field(number, part)] = text


def rows_of(form: forms.Form) -> Iterator[list[forms.BoundField]]:
    """Yield the fields of each further contact."""
    number = 0
    while _field(number, CONTACT_PARTS[0]) in form.fields:
        yield [form[_field(number, part)] for part in CONTACT_PARTS]
        number += 1


def read_fields(form: forms.Form, words: Words, party: Exporter | Buyer, regions: Sequence[str]) -> tuple[Contact, ...]:
    """Return the further contacts that were filled in; what cannot be read is told at its field."""
    kept = {contact_cell(contact): contact for contact in party.other_contacts}
    found = []
    for number, bound in enumerate(rows_of(form)):
        parts = [str(form.cleaned_data.get(field.name, "")).strip() for field in bound]
        text = joined_contact_parts(parts)
        if not text:
            continue
        if text not in kept and _is_no_phone(parts[2], regions):
            form.add_error(_field(number, "phone"), words(Text("company_pages.phone_unreadable", found=parts[2])))
            continue
        try:
            found.append(kept[text] if text in kept else read_contact(text, regions, None, None))
        except InputError as wrong:
            part = _OF_PROBLEMS.get(wrong.text.code, "name")
            form.add_error(_field(number, part), form_problem(words, wrong.text, wrong.hint))
    return tuple(found)


def _is_no_phone(written: str, regions: Sequence[str]) -> bool:
    return bool(written) and any(doubt.code == "sheets.bad_phone" for doubt in read_phone(written, regions).doubts)


def _field(number: int, part: str) -> str:
    return f"other_{number}_{part}"
