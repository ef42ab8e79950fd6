"""What people fill in about opportunities: a new one, the next step, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.costs.web.forms.read_as_sheets import DayInput, ReadAsSheets
from tearoad.errors import InputError
from tearoad.orders.event_words import EVENT_CHOICES, read_codes
from tearoad.orders.web.queries.board import step_label
from tearoad.paper.sheets.written.numbers import read_number
from tearoad.rows.codecs import currency_code
from tearoad.text import Text
from tearoad.values import HSCode, Money, PartyId
from tearoad.web.long_text import LongText
from tearoad.words import Words


class StepForm(ReadAsSheets):
    """The one next step: what, by whom, by when."""

    next_step = forms.ChoiceField()
    due_on = forms.DateField(widget=DayInput())
    owner = forms.CharField(required=False, max_length=200)
    step_note = forms.CharField(required=False, max_length=200)
    labels: ClassVar[Mapping[str, Text]] = {
        name: Text(f"orders_pages.field_{name}") for name in ("next_step", "due_on", "owner", "step_note")
    }
    helps: ClassVar[Mapping[str, Text]] = {"step_note": Text("orders_pages.note_is_read")}

    def __init__(self, words: Words, *args: Any, own: bool = False, **options: Any) -> None:
        """Offer the steps in the reader's language; a firm by its link is told who else reads its note."""
        super().__init__(words, *args, **options)
        if own:
            self.fields["step_note"].help_text = words(Text("orders_pages.note_office_reads"))
        offer(self, "next_step", ((step.value, step_label(step)) for step in NextStep))

    def changed(self, known: core.Opportunity) -> core.Opportunity:
        """Return an opportunity with what the form says."""
        said = self.cleaned_data
        return core.Opportunity(
            known.firm,
            known.buyer,
            known.about,
            said["due_on"],
            NextStep(said["next_step"]),
            said["step_note"],
            said["owner"],
            known.reports,
            known.opened_on,
        )


class OpportunityForm(StepForm):
    """A new opportunity."""

    firm = forms.ChoiceField()
    buyer = forms.ChoiceField()
    about = forms.CharField(max_length=200)
    labels: ClassVar[Mapping[str, Text]] = {
        **StepForm.labels,
        **{name: Text(f"orders_pages.field_{name}") for name in ("firm", "buyer", "about")},
    }
    field_order = ("firm", "buyer", "about", "next_step", "due_on", "owner", "step_note")

    def __init__(
        self, words: Words, firms: Sequence[tuple[str, str]], buyers: Sequence[tuple[str, str]], *args: Any, **more: Any
    ) -> None:
        """Offer the firms and buyers of the mission."""
        super().__init__(words, *args, **more)
        hint = words(Text("orders.no_such_party_hint"))
        for name, offered, code in (("firm", firms, "exporter"), ("buyer", buyers, "buyer")):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = [("", "–"), *offered]
            unknown = words(Text(f"orders.no_such_{code}", found="%(value)s"))
            field.error_messages["invalid_choice"] = f"{unknown} {hint}"

    def opened(self, on: date) -> core.Opportunity:
        """Return the opportunity that the form says."""
        said = self.cleaned_data
        bare = core.Opportunity(PartyId(said["firm"]), PartyId(said["buyer"]), said["about"], on, opened_on=on)
        return self.changed(bare)


class EventForm(ReadAsSheets):
    """What happened, when, for how much, by whose word. `event` is what it says once it is valid."""

    what = forms.ChoiceField()
    on = forms.DateField(widget=DayInput())
    amount = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = forms.CharField(required=False, max_length=20)
    said_by = forms.ChoiceField()
    number = forms.CharField(required=False, max_length=80)
    hs = forms.CharField(required=False, max_length=200)
    reason = forms.ChoiceField(required=False)
    link = forms.CharField(required=False, max_length=500)
    note = forms.CharField(required=False, max_length=1000, widget=LongText(attrs={"rows": 2}))
    office_note = forms.CharField(required=False, max_length=1000, widget=LongText(attrs={"rows": 2}))
    about = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())
    labels: ClassVar[Mapping[str, Text]] = {
        name: Text(f"orders_pages.event_{name}")
        for name in (
            "what",
            "on",
            "amount",
            "currency",
            "said_by",
            "number",
            "hs",
            "reason",
            "link",
            "note",
            "office_note",
        )
    }
    helps: ClassVar[Mapping[str, Text]] = {
        **{name: Text(f"orders_pages.event_{name}_help") for name in ("amount", "hs", "link", "said_by")},
        "note": Text("orders_pages.note_is_read"),
        "office_note": Text("orders_pages.office_note_help"),
    }

    def __init__(self, words: Words, *args: Any, own: bool = False, **options: Any) -> None:
        """Offer what can have happened; a firm that speaks by its link speaks for itself."""
        super().__init__(words, *args, **options)
        self.event: core.OrderEvent | None = None
        self.own = own
        offer(self, "what", ((choice.value, choice.label) for choice in EVENT_CHOICES))
        offer(
            self, "said_by", ((informant.value, Text(f"orders.by_{informant.value}")) for informant in core.Informant)
        )
        offer(
            self,
            "reason",
            ((reason.value, Text(f"orders.loss_{reason.value}")) for reason in core.LossReason),
            empty=True,
        )
        if own:
            del self.fields["said_by"], self.fields["office_note"]
            self.fields["note"].help_text = words(Text("orders_pages.note_office_reads"))

    def clean_amount(self) -> Any:
        """Read the amount as sheets do: `1,500.00` and `1 500,00` are one, two commas are none."""
        return self.read("amount", read_number) if self.cleaned_data["amount"].strip() else None

    def clean_currency(self) -> str:
        """Read a code, a sign or a word."""
        return self.read("currency", currency_code) if self.cleaned_data["currency"].strip() else ""

    def clean_hs(self) -> tuple[HSCode, ...]:
        """Read codes with commas between them."""
        return self.read("hs", read_codes)

    def clean(self) -> dict[str, Any]:
        """Put the event together; what contradicts itself is said where it stands."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        if said["amount"] is not None and not said["currency"]:
            self.add_error("currency", self.words(Text("orders.currency_missing")))
            return said
        try:
            self.event = self._event(said)
        except InputError as wrong:
            self.add_error("reason" if wrong.text.code == "orders.loss_reason" else None, self.problem_text(wrong))
        return said

    def _event(self, said: Mapping[str, Any]) -> core.OrderEvent:
        choice = next(choice for choice in EVENT_CHOICES if choice.value == said["what"])
        return core.OrderEvent(
            core.EventId(""),
            choice.type,
            said["on"],
            core.Informant.EXPORTER if self.own else core.Informant(said["said_by"]),
            rung=choice.rung,
            money=Money(said["amount"], said["currency"]) if said["amount"] is not None else None,
            hs=said["hs"],
            number=said["number"].strip(),
            link=said["link"].strip(),
            about=core.EventId(said["about"]) if said["about"] else None,
            reason=choice.loss(core.LossReason(said["reason"]) if said["reason"] else None),
            note=said["note"].strip(),
            without=choice.without,
            office_note=said.get("office_note", "").strip(),
        )


def offer(form: ReadAsSheets, name: str, offered: Iterable[tuple[str, Text]], *, empty: bool = False) -> None:
    """Offer choices in the reader's language."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # every caller names one
    field.choices = [*([("", "–")] if empty else []), *((value, form.words(text)) for value, text in offered)]
