"""A text in three languages as part of a form: the reader's language first, the others behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from tearoad.values import Language

_TAGS = {Language.ZH: "zh", Language.RU: "ru", Language.EN: "en"}
"""In the order of the sheets."""
TAGS = {"zh": "中文", "ru": "Русский", "en": "English"}
"""Each language as it calls itself, whatever the reader's."""


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
        return sum(bool(one.value()) for one in self.others)

    @property
    def is_open(self) -> bool:
        """Whether the others must be seen: something in them is wrong, or the text stands in them alone."""
        return any(one.errors for one in self.others) or bool(self.written and not self.first.value())


def three(form: forms.Form, name: str, title: str, reader: Language) -> Three:
    """Return the fields of a text for a reader; what it means is explained once."""
    first = form[f"{name}_{_TAGS[reader]}"]
    others = tuple(form[f"{name}_{tag}"] for language, tag in _TAGS.items() if language is not reader)
    for one in (first, *others):
        one.label = TAGS[one.name.rpartition("_")[2]]
    for one in others:
        one.help_text = ""
    return Three(title, first, others)
