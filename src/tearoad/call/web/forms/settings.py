"""A call's settings as a form: the frame, the criteria, the readiness list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from tearoad.call import Call, Criterion, Option, Question, QuestionKind, faults
from tearoad.mission import LocalText
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.text import Text
from tearoad.values import Language, Money
from tearoad.web.long_text import LongText
from tearoad.web.numbers import whole
from tearoad.web.saving.versions import Version, there_now
from tearoad.words import Words

TAGS = {language.code: language.own_name for language in Language}
SPARE = 2
"""Empty rows behind the filled ones."""
MOST_ROWS = 30
_FRAME = ("opens_at", "closes_at", "address", "cap", "waiting", "readiness_percent", "disagreement", "keep_months")
_NUMBERS = {"cap": 500, "waiting": 500, "readiness_percent": 100, "disagreement": 10, "keep_months": 120}
_LONG = ("intro", "purpose")
_MOMENT = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One criterion or question on the page."""

    number: int
    fields: tuple[forms.BoundField, ...]


class _Fee(forms.DecimalField):
    """An amount as costs read theirs: in digits, never with an exponent."""

    def to_python(self, value: Any) -> Any:
        """Refuse `1e9`, which means a number and is none that anybody writes for a fee."""
        if "e" in str(value).casefold():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class CallForm(forms.Form):
    """Everything a call says."""

    call: Call | None = None

    def __init__(self, words: Words, call: Call, zone: ZoneInfo, data: Mapping[str, Any] | None = None) -> None:
        """Show a call, or read what was sent."""
        self.words, self.was, self.zone = words, call, zone
        super().__init__(data)
        self._add_frame()
        for name in _LONG:
            for tag, title in TAGS.items():
                self._add(f"{name}_{tag}", forms.CharField(), getattr(call, name)[tag], label=title, long=True)
        self.criteria_rows = self._rows("criterion", len(call.criteria))
        self.question_rows = self._rows("question", len(call.questions))
        for number in range(self.criteria_rows):
            self._add_criterion(number, call.criteria[number] if number < len(call.criteria) else None)
        for number in range(self.question_rows):
            self._add_question(number, call.questions[number] if number < len(call.questions) else None)

    def frame(self) -> Iterator[forms.BoundField]:
        """Yield dates, address, cap and rules."""
        yield from (self[name] for name in (*_FRAME, "fee", "currency"))

    def texts(self) -> Iterator[tuple[Text, Text, tuple[forms.BoundField, ...]]]:
        """Yield each text in three languages with its title and help."""
        for name in _LONG:
            fields = tuple(self[f"{name}_{tag}"] for tag in TAGS)
            yield Text(f"call_pages.field_{name}"), Text(f"call_pages.help_{name}"), fields

    def criteria(self) -> Iterator[FormRow]:
        """Yield the criteria."""
        for number in range(self.criteria_rows):
            names = ("id", *TAGS, "weight")
            yield FormRow(number + 1, tuple(self[f"criterion_{number}_{part}"] for part in names))

    def questions(self) -> Iterator[FormRow]:
        """Yield the readiness list."""
        for number in range(self.question_rows):
            names = ("id", "kind", *TAGS, "weight", "enough", "options", "needed")
            yield FormRow(number + 1, tuple(self[f"question_{number}_{part}"] for part in names))

    def there_now(self, theirs: CallForm) -> Iterator[Version]:
        """Yield what the call says now where it is not what was sent."""
        yield from there_now(self, theirs, self._title_of)

    def _title_of(self, name: str, label: str) -> str:
        """Return a field's label with what it belongs to: a text in three languages, a criterion, a question."""
        what, _, rest = name.partition("_")
        if what in {"criterion", "question"}:
            number = int(rest.partition("_")[0]) + 1
            return f"{self.words(Text(f'call_pages.{what}_number', number=number))} · {label}"
        return f"{self.words(Text(f'call_pages.field_{what}'))} · {label}" if what in _LONG else label

    def clean(self) -> dict[str, Any]:
        """Put the call together and tell everything that is wrong with it at once."""
        if self.errors:
            return self.cleaned_data
        self.call = self._call(self.cleaned_data)
        for text in faults(self.call):
            self.add_error(self._field_of(text), self.words(text))
        return self.cleaned_data

    def _field_of(self, fault: Text) -> str | None:
        """Return the field at which a fault is told; None for the form as a whole."""
        if fault.code != "call.no_weights":
            return None
        filled = (row for row in range(self.criteria_rows) if any(self._criterion(row, self.cleaned_data).values()))
        return f"criterion_{next(filled)}_weight"

    def _call(self, found: Mapping[str, Any]) -> Call:
        fee = found.get("fee")
        return Call(
            found["opens_at"].replace(tzinfo=self.zone).astimezone(self.was.opens_at.tzinfo),
            found["closes_at"].replace(tzinfo=self.zone).astimezone(self.was.closes_at.tzinfo),
            found["address"].strip().casefold(),
            found["cap"],
            found["waiting"],
            Money(Decimal(fee), found["currency"].strip().upper()) if fee else None,
            tuple(self._criteria(found)),
            tuple(self._questions(found)),
            found["readiness_percent"],
            found["disagreement"],
            found["keep_months"],
            *(LocalText(*(found.get(f"{name}_{tag}", "").strip() for tag in TAGS)) for name in _LONG),
        )

    def clean_currency(self) -> str:
        """Refuse what is no currency."""
        said: str = self.cleaned_data.get("currency", "").strip().upper()
        if self.cleaned_data.get("fee") and read_currency(said) != said:
            raise forms.ValidationError(self.words(Text("values.currency", found=said)))
        return said

    def _criteria(self, found: Mapping[str, Any]) -> Iterator[Criterion]:
        for number in range(self.criteria_rows):
            said = self._criterion(number, found)
            if any(said.values()):
                label = LocalText(*(str(said[tag]).strip() for tag in TAGS))
                yield Criterion(said["id"] or f"c{number + 1}", label, found.get(f"criterion_{number}_weight") or 0)

    def _criterion(self, number: int, found: Mapping[str, Any]) -> dict[str, str]:
        return {part: str(found.get(f"criterion_{number}_{part}") or "") for part in ("id", *TAGS)}

    def _questions(self, found: Mapping[str, Any]) -> Iterator[Question]:
        for number in range(self.question_rows):
            said = {part: found.get(f"question_{number}_{part}") or "" for part in ("id", *TAGS)}
            if not any(said.values()):
                continue
            yield Question(
                said["id"] or f"q{number + 1}",
                QuestionKind(found.get(f"question_{number}_kind") or QuestionKind.YES_NO),
                LocalText(*(str(said[tag]).strip() for tag in TAGS)),
                found.get(f"question_{number}_weight") or 0,
                tuple(options_of(found.get(f"question_{number}_options") or "")),
                found.get(f"question_{number}_enough") or 0,
                bool(found.get(f"question_{number}_needed")),
            )

    def _rows(self, name: str, there: int) -> int:
        if self.is_bound:
            sent = sum(f"{name}_{number}_id" in self.data for number in range(MOST_ROWS))
            return max(1, min(sent, MOST_ROWS))
        return min(there + SPARE, MOST_ROWS)

    def _add_frame(self) -> None:
        call = self.was
        for name in ("opens_at", "closes_at"):
            at: datetime = getattr(call, name)
            field = forms.DateTimeField(input_formats=[_MOMENT, "%Y-%m-%d %H:%M"])
            self._add(name, field, f"{at.astimezone(self.zone):{_MOMENT}}", needed=True, help=True)
            field.widget = forms.TextInput(attrs={"type": "datetime-local"})
        self._add("address", forms.CharField(max_length=60), call.address, needed=True, help=True)
        for name, most in _NUMBERS.items():
            field_ = forms.IntegerField(min_value=0, max_value=most)
            self._add(name, field_, getattr(call, name), needed=True, help=True)
        amount = _Fee(min_value=0, max_digits=12, decimal_places=2)
        self._add("fee", amount, f"{call.fee.amount:f}" if call.fee else None, help=True)
        self._add("currency", forms.CharField(max_length=3), call.fee.currency if call.fee else "")

    def _add_criterion(self, number: int, criterion: Criterion | None) -> None:
        base = f"criterion_{number}_"
        self._add(base + "id", forms.CharField(max_length=30), criterion.id if criterion else "", label_of="id")
        for tag, title in TAGS.items():
            said = criterion.label[tag] if criterion else ""
            self._add(base + tag, forms.CharField(max_length=200), said, label=title)
        weight = forms.IntegerField(min_value=0, max_value=1000)
        self._add(base + "weight", weight, criterion.weight if criterion else None, label_of="weight")

    def _add_question(self, number: int, question: Question | None) -> None:
        base = f"question_{number}_"
        self._add(base + "id", forms.CharField(max_length=30), question.id if question else "", label_of="id")
        kinds = [(kind.value, self.words(Text(f"call_pages.kind_{kind.value}"))) for kind in QuestionKind]
        kind = question.kind.value if question else QuestionKind.YES_NO.value
        self._add(base + "kind", forms.ChoiceField(choices=kinds), kind, label_of="kind")
        for tag, title in TAGS.items():
            said = question.label[tag] if question else ""
            self._add(base + tag, forms.CharField(max_length=300), said, label=title)
        for part in ("weight", "enough"):
            field = forms.IntegerField(min_value=0, max_value=1_000_000)
            self._add(base + part, field, getattr(question, part) if question else None, label_of=part)
        written = "\n".join(write_option(option) for option in question.options) if question else ""
        self._add(base + "options", forms.CharField(max_length=3000), written, label_of="options", long=True)
        self._add(base + "needed", forms.BooleanField(), question.needed if question else False, label_of="needed")

    def _add(  # noqa: PLR0913  # how one field differs from another
        self,
        name: str,
        field: forms.Field,
        initial: object,
        *,
        label: str = "",
        label_of: str = "",
        needed: bool = False,
        help: bool = False,  # noqa: A002  # Django's word is help_text
        long: bool = False,
    ) -> None:
        field.required = needed
        field.label = label or self.words(Text(f"call_pages.field_{label_of or name}"))
        field.help_text = self.words(Text(f"call_pages.help_{name}")) if help else ""
        field.initial = initial
        if long:
            field.widget = LongText(attrs={"rows": 3})
        self.fields[name] = field


def options_of(written: str) -> Iterator[Option]:
    """Yield the answers to choose from: one a line, `id | English | 中文 | Русский | percent`, as `TAGS` has them."""
    size = len(TAGS) + 2
    for number, line in enumerate(filter(None, (line.strip() for line in written.splitlines())), start=1):
        parts = ([part.strip() for part in line.split("|")] + [""] * size)[:size]
        percent = whole(parts[-1]) or 0
        yield Option(parts[0] or f"o{number}", LocalText(*parts[1:-1]), min(percent, 100))


def write_option(option: Option) -> str:
    """Return an answer as `options_of` reads it."""
    return " | ".join((option.id, *option.label.each, str(option.percent)))
