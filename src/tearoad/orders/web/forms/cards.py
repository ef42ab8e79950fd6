"""What people choose of lists of opportunities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.companies.web.models import Side
from tearoad.orders.web.queries.board import CardsWanted
from tearoad.orders.web.queries.parties import MissionParty
from tearoad.text import Text
from tearoad.words import Words


class CardFilter(Worded):
    """Which opportunities to list; a value nobody offers is passed over."""

    firm = forms.ChoiceField(required=False)
    text = forms.CharField(required=False, max_length=200)
    labels: ClassVar[Mapping[str, Text]] = {
        "firm": Text("orders_pages.field_firm"),
        "text": Text("orders_pages.holds_text"),
    }

    def __init__(self, words: Words, known: Iterable[MissionParty], *args: Any, **options: Any) -> None:
        """Offer the firms."""
        super().__init__(words, *args, **options)
        firm = self.fields["firm"]
        assert isinstance(firm, forms.ChoiceField)  # noqa: S101  # declared above
        firm.choices = [
            ("", "\N{EN DASH}"),
            *((party.id, party.name) for party in known if party.side is Side.EXPORTER),
        ]
        self.is_valid()

    @property
    def wanted(self) -> CardsWanted:
        """What was chosen; nothing where it was nonsense."""
        said = self.cleaned_data
        return CardsWanted(str(said.get("firm") or ""), str(said.get("text") or ""))
