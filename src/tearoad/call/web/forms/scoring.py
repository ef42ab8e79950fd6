"""Forms of the officer: points, filter, campaign, fee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from tearoad.call import MOST_POINTS, Call, Decision, Given, Scoring
from tearoad.text import Text
from tearoad.web.input import MOST_LOOKED_FOR
from tearoad.words import Words


class PointsForm(forms.Form):
    """Points by each criterion, with a note."""

    def __init__(self, words: Words, call: Call, before: Scoring | None, data: Mapping[str, Any] | None = None) -> None:
        """Show what was given before, or read what was sent."""
        self.terms = call
        super().__init__(data)
        choices = [("", "–"), *((str(points), str(points)) for points in range(MOST_POINTS + 1))]
        for criterion in call.criteria:
            label = criterion.label.in_language(words.language)
            was = next((given for given in before.given if given.criterion == criterion.id), None) if before else None
            points = forms.ChoiceField(choices=choices, label=label, initial=str(was.points) if was else "")
            note = forms.CharField(
                required=False, max_length=500, label=words(Text("call_pages.note_on", criterion=label))
            )
            note.initial = was.note if was else ""
            self.fields[f"points_{criterion.id}"], self.fields[f"note_{criterion.id}"] = points, note

    def pairs(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Yield the points and the note of each criterion."""
        yield from ((self[f"points_{criterion.id}"], self[f"note_{criterion.id}"]) for criterion in self.terms.criteria)

    def scoring(self, application: str, scorer: str) -> Scoring:
        """Return what was given; the form is valid."""
        found = self.cleaned_data
        return Scoring(
            application,
            scorer,
            tuple(
                Given(
                    criterion.id, int(found[f"points_{criterion.id}"]), " ".join(found[f"note_{criterion.id}"].split())
                )
                for criterion in self.terms.criteria
            ),
        )


class ApplicationFilter(forms.Form):
    """Which applications are listed."""

    def __init__(self, words: Words, data: Mapping[str, Any]) -> None:
        """Read what the address says; nonsense does not narrow."""
        super().__init__(data)
        decisions = [(decision.value, words(Text(f"call_pages.decision_{decision.value}"))) for decision in Decision]
        states = [(state, words(Text(f"call_pages.state_{state}"))) for state in STATES]
        every = words(Text("call_pages.all"))
        self.fields["words"] = forms.CharField(
            required=False, max_length=MOST_LOOKED_FOR, label=words(Text("call_pages.filter_words"))
        )
        self.fields["decision"] = forms.ChoiceField(
            required=False, choices=[("", every), *decisions], label=words(Text("call_pages.decision"))
        )
        self.fields["state"] = forms.ChoiceField(
            required=False, choices=[("", every), *states], label=words(Text("call_pages.filter_state"))
        )
        self.is_valid()

    def wanted(self, name: str) -> str:
        """Return what one field asks for; empty where it asks for nothing that there is."""
        return str(self.cleaned_data.get(name) or "")


STATES = ("mine", "half", "whole", "apart", "unconfirmed")
