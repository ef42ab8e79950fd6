"""What people fill in about requests and matches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.matching import Strength
from tearoad.matching.decisions import PairVerdict
from tearoad.matching.matching_changes import MatchChange
from tearoad.text import Text
from tearoad.words import Words


class RequestFilter(Worded):
    """Which requests to list; a value nobody offers is passed over."""

    party = forms.ChoiceField(required=False)
    strength = forms.ChoiceField(required=False)
    labels: ClassVar[Mapping[str, Text]] = {
        "party": Text("matching_pages.company"),
        "strength": Text("matching_pages.strength"),
    }

    def __init__(self, words: Words, parties: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        """Offer the parties and the strengths."""
        super().__init__(words, *args, **options)
        _offer(self, "party", parties)
        _offer(
            self,
            "strength",
            [(strength.value, words(Text(f"matching_pages.strength_{strength.value}"))) for strength in Strength],
        )
        self.is_valid()

    def value(self, name: str) -> str:
        """Return what was chosen; empty where it was nothing or nonsense."""
        return str(self.cleaned_data.get(name) or "")


PROPOSED = "proposed"
ONLY = (
    PROPOSED,
    *(change.value for change in MatchChange),
    *(verdict.value for verdict in PairVerdict if verdict is not PairVerdict.OPEN),
)
"""Matches to list alone: those on the shortlist, those the last matching changed, those somebody decided about."""


class MatchFilter(Worded):
    """Which matches to list; nonsense is passed over."""

    exporter = forms.ChoiceField(required=False)
    buyer = forms.ChoiceField(required=False)
    least = forms.IntegerField(required=False, min_value=0, max_value=1000)
    only = forms.ChoiceField(required=False)
    labels: ClassVar[Mapping[str, Text]] = {
        "exporter": Text("matching_pages.exporter"),
        "buyer": Text("matching_pages.buyer"),
        "least": Text("matching_pages.least"),
        "only": Text("matching_pages.only"),
    }

    def __init__(
        self,
        words: Words,
        exporters: list[tuple[str, str]],
        buyers: list[tuple[str, str]],
        *args: Any,
        **options: Any,
    ) -> None:
        """Offer the exporters and the buyers."""
        super().__init__(words, *args, **options)
        _offer(self, "exporter", exporters)
        _offer(self, "buyer", buyers)
        _offer(self, "only", [(text, words(Text(f"matching_pages.only_{text}"))) for text in ONLY])
        self.is_valid()

    def value(self, name: str) -> str:
        """Return what was chosen; empty where it was nothing or nonsense."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def least_score(self) -> int:
        """The least score; 0 where none was given."""
        return int(self.cleaned_data.get("least") or 0)

    @property
    def narrows(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.value("exporter") or self.value("buyer") or self.value("only") or self.least_score)


def _offer(form: Worded, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
    field.choices = [("", form.words(Text("matching_pages.all"))), *choices]
