"""A form whose fields are read as the cells of a sheet are, and refused in the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.errors import InputError, TearoadError
from tearoad.words import form_problem

_T = TypeVar("_T")


class DayInput(forms.DateInput):
    """A day to pick: a browser reads it in one way alone, whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        """Write the day as browsers read it."""
        super().__init__(format="%Y-%m-%d")


class ReadAsSheets(Worded):
    """A form with the readers of sheets."""

    def read(self, name: str, reader: Callable[[str], _T]) -> _T:
        """Return what a reader makes of a field; what it refuses stands beside the field."""
        try:
            return reader(self.cleaned_data[name])
        except InputError as wrong:
            raise forms.ValidationError(self.problem_text(wrong)) from wrong

    def problem_text(self, wrong: TearoadError) -> str:
        """Return what is wrong and what to do, in the reader's language."""
        return form_problem(self.words, wrong.text, wrong.hint)
