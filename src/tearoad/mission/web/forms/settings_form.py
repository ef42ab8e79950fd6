"""A mission's settings as a short form. It is read like a mission.toml, so that page and file are judged alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import permutations
from typing import Any

from django import forms

from tearoad.mission import Mission
from tearoad.mission.toml import mission_toml, read_tree
from tearoad.mission.toml.keys import HARD, OFF, SOFT
from tearoad.mission.web.forms.call_room import CallRoom, call_room, number_of, with_call_room
from tearoad.mission.web.forms.contact_rows import (
    ContactFields,
    add_contacts,
    contact_label,
    contacts_of,
    contacts_shown,
)
from tearoad.mission.web.forms.fair_days import SPAN, days_of_span, what_is_wrong, with_hours
from tearoad.mission.web.forms.three import Three, three
from tearoad.mission.web.forms.zones import read_zone, zone_cities, zone_name, zones_in
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.reference import Wording, country_name, house_wordings
from tearoad.text import Text
from tearoad.values import CountryCode, Language
from tearoad.web.numbers import whole
from tearoad.web.saving.versions import Version, there_now
from tearoad.words import Words, form_problem

TEXTS = ("name", "fair", "city", "venue")
TAGS = {language.code: language.own_name for language in Language}
_PLAIN = ("country", "home_zone", "fair_zone", "currency")
_NUMBERS = {"slot_minutes": ("slots", "minutes"), "pause_minutes": ("slots", "pause")}
_BUSES = {"after_landing": ("buses", "after_landing"), "before_departure": ("buses", "before_departure")}
_WORK = {
    "pauses_keep": ("pauses", "keep"),
    "pauses_minutes": ("pauses", "minutes"),
    "pauses_from": ("pauses", "from"),
    "pauses_until": ("pauses", "until"),
    "pauses_run": ("pauses", "max_run_slots"),
    "interpreter_hours": ("interpreters", "max_hours_per_day"),
    "interpreter_run": ("interpreters", "max_run_slots"),
}
_LIMITS = {
    "exporter_per_day": ("caps", "exporter_per_day"),
    "buyer_per_day": ("caps", "buyer_per_day"),
    "stand_cover": ("rules", "stand_cover"),
    "walk_in_share": ("rules", "walk_in_share"),
    "proposals": ("rules", "proposals_per_exporter"),
}
_CALLS = ("call_room", "call_hall", "call_lines")
_LATER = _BUSES | _WORK | _LIMITS
"""Not asked for in the short form of a new mission."""
_CLOCKS = ("pauses_from", "pauses_until")
_LANGUAGES = {"home_language": ("languages", "home"), "host_language": ("languages", "host")}
_DAY = ("on", "opens", "closes")
MOST_DAYS = 31
USUAL_DAYS = "usual_days"
"""Where a tree that a new mission starts from holds the days of the mission it was copied from: for their hours."""
_SPARE_DAYS = 2
_SHARE = "walk_in_share"
"""Filled in as a percentage."""
_CITIES_NAMED = 4
FRESH: Mapping[str, Any] = {
    "home_zone": "Asia/Shanghai",
    "currency": "USD",
    "slots": {"minutes": 30, "pause": 5},
    "languages": {"home": "zh", "host": "ru"},
}
"""What a first mission starts with; later ones start with what the last one said."""


@dataclass(frozen=True, slots=True)
class LanguageGroup:
    """One text in three languages, the reader's own first."""

    name: str
    text: Three
    help: Text
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the fair."""

    number: int
    fields: tuple[forms.BoundField, ...]
    errors: tuple[str, ...]


@lru_cache(maxsize=32)
def tree_of(mission: Mission) -> dict[str, Any]:
    """Return a mission as the tree of its mission.toml; whoever gets it copies before changing."""
    return tomllib.loads(mission_toml(mission, Language.EN), parse_float=Decimal)


class SettingsForm(forms.Form):
    """Names, place, days and rules; what it does not show stays as `tree` says."""

    mission: Mission | None = None
    warnings: tuple[CellProblem, ...] = ()
    wrong_span: tuple[str, Text] | None = None
    """Why days could not be filled in from the span, with the field in which it stands."""
    _field_of: Mapping[str, str]
    """The field of each key of the file."""

    def __init__(
        self, words: Words, tree: Mapping[str, Any], data: Mapping[str, Any] | None = None, *, fresh: bool = False
    ) -> None:
        """Show a tree, or read what was sent against it."""
        self.words, self.tree, self.is_new = words, dict(tree), fresh
        super().__init__(data)
        self._field_of = _FIELD_OF
        self.day_errors: dict[int, list[str]] = {}
        self.text_errors: dict[str, list[str]] = {}
        self.number_of_days = self._count_days(data)
        for name in TEXTS:
            for tag, title in TAGS.items():
                said = self._typed(name, tag)
                self.fields[f"{name}_{tag}"] = forms.CharField(
                    required=False, max_length=200, label=title, initial=said
                )
        self._add_codes()
        self._add_days()
        if fresh:
            self._add_span()
        for name, (section, key) in (_NUMBERS if fresh else _NUMBERS | _LATER).items():
            self._add_inner(name, self._typed(section, key))
        if fresh:
            self._add("tables", forms.CharField(required=False, max_length=3), "", inputmode="numeric")
        else:
            orders = [order for count in (3, 2, 1) for order in permutations(TAGS, count)]
            kept = [(" ".join(order), " · ".join(TAGS[tag] for tag in order)) for order in orders]
            said = " ".join(self.tree.get("languages", {}).get("paper", ()))
            self._add("paper_languages", forms.ChoiceField(required=False, choices=kept), said)
            room = call_room(self.tree.get("places", []), self._home)
            for name, said in zip(_CALLS, (room.name, room.hall, room.lines), strict=True):
                self._add(name, forms.CharField(required=False, max_length=60), said)
            self.fields["call_lines"].widget.attrs["inputmode"] = "numeric"
            add_contacts(self, words, self.tree.get("contacts", ()))

    def _add_inner(self, name: str, said: object) -> None:
        """Add a field whose key stands in a section of the file: how pauses are kept, a time of day, a number."""
        if name == "pauses_keep":
            kept = [(text, self.words(Text(f"mission_pages.pauses_{text}"))) for text in (HARD, SOFT, OFF)]
            self._add(name, forms.ChoiceField(required=False, choices=kept), said)
        elif name in _CLOCKS:
            clock = forms.TextInput(attrs={"type": "time"})
            self._add(name, forms.CharField(required=False, max_length=5, widget=clock), said)
        else:
            shown = f"{100 * Decimal(str(said)):.0f}" if name == _SHARE and said != "" else said
            self._add(name, forms.CharField(required=False, max_length=4), str(shown), inputmode="numeric")

    @property
    def _home(self) -> str:
        """The language in which a text without a language counts."""
        return str(self.tree.get("languages", {}).get("home", "zh"))

    def there_now(self, theirs: SettingsForm) -> Iterator[Version]:
        """Yield what the settings say now where it is not what was sent."""
        yield from there_now(self, theirs, self._title_of)

    def _title_of(self, name: str, label: str) -> str:
        """Return a field's label with what it belongs to: a text in three languages, or a day."""
        what, _, _tag = name.rpartition("_")
        if what in TEXTS:
            return f"{self.words(Text(f'mission_pages.field_{what}'))} · {label}"
        if name.startswith("contact_"):
            return contact_label(name, self.words, label)
        if name.startswith("day_"):
            number = int(name.split("_")[1]) + 1
            return f"{self.words(Text('mission_pages.day_number', number=number))} · {label}"
        return label

    def groups(self) -> Iterator[LanguageGroup]:
        """Yield the texts in three languages."""
        for name in TEXTS:
            text = three(self, name, self.words(Text(f"mission_pages.field_{name}")), self.words.language)
            yield LanguageGroup(name, text, Text(f"mission_pages.help_{name}"), tuple(self.text_errors.get(name, ())))

    def days(self) -> Iterator[DayRow]:
        """Yield the days."""
        for number in range(self.number_of_days):
            fields = tuple(self[f"day_{number}_{part}"] for part in _DAY)
            yield DayRow(number + 1, fields, tuple(self.day_errors.get(number, ())))

    def plain(self) -> Iterator[forms.BoundField]:
        """Yield country, zones, currency and emergency numbers."""
        yield from (self[name] for name in (*_PLAIN, "emergency_phones"))

    def buses(self) -> Iterator[forms.BoundField]:
        """Yield how long after a landing and before a departure buses start."""
        yield from (self[name] for name in _BUSES if name in self.fields)

    def rest(self) -> Iterator[forms.BoundField]:
        """Yield when firms and buyers rest, and how much interpreters work."""
        yield from (self[name] for name in _WORK if name in self.fields)

    def limits(self) -> Iterator[forms.BoundField]:
        """Yield how many meetings there may be, and the languages of shared papers."""
        yield from (self[name] for name in (*_LIMITS, "paper_languages") if name in self.fields)

    def calls(self) -> Iterator[forms.BoundField]:
        """Yield the room for calls."""
        yield from (self[name] for name in _CALLS if name in self.fields)

    def contacts(self) -> Iterator[ContactFields]:
        """Yield whom to call."""
        yield from contacts_shown(self, self.words)

    def rules(self) -> Iterator[forms.BoundField]:
        """Yield slots, tables and languages."""
        names = [*_NUMBERS, *(["tables"] if self.is_new else []), *_LANGUAGES]
        yield from (self[name] for name in names)

    def zones(self) -> tuple[str, ...]:
        """Return the cities whose clocks there are to choose from."""
        return zone_cities(self.words.language)

    def span(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Yield first and last day, and the hours of all days: a new mission's days are filled in from them."""
        wrong, why = self.wrong_span or ("", Text("mission_pages.is_missing"))
        for name in SPAN:
            if name in self.fields:
                yield self[name], self.words(why) if name == wrong else ""

    def clean(self) -> dict[str, Any]:
        """Read everything as a mission.toml and put each problem to its field."""
        tree, places = self._tree()
        wrong_span = what_is_wrong(self.cleaned_data, MOST_DAYS) if self.is_new and not self.kept else None
        if wrong_span is not None:
            self.add_error(wrong_span[0], self.words(wrong_span[1]))
        lines = {key: line for line, key in enumerate(places, start=1)}
        self.mission, problems = read_tree(tree, lines)
        for problem in problems:
            if problem.severity is Severity.ERROR or self._is_of_new_phone(problem, places):
                self._add_problem(problem, places)
        if self.day_errors or self.text_errors:
            self.add_error(None, self.words(Text("mission_pages.mend_below")))
        self.warnings = tuple(cell_problem for cell_problem in problems if cell_problem.severity is Severity.WARNING)
        return self.cleaned_data

    def _is_of_new_phone(self, problem: CellProblem, places: list[str]) -> bool:
        """Whether somebody just typed a telephone that cannot be dialled; one that came with a file may stay."""
        name = self._field_of.get(places[problem.row - 1], "") if problem.row else ""
        return name.startswith("contact_") and name in self.changed_data

    def _add_problem(self, problem: CellProblem, places: list[str]) -> None:
        """Put a problem to its field; how to write it in a file is not for a form."""
        text, key = problem.text, places[problem.row - 1] if problem.row else ""
        params = dict(text.params)
        if text.code == "mission.missing" or (text.code == "mission.wrong_kind" and not params["found"]):
            key = str(text["key"])
            said = self.words(self._no_zone() if key == "fair_zone" else Text("mission_pages.is_missing"))
        else:
            if "key" in params:
                text = Text(text.code, **params | {"key": self._called(str(params["key"]))})
            in_file = problem.hint is not None and problem.hint.code == "mission.example_hint"
            said = form_problem(self.words, text, None if in_file else problem.hint)
        if key.startswith("days"):
            self._add_day_problem(key, said)
        elif key in TEXTS:
            self.text_errors.setdefault(key, []).append(said)
        else:
            name = self._field_of.get(key, key)
            self.add_error(name if name in self.fields else None, said)

    def _no_zone(self) -> Text:
        """Say why the fair's time does not follow from where it is held."""
        cities = zones_in(self.cleaned_data.get("country", ""), self.words.language)
        if not cities:
            return Text("mission_pages.zone_without_country")
        return Text(
            "mission_pages.zone_of_several",
            count=len(cities),
            cities=self.words.language.listed(cities[:_CITIES_NAMED]),
        )

    def _add_day_problem(self, key: str, said: str) -> None:
        """Put what is wrong with a day to its row, or to the span that it was filled in from."""
        if self.is_new and not self.kept:
            field = f"span_{key.rpartition('.')[2]}"
            if not any(self.errors.get(name) for name in SPAN):
                self.add_error(field if field in SPAN else "span_first", said)
            return
        number = int(key[5 : key.index("]")]) - 1 if key.startswith("days[") else 0
        self.day_errors.setdefault(self.kept[min(number, len(self.kept) - 1)] if self.kept else 0, []).append(said)

    def _called(self, key: str) -> str:
        """Return how the form calls a key of the file: its field's title; the key where it has none."""
        name = self._field_of.get(key, key)
        if name.startswith("days[") and "." in name:
            number, _, part = name[5:].partition("].")
            name = f"day_{self.kept[int(number) - 1]}_{part}" if int(number) <= len(self.kept) else name
        field = self.fields.get(name)
        return self._title_of(name, str(field.label)) if field is not None else key

    def _tree(self) -> tuple[dict[str, Any], list[str]]:
        found = self.cleaned_data
        tree = {key: value for key, value in self.tree.items() if key != USUAL_DAYS}
        for name in TEXTS:
            said = {tag: found.get(f"{name}_{tag}", "").strip() for tag in TAGS}
            tree[name] = {tag: text for tag, text in said.items() if text}
        for name in _PLAIN:
            tree[name] = found.get(name, "").strip()
        towns = tuple(tree["city"].values())
        tree["home_zone"] = tree["home_zone"] and read_zone(tree["home_zone"])
        tree["fair_zone"] = read_zone(tree["fair_zone"], tree["country"], towns)
        phones = re.split("[,;，；、]", found.get("emergency_phones", ""))
        tree["emergency_phones"] = [phone.strip() for phone in phones if phone.strip()]
        self._put_inner(tree, found)
        tree["days"] = self._days(found)
        if tables := found.get("tables", "").strip():
            tree["places"] = [{"id": "T", "kind": "table", "count": _whole(tables)}]
        if not self.is_new:
            tree["places"] = self._with_calls(tree.get("places", []), found)
            tree["contacts"], phones_of = contacts_of(self, found, tree.get("contacts", ()))
            self._field_of = {**self._field_of, **phones_of}
        for name in (*TEXTS, *_PLAIN):
            if not tree[name]:
                del tree[name]
        days = [f"days[{n}].{part}" for n in range(1, len(tree["days"]) + 1) for part in _DAY]
        inner = [".".join(path) for path in self._inner.values()]
        rooms = [key for key in self._field_of if key.startswith(("places[", "contacts["))]
        return tree, [*TEXTS, *_PLAIN, *inner, "days", *days, *rooms]

    def _put_inner(self, tree: dict[str, Any], found: Mapping[str, Any]) -> None:
        """Write what stands in a section of the file."""
        for name, (section, key) in self._inner.items():
            typed = _whole(found.get(name, ""))
            value = Decimal(typed) / 100 if name == _SHARE and isinstance(typed, int) else typed
            tree[section] = tree.get(section, {}) | {key: value}
        if order := found.get("paper_languages", "").split():
            tree["languages"] = tree.get("languages", {}) | {"paper": order}

    def _with_calls(self, places: list[dict[str, Any]], found: Mapping[str, Any]) -> list[dict[str, Any]]:
        name, hall, lines = (found.get(call, "").strip() for call in _CALLS)
        placed = with_call_room(places, CallRoom(name, hall, _whole(lines)), self._home)
        room = number_of(placed)
        if room is not None:
            self._field_of = _FIELD_OF | {f"places[{room + 1}].capacity": "call_lines"}
        return placed

    @property
    def _inner(self) -> Mapping[str, tuple[str, str]]:
        """The fields whose keys stand in a section of the file."""
        return _NUMBERS | ({} if self.is_new else _LATER) | _LANGUAGES

    def _days(self, found: Mapping[str, Any]) -> list[dict[str, str]]:
        rows = [{part: found.get(f"day_{number}_{part}", "").strip() for part in _DAY} for number in self._numbers]
        self.kept = [number for number in self._numbers if rows[number]["on"]]
        if not self.kept and self.is_new:
            return days_of_span(found, MOST_DAYS)
        return with_hours([rows[number] for number in self.kept], found)

    @property
    def _numbers(self) -> range:
        return range(self.number_of_days)

    def _count_days(self, data: Mapping[str, Any] | None) -> int:
        if data is None:
            return 0 if self.is_new else min(len(self.tree.get("days", ())) + _SPARE_DAYS, MOST_DAYS)
        sent = sum(f"day_{number}_on" in data for number in range(MOST_DAYS))
        return min(sent, MOST_DAYS)

    def with_more_days(self, typed: Mapping[str, Any]) -> SettingsForm:
        """Return the form as it was typed, not judged, with rows for three further days."""
        return self._with_rows(typed, min(self.number_of_days + 3, MOST_DAYS))

    def with_filled_days(self, typed: Mapping[str, Any]) -> SettingsForm:
        """Return the form as it was typed, with a row for each day from the first to the last; hours typed stay."""
        rows = [{part: typed.get(f"day_{number}_{part}", "") for part in _DAY} for number in self._numbers]
        hours = {row["on"]: row for row in rows if row["opens"] or row["closes"]}
        days = [hours.get(day["on"], day) for day in days_of_span(typed, MOST_DAYS)] or rows
        filled = self._with_rows(typed, len(days))
        filled.wrong_span = what_is_wrong(typed, MOST_DAYS)
        for number, day in enumerate(days):
            filled.initial.update({f"day_{number}_{part}": day.get(part, "") for part in _DAY})
        return filled

    def _with_rows(self, typed: Mapping[str, Any], number_of_days: int) -> SettingsForm:
        form = SettingsForm(self.words, self.tree, fresh=self.is_new)
        form.number_of_days = number_of_days
        for number in range(number_of_days):
            form._add_day(number, {})
        form.initial = {name: typed[name] for name in form.fields if name in typed}
        return form

    def _add_span(self) -> None:
        first: Mapping[str, str] = next(iter(self.tree.get(USUAL_DAYS, ())), {})
        usual = {"span_opens": first.get("opens", "10:00"), "span_closes": first.get("closes", "18:00")}
        for name, kind in SPAN.items():
            self._add(name, forms.CharField(required=False, max_length=10), usual.get(name, ""))
            self.fields[name].widget.attrs["type"] = self.fields[name].widget.input_type = kind

    def _add_days(self) -> None:
        days = self.tree.get("days", ())
        for number in range(self.number_of_days):
            self._add_day(number, days[number] if number < len(days) else {})

    def _add_day(self, number: int, day: Mapping[str, str]) -> None:
        for part, kind in zip(_DAY, ("date", "time", "time"), strict=True):
            field = forms.CharField(
                required=False, max_length=10, label=self.words(Text(f"mission_pages.field_{part}"))
            )
            field.widget = forms.TextInput(attrs={"type": kind})
            field.initial = day.get(part, "")
            self.fields[f"day_{number}_{part}"] = field

    def _add_codes(self) -> None:
        choices = [("", "–"), *_called(self.words.language, house_wordings())]
        self._add("country", forms.ChoiceField(required=False, choices=choices), self.tree.get("country"))
        for name in ("home_zone", "fair_zone"):
            shown = zone_name(self.tree.get(name, ""), self.words.language)
            self._add(name, forms.CharField(required=False, max_length=60), shown, list="zones")
        self._add("currency", forms.CharField(required=False, max_length=12), self.tree.get("currency"))
        phones = ", ".join(map(str, self.tree.get("emergency_phones", ())))
        self._add("emergency_phones", forms.CharField(required=False, max_length=60), phones)
        for name, (section, key) in _LANGUAGES.items():
            tongues = list(TAGS.items())
            self._add(name, forms.ChoiceField(required=False, choices=tongues), self._typed(section, key))

    def _add(self, name: str, field: forms.Field, initial: object, **attributes: str) -> None:
        field.label = self.words(Text(f"mission_pages.field_{name}"))
        field.help_text = self.words(Text(f"mission_pages.help_{name}"))
        field.initial = initial
        field.widget.attrs.update(attributes)
        self.fields[name] = field

    def _typed(self, section: str, key: str) -> Any:
        found = self.tree.get(section, {})
        return found.get(key, "") if isinstance(found, Mapping) else found


_FIELD_OF = {".".join(path): name for name, path in (_NUMBERS | _LATER | _LANGUAGES).items()} | {
    "places[1].count": "tables"
}


def _whole(written: str) -> int | str:
    bare = written.strip()
    number = whole(bare)
    return bare if number is None else number


@cache
def _called(language: Language, _wordings: tuple[Wording, ...]) -> tuple[tuple[str, str], ...]:
    import pycountry  # noqa: PLC0415  # read only where a country is chosen

    codes = [str(country.alpha_2) for country in pycountry.countries]
    return tuple(
        sorted(((code, country_name(CountryCode(code), language)) for code in codes), key=lambda country: country[1])
    )
