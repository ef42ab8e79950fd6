"""A campaign as a form: its name and goal, and one line a mission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from tearoad.call import Campaign, Planned, campaign_faults
from tearoad.mission import LocalText
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words

TAGS = {language.code: language.own_name for language in Language}
SPARE, MOST = 3, 40
_PARTS = ("mission", "title", "fair", "when", "firms")


class CampaignForm(forms.Form):
    """A year of missions."""

    campaign: Campaign | None = None

    def __init__(
        self,
        words: Words,
        campaign: Campaign,
        missions: Sequence[tuple[str, LocalText, LocalText]],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Show a campaign, or read what was sent; `missions` are ids with names and fairs to choose from."""
        self.words, self.was = words, campaign
        self.known = {id_: (name, fair) for id_, name, fair in missions}
        super().__init__(data)
        self._add("year", forms.IntegerField(), campaign.year, needed=True)
        for name in ("title", "goal"):
            for tag, label in TAGS.items():
                self._add(f"{name}_{tag}", forms.CharField(max_length=300), getattr(campaign, name)[tag], label)
        self.count = min(len(campaign.missions) + SPARE, MOST)
        for number in range(self.count):
            self._add_line(
                number, campaign.missions[number] if number < len(campaign.missions) else Planned(LocalText())
            )

    def texts(self) -> Iterator[tuple[Text, tuple[forms.BoundField, ...]]]:
        """Yield name and goal in three languages."""
        for name in ("title", "goal"):
            yield Text(f"call_pages.field_{name}"), tuple(self[f"{name}_{tag}"] for tag in TAGS)

    def lines(self) -> Iterator[tuple[int, tuple[forms.BoundField, ...]]]:
        """Yield one line a mission."""
        for number in range(self.count):
            yield number + 1, tuple(self[f"m{number}_{part}"] for part in _PARTS)

    def clean(self) -> dict[str, Any]:
        """Put the campaign together and tell what is wrong with it."""
        if self.errors:
            return self.cleaned_data
        found = self.cleaned_data
        texts = (LocalText(*(found[f"{name}_{tag}"].strip() for tag in TAGS)) for name in ("title", "goal"))
        title, goal = texts
        self.campaign = Campaign(title, found["year"], goal, tuple(self._missions(found)))
        for text in campaign_faults(self.campaign):
            self.add_error(None, self.words(text))
        return found

    def _missions(self, found: Mapping[str, Any]) -> Iterator[Planned]:
        for number in range(self.count):
            said = {part: found.get(f"m{number}_{part}") or "" for part in _PARTS}
            if not said["mission"] and not str(said["title"]).strip():
                continue
            was = self.was.missions[number] if number < len(self.was.missions) else Planned(LocalText())
            title, fair = self._typed_text(was.title, said["title"]), self._typed_text(was.fair, said["fair"])
            if said["mission"] in self.known:
                title, fair = self.known[said["mission"]]
            yield Planned(title, fair, str(said["when"]).strip(), int(said["firms"] or 0), said["mission"])

    def _typed_text(self, was: LocalText, said: str) -> LocalText:
        """Return a text with what was typed in the reader's language; the other languages stay."""
        if said.strip() == was.in_language(self.words.language):
            return was
        return was.with_language(self.words.language, said.strip())

    def _add_line(self, number: int, planned: Planned) -> None:
        language = self.words.language
        choices = [("", "–"), *((id_, name.in_language(language)) for id_, (name, _) in self.known.items())]
        shown: tuple[tuple[str, forms.Field, object], ...] = (
            ("mission", forms.ChoiceField(choices=choices), planned.mission),
            ("title", forms.CharField(max_length=200), planned.title.in_language(language)),
            ("fair", forms.CharField(max_length=200), planned.fair.in_language(language)),
            ("when", forms.CharField(max_length=60), planned.when),
            ("firms", forms.IntegerField(min_value=0, max_value=10_000), planned.firms or None),
        )
        for part, field, initial in shown:
            self._add(f"m{number}_{part}", field, initial, self.words(Text(f"call_pages.planned_{part}")))

    def _add(self, name: str, field: forms.Field, initial: object, label: str = "", *, needed: bool = False) -> None:
        field.required, field.initial = needed, initial
        field.label = label or self.words(Text(f"call_pages.field_{name}"))
        self.fields[name] = field
