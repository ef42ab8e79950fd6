"""What people fill in to get a brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.errors import InputError
from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.making import brief_request
from tearoad.market.facts.reading import MOST_CHARACTERS
from tearoad.text import Text
from tearoad.words import form_problem

MOST_PRODUCTS, _MOST_MARKETS = 40, 40


class ArticleForm(Worded):
    """An article or notice whose facts are to be proposed."""

    text = forms.CharField(max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 10}))
    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    labels: ClassVar[Mapping[str, Text]] = {
        "text": Text("market_pages.article"),
        "on": Text("market_pages.article_on"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "text": Text("market_pages.article_help"),
        "on": Text("market_pages.article_on_help"),
    }


class BriefForm(Worded):
    """For whose products, which, and where to."""

    exporter = forms.CharField(max_length=80)
    products = forms.CharField(max_length=400)
    markets = forms.CharField(max_length=400)
    year = forms.IntegerField(required=False, min_value=1960, max_value=2100)
    labels: ClassVar[Mapping[str, Text]] = {
        "exporter": Text("market_pages.exporter"),
        "products": Text("market_pages.products"),
        "markets": Text("market_pages.markets"),
        "year": Text("market_pages.year"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "products": Text("market_pages.products_help"),
        "markets": Text("market_pages.markets_help"),
        "year": Text("market_pages.year_help"),
    }
    request: BriefRequest
    """What is asked for, once the form is valid."""

    def clean(self) -> dict[str, Any]:
        """Read countries and codes, and say which one is none."""
        data = super().clean() or {}
        if not self.errors:
            try:
                self.request = brief_request(data["exporter"], data["products"], data["markets"], data["year"])
            except InputError as wrong:
                raise forms.ValidationError(form_problem(self.words, wrong.text, wrong.hint)) from wrong
            if len(self.request.products) > MOST_PRODUCTS or len(self.request.markets) > _MOST_MARKETS:
                most = Text("market_pages.too_many", products=MOST_PRODUCTS, markets=_MOST_MARKETS)
                raise forms.ValidationError(self.words(most))
        return data
