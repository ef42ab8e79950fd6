"""What people fill in about screening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.screening import Ruling
from tearoad.screening.web.actions.lists import MOST_BYTES
from tearoad.screening.web.actions.rulings import LONGEST_REASON
from tearoad.text import Text
from tearoad.web.long_text import LongText


class RulingForm(Worded):
    """A ruling on one hit: which, and why."""

    ruling = forms.ChoiceField(choices=[(ruling.value, ruling.value) for ruling in Ruling])
    why = forms.CharField(max_length=LONGEST_REASON, widget=LongText(attrs={"rows": 3}))
    labels: ClassVar[Mapping[str, Text]] = {"why": Text("screening_pages.reason")}
    helps: ClassVar[Mapping[str, Text]] = {"why": Text("screening_pages.reason_help")}

    def clean_why(self) -> str:
        """Refuse a reason without a word in it."""
        why: str = self.cleaned_data["why"].strip()
        if not any(char.isalnum() for char in why):
            raise forms.ValidationError(self.words(Text("screening_pages.reason_empty")))
        return why


class ListForm(Worded):
    """A watch list to take into use."""

    file = forms.FileField(allow_empty_file=True)
    why = forms.CharField(required=False, max_length=LONGEST_REASON, widget=LongText(attrs={"rows": 2}))
    labels: ClassVar[Mapping[str, Text]] = {
        "file": Text("screening_pages.list_file"),
        "why": Text("screening_pages.list_why"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "file": Text("screening_pages.list_file_help"),
        "why": Text("screening_pages.list_why_help"),
    }

    def clean_file(self) -> object:
        """Refuse what is larger than any list."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(self.words(Text("screening_pages.list_too_big", most=MOST_BYTES // 1_000_000)))
        return file
