"""What people fill in to keep an article and to decide about its facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict

from tearoad.companies.web.forms import Worded
from tearoad.errors import InputError
from tearoad.market.facts.articles import MOST_ARTICLE_BYTES, article_text
from tearoad.market.facts.reading import MOST_CHARACTERS
from tearoad.market.web.forms.markets import market_written
from tearoad.market.web.models import FACT_PLACES, ArticleFact, FactState
from tearoad.text import Text
from tearoad.web.long_text import LongText
from tearoad.words import form_problem

_MOST_TITLE, _SHORT_TITLE = 200, 80
_SINCE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class ArticleForm(Worded):
    """An article: its words, or a file of them, with where and when it stood. `words_of_it` is what it says."""

    source = forms.CharField(max_length=300)
    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    title = forms.CharField(required=False, max_length=_MOST_TITLE)
    text = forms.CharField(required=False, max_length=MOST_CHARACTERS, widget=LongText(attrs={"rows": 10}))
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.html,.htm,.pdf,.docx,text/plain,text/html"}),
    )
    labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("market_pages.article_source"),
        "on": Text("market_pages.article_on"),
        "title": Text("market_pages.article_title"),
        "text": Text("market_pages.article"),
        "file": Text("market_pages.article_file"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "source": Text("market_pages.article_source_help"),
        "on": Text("market_pages.article_on_help"),
        "title": Text("market_pages.article_title_help"),
        "text": Text("market_pages.article_help"),
        "file": Text("market_pages.article_file_help"),
    }
    words_of_it: str

    def clean(self) -> dict[str, Any]:
        """Take the words from one of the two places."""
        data = super().clean() or {}
        if self.errors:
            return data
        text, file = data["text"].strip(), data["file"]
        if bool(text) == (file is not None):
            raise forms.ValidationError(self.words(Text("market_pages.article_one_of")))
        self.words_of_it = text if file is None else self._uploaded(file)
        data["title"] = data["title"].strip() or _first_line(self.words_of_it)
        return data

    def _uploaded(self, file: Any) -> str:
        try:
            return article_text(file.read(MOST_ARTICLE_BYTES + 1), file.name)
        except InputError as wrong:
            raise forms.ValidationError(form_problem(self.words, wrong.text, wrong.hint)) from wrong


def _first_line(text: str) -> str:
    line = next((splitline.strip() for splitline in text.splitlines() if splitline.strip()), "")
    return line if len(line) <= _SHORT_TITLE else line[: _SHORT_TITLE - 1] + "…"


class FactPlacesForm(Worded):
    """Of which market facts tell, and where they are shown."""

    market = forms.CharField(required=False, max_length=80)
    on_brief = forms.BooleanField(required=False)
    on_posts = forms.BooleanField(required=False)
    on_road = forms.BooleanField(required=False)
    labels: ClassVar[Mapping[str, Text]] = {
        "market": Text("market_pages.fact_market"),
        **{place: Text(f"market_pages.fact_{place}") for place in FACT_PLACES},
    }
    helps: ClassVar[Mapping[str, Text]] = {"market": Text("market_pages.fact_market_help")}

    def clean_market(self) -> str:
        """Read a country by name or code; it may stay empty."""
        written: str = self.cleaned_data["market"].strip()
        return market_written(written, self.words) if written else ""

    def clean(self) -> dict[str, Any]:
        """Ask for the market of what is to be shown on its pages."""
        data = super().clean() or {}
        if not self.errors and not data["market"] and any(data[place] for place in FACT_PLACES):
            text, hint = Text("market.facts_no_market"), Text("market.facts_no_market_hint")
            self.add_error("market", form_problem(self.words, text, hint))
        return data


class FactForm(FactPlacesForm):
    """A fact as a person words it."""

    statement = forms.CharField(max_length=600, widget=LongText(attrs={"rows": 3}))
    speaker = forms.CharField(required=False, max_length=300)
    cites = forms.CharField(required=False, max_length=300)
    since = forms.CharField(required=False, max_length=10)
    labels: ClassVar[Mapping[str, Text]] = {
        **FactPlacesForm.labels,
        "statement": Text("market_pages.fact_statement"),
        "speaker": Text("market_pages.fact_speaker"),
        "cites": Text("market_pages.fact_cites"),
        "since": Text("market_pages.fact_since"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        **FactPlacesForm.helps,
        "statement": Text("market_pages.fact_statement_help"),
        "since": Text("market_pages.fact_since_help"),
    }
    field_order = ("statement", "speaker", "cites", "since", "market", *FACT_PLACES)

    def clean_since(self) -> str:
        """Read a day, a month or a year."""
        written: str = self.cleaned_data["since"].strip()
        if written and not _is_day(written):
            text, hint = Text("market.fact_since_wrong", found=written), Text("market.fact_since_wrong_hint")
            raise forms.ValidationError(form_problem(self.words, text, hint))
        return written

    def wanted(self, decision: FactState) -> dict[str, Any]:
        """Return the fact as it is to be kept."""
        return {**self.cleaned_data, "state": decision.value}


def _is_day(written: str) -> bool:
    match = _SINCE.fullmatch(written)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def fact_values(row: ArticleFact, market: str) -> dict[str, Any]:
    """Return what the form shows of a fact; `market` is how the reader calls its country."""
    names = ("statement", "speaker", "cites", "since", *FACT_PLACES)
    return {name: getattr(row, name) for name in names} | {"market": market}


def decision_in(sent: QueryDict) -> FactState:
    """Return what is to become of facts.

    Raises:
        InputError: the form says nothing of the kind.

    """
    written = sent.get("decision", "")
    if written not in set(FactState):
        raise InputError(Text("market.facts_no_decision", found=written), Text("market.facts_no_decision_hint"))
    return FactState(written)


def chosen_in(sent: QueryDict) -> tuple[UUID, ...]:
    """Return the facts that were ticked; what is no id is passed over, as what the article does not have."""
    found = []
    for written in sent.getlist("fact"):
        try:
            found.append(UUID(written))
        except ValueError:
            continue
    return tuple(found)
