"""The survey as a participant fills it in on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from tearoad import results as core
from tearoad.costs.web.forms.read_as_sheets import ReadAsSheets
from tearoad.errors import InputError
from tearoad.results.survey import HIGHEST, LONGEST_COMMENT, LOWEST
from tearoad.text import Text
from tearoad.web.long_text import LongText
from tearoad.words import Words


class SurveyForm(ReadAsSheets):
    """Four questions to tap, one to write. `answer` is what it says once it is valid."""

    meetings = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    partners = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    organisation = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    again = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    comment = forms.CharField(required=False, max_length=LONGEST_COMMENT, widget=LongText(attrs={"rows": 3}))
    signed = forms.BooleanField(required=False)
    labels: ClassVar[Mapping[str, Text]] = {
        name: Text(f"results_pages.survey_{name}") for name in (*core.RATED, "again", "comment", "signed")
    }

    def __init__(self, words: Words, name: str, *args: Any, **options: Any) -> None:
        """Offer one to five, and yes, perhaps, no; `name` is what an answer is signed with, if it is."""
        super().__init__(words, *args, **options)
        self.answer: core.SurveyAnswer | None = None
        self._name = name
        rated = [(str(rating), words(Text(f"results.rating_{rating}"))) for rating in range(HIGHEST, LOWEST - 1, -1)]
        again = [(come_again.value, words(Text(f"results.again_{come_again.value}"))) for come_again in core.ComeAgain]
        for field_name, offered in (*((text, rated) for text in core.RATED), ("again", again)):
            field = self.fields[field_name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        """Put the answer together; one without anything in it is none."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        rated = {name: int(said[name]) if said[name] else None for name in core.RATED}
        try:
            self.answer = core.SurveyAnswer(
                **rated,
                again=core.ComeAgain(said["again"]) if said["again"] else None,
                comment=said["comment"].strip(),
                signed_by=self._name if said["signed"] else "",
            )
        except InputError as wrong:
            self.add_error(None, self.problem_text(wrong))
        return said
