"""A text in every language as part of a form: the reader's language first, the others behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from tearoad.values import IN_COLUMNS, Language

TAGS = {str(language.code): language.own_name for language in IN_COLUMNS}
"""Each language as it calls itself, whatever the reader's; in the order of the sheets."""


@dataclass(frozen=True, slots=True)
class Three:
    """The fields of one text, under what it is."""

    title: str
    first: forms.BoundField
    """In the reader's language."""
    others: tuple[forms.BoundField, ...]

    @property
    def written(self) -> int:
        """How many of the others say something."""
        return sum(bool(field.value()) for field in self.others)

    @property
    def is_open(self) -> bool:
        """Whether the others must be seen: something in them is wrong, or the text stands in them alone."""
        return any(field.errors for field in self.others) or bool(self.written and not self.first.value())


def three(form: forms.Form, name: str, title: str, reader: Language) -> Three:
    """Return the fields of a text for a reader; what it means is explained once."""
    first = form[f"{name}_{reader.code}"]
    others = tuple(form[f"{name}_{tag}"] for tag in TAGS if tag != reader.code)
    for field in (first, *others):
        field.label = TAGS[field.name.rpartition("_")[2]]
    for field in others:
        field.help_text = ""
    return Three(title, first, others)
