"""A delegate as a form. It is read like a row of the sheet, so that page and spreadsheet are judged alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from tearoad.delegation.delegate_columns import CONSENT_FIELDS
from tearoad.delegation.delegates_sheet import DELEGATES, read_delegates, write_delegates
from tearoad.mission import Delegate, Mission
from tearoad.mission.sheet_reading import start_reading
from tearoad.paper.sheets import CellProblem, Column, Grid, Kind, Known
from tearoad.paper.sheets.writing import written
from tearoad.text import Text
from tearoad.values import IN_COLUMNS
from tearoad.web.clock import fair_now
from tearoad.words import Words, told


def _three(field: str) -> tuple[str, ...]:
    """Return the fields of a text in all languages, in the order of the sheet."""
    return tuple(f"{field}_{language.code}" for language in IN_COLUMNS)


GROUPS: Mapping[str, tuple[str, ...]] = {
    "who": ("native", "latin", "local", "family", "say"),
    "place": ("firm", "rank", "decides", *_three("office"), *_three("role"), *_three("counterpart")),
    "reach": ("phone", "phone_abroad", "messengers", "languages", "diet"),
    "journey": ("arrives_at", "arrives_by", "leaves_at", "leaves_by", *_three("hotel"), "room", "room_with"),
    "papers": ("passport_expires_on", "visa", *CONSENT_FIELDS.values()),
}
_MOMENTS = frozenset({"arrives_at", "leaves_at"})
_DAYS = frozenset({"passport_expires_on", *CONSENT_FIELDS.values()})
_PHONES = frozenset({"phone", "phone_abroad"})
_LONGEST = 200
_BETWEEN = re.compile(r"(?<=\d)T(?=\d)")
"""What a browser writes between a day and a time."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Whom a delegate may belong to and share a room with: names by id."""

    mission: Mission
    firms: Mapping[str, str]
    others: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Some fields under one heading."""

    title: Text
    fields: tuple[forms.BoundField, ...]


class DelegateForm(forms.Form):
    """Everything the sheet of delegates holds of one person, but the id."""

    delegate: Delegate | None = None
    """What was filled in, once it is valid."""

    def __init__(
        self, words: Words, around: Surroundings, delegate: Delegate, data: Mapping[str, Any] | None = None
    ) -> None:
        """Show a delegate, or read what was sent."""
        super().__init__(data)
        self.label_suffix = ""
        self.words, self.around, self.was = words, around, delegate
        shown = write_delegates((delegate,), around.mission.fair_zone).rows[0].values
        for names in GROUPS.values():
            for name in names:
                column = DELEGATES.by_field[name]
                self.fields[name] = self._field(column)
                self.initial[name] = self._initial(column, shown.get(name))
                self.fields[name].label = column.title(words.language)
                self.fields[name].help_text = words(column.explanation)

    def groups(self) -> Iterator[FieldGroup]:
        """Yield the fields under their headings."""
        for title, names in GROUPS.items():
            yield FieldGroup(Text(f"delegation_pages.group_{title}"), tuple(self[name] for name in names))

    def clean(self) -> dict[str, Any]:
        """Judge the cells as the sheet does; what a sheet only warns about is mended here at once."""
        found: dict[str, Any] = super().clean() or {}
        cells = {"id": str(self.was.id)} | {name: self._cell(name, found.get(name)) for name in self.fields}
        reading = start_reading(self.around.mission)
        for kind, names in ((Kind.EXPORTER, self.around.firms), (Kind.DELEGATE, self.around.others)):
            for id_, name in names.items():
                reading.directory.add(Known(kind, id_, (name,), ""))
        grid = Grid("", "", (tuple(cells), tuple(cells.values())))
        people = read_delegates(reading.records(grid, DELEGATES, {}), reading)
        for problem in reading.problems:
            self._tell(problem, tuple(cells))
        for one in people:
            self._judge_consents(one)
        if people and not self.errors:
            self.delegate = people[0]
        return found

    def _judge_consents(self, delegate: Delegate) -> None:
        """Refuse a consent of a day that has begun neither at home nor at the fair."""
        mission = self.around.mission
        today = max(fair_now().astimezone(zone).date() for zone in (mission.home_zone, mission.fair_zone))
        for one in delegate.consents:
            if one.given_on > today:
                said = Text("delegation_pages.consent_ahead", today=f"{today:%Y-%m-%d}")
                self.add_error(CONSENT_FIELDS[one.purpose], self.words(said))

    def _tell(self, problem: CellProblem, order: tuple[str, ...]) -> None:
        name = order[problem.column - 1] if problem.column else None
        if name in self.fields and self.errors.get(name):
            return
        self.add_error(name if name in self.fields else None, told(self.words, problem.text, problem.hint))

    def _field(self, column: Column) -> forms.Field:
        nothing = ("", "–")
        if column.choices is not None:
            words = column.choices.words.items()
            offered = [(member.value, word.of(self.words.language)[0]) for member, word in words]
            return forms.ChoiceField(required=False, choices=[nothing, *offered])
        if column.field == "firm":
            return forms.ChoiceField(required=False, choices=[nothing, *self.around.firms.items()])
        if column.field == "room_with":
            strangers = {name: name for name in self.was.room_with if name not in self.around.others}
            return forms.MultipleChoiceField(
                required=False,
                choices=[*self.around.others.items(), *strangers.items()],
                widget=forms.SelectMultiple(attrs={"size": 4}),
            )
        kind = "date" if column.field in _DAYS else "datetime-local" if column.field in _MOMENTS else "text"
        attributes = {"type": "tel" if column.field in _PHONES else kind}
        if column.field == "rank":
            attributes = {"inputmode": "numeric"}
        return forms.CharField(required=False, max_length=_LONGEST, widget=forms.TextInput(attrs=attributes))

    def _initial(self, column: Column, value: Any) -> Any:
        if column.field == "room_with":
            return list(self.was.room_with)
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%dT%H:%M}"
        if column.choices is not None:
            return value.value if value else ""
        return written(value, column, self.words.language)

    @staticmethod
    def _cell(name: str, value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(value)
        return _BETWEEN.sub(" ", str(value or "")) if name in _MOMENTS else str(value or "")
