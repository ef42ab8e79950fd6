"""The rules of asking as an officer fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tearoad.companies.web.forms import Worded
from tearoad.matching.asking import AskingRules, ConsentRule, MayAsk, PlanWeights
from tearoad.matching.hard_conditions import HardRule
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.words import Words
from tearoad.words.catalogue import moment_from

_NUMBERS = {"most_requests": (1, 100), "most_received": (1, 200), "proposals": (0, 50), "most_nudges": (0, 2)}
_WEIGHTS = ("agreed", "requested", "proposed", "gladly")
SWITCHABLE = tuple(rule for rule in HardRule if rule is not HardRule.STANDING)
"""Whom screening does not clear is matched in no mission: that is decided there, with its reasons."""
_MOMENT = "%Y-%m-%dT%H:%M"


class AskingRulesForm(Worded):
    """Consent, deadline, caps, quiet hours and weights; `rules` is what it makes once it is valid."""

    consent = forms.ChoiceField(widget=forms.RadioSelect)
    may_ask = forms.ChoiceField()
    deadline = forms.DateTimeField(
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    most_requests = forms.IntegerField(min_value=1, max_value=100)
    most_received = forms.IntegerField(min_value=1, max_value=200)
    proposals = forms.IntegerField(min_value=0, max_value=50)
    most_nudges = forms.IntegerField(min_value=0, max_value=2)
    quiet_from = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    agreed = forms.IntegerField(min_value=0, max_value=5000)
    requested = forms.IntegerField(min_value=0, max_value=5000)
    proposed = forms.IntegerField(min_value=0, max_value=5000)
    gladly = forms.IntegerField(min_value=0, max_value=5000)
    hard_rules = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    labels: ClassVar[Mapping[str, Text]] = {
        name: Text(f"asking_pages.rule_{name}")
        for name in ("consent", "may_ask", "deadline", *_NUMBERS, "quiet_from", "quiet_until", *_WEIGHTS, "hard_rules")
    }
    helps: ClassVar[Mapping[str, Text]] = {
        name: Text(f"asking_pages.rule_{name}_help")
        for name in ("consent", "may_ask", "deadline", "quiet_from", "proposals", "hard_rules")
    }

    def __init__(
        self, words: Words, rules: AskingRules, begins_at: datetime, data: Mapping[str, Any] | None = None
    ) -> None:
        """Show the rules of a mission, its deadline by the clock of the fair; or read what was sent."""
        shown = {name: getattr(rules, name) for name in (*_NUMBERS, "quiet_from", "quiet_until")}
        shown |= {name: getattr(rules.weights, name) for name in _WEIGHTS}
        at, zone = rules.deadline_at, begins_at.tzinfo
        shown |= {"consent": rules.consent.value, "may_ask": rules.may_ask.value}
        shown |= {"deadline": at.astimezone(zone).replace(tzinfo=None) if at else None}
        shown |= {"hard_rules": [condition.value for condition in SWITCHABLE if condition in rules.hard_rules]}
        super().__init__(words, data, initial=shown)
        self.begins_at = begins_at
        offered = {"consent": tuple(ConsentRule), "may_ask": tuple(MayAsk), "hard_rules": SWITCHABLE}
        for name, values in offered.items():
            choice = self.fields[name]
            assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
            choice.choices = [(value.value, words(Text(f"asking_pages.{name}_{value.value}"))) for value in values]

    def clean_deadline(self) -> datetime | None:
        """Refuse a deadline that has passed or comes after the fair begins; one that stands already is kept."""
        sent: datetime | None = self.cleaned_data["deadline"]
        moment = sent.replace(tzinfo=None) if sent else None
        if moment is None or moment == self.initial["deadline"]:
            return moment
        clock = fair_now().astimezone(self.begins_at.tzinfo)
        begins = moment_from(self.begins_at, clock, self.words.language)
        if moment <= clock.replace(tzinfo=None):
            raise forms.ValidationError(self.words(Text("asking_pages.deadline_past", begins=begins)))
        if moment > self.begins_at.replace(tzinfo=None):
            raise forms.ValidationError(self.words(Text("asking_pages.deadline_late", begins=begins)))
        return moment

    @property
    def rules(self) -> AskingRules:
        """What was filled in."""
        found = self.cleaned_data
        at = found["deadline"]
        return AskingRules(
            ConsentRule(found["consent"]),
            at.replace(tzinfo=self.begins_at.tzinfo) if at else None,
            **{name: found[name] for name in _NUMBERS},
            quiet_from=found["quiet_from"],
            quiet_until=found["quiet_until"],
            may_ask=MayAsk(found["may_ask"]),
            hard_rules=frozenset(map(HardRule, found["hard_rules"])) | {HardRule.STANDING},
            weights=PlanWeights(*(found[name] for name in _WEIGHTS)),
        )
