"""One item of the programme as a form; everything wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from tearoad.errors import InputError
from tearoad.mission import ItemKind, ProgrammeItem, Talk, VoicePlace
from tearoad.mission.span import out_of_span
from tearoad.mission.web.forms.three import TAGS, Three, three
from tearoad.mission.web.queries.missions import Parties
from tearoad.paper.sheets.written.calendar import FairCalendar
from tearoad.paper.sheets.written.moments import read_clock
from tearoad.programme.web.queries.choices import Group, groups_of, may_take
from tearoad.programme.web.queries.pages import PARTS
from tearoad.text import Text
from tearoad.values import InterpreterId, ItemId, LocalLines, LocalText, Window
from tearoad.web.long_text import LongText
from tearoad.web.saving.versions import NOTHING, Version, there_now
from tearoad.words import Words, form_problem

_LEGENDS = {"title": Text("programme_pages.title_legend"), "transport": Text("programme_pages.transport_legend")}
_LONGEST = 300
_LONGEST_LINES = 3000
_MOST_OPEN = 12
"""So many named people stand open; the folds of more say how many they are."""
ALL_EXPORTERS = "@exporters"
"""Stands for every firm of the mission in what is sent; no id begins so."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Box:
    """Whether somebody is at the item in one way."""

    part: str
    title: Text
    ticked: bool


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """One who could be at the item, with a box for each way."""

    id: str
    name: str
    boxes: tuple[Box, ...]

    @property
    def is_named(self) -> bool:
        """Whether the item names them in any way."""
        return any(box.ticked for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Fold:
    """A firm, the offices, interpreters or buyers, folded where nobody of them is named."""

    group: Group
    people: tuple[PersonChoice, ...]
    is_open: bool

    @property
    def named(self) -> int:
        """How many of them the item names."""
        return sum(person.is_named for person in self.people)


class ItemForm(forms.Form):
    """When, what, where, who. After `is_valid`, `item` is what was typed."""

    item: ProgrammeItem | None = None

    def __init__(
        self, words: Words, parties: Parties, before: ProgrammeItem | None, data: QueryDict | None = None
    ) -> None:
        """Show an item (None: a new one), or read what was sent."""
        self.words, self.found, self.shown = words, parties, before
        self.sent = data if data is not None else QueryDict()
        super().__init__(data)
        zone, first = parties.mission.fair_zone, parties.mission.days[0]
        window = before.window if before else None
        start = window.start_at.astimezone(zone) if window else datetime.combine(first.on, first.opens, zone)
        end = window.end_at.astimezone(zone) if window else start + timedelta(hours=1)
        kinds = [(kind.value, words(Text(f"programme_pages.kind_{kind.value}"))) for kind in ItemKind]
        self._add("kind", forms.ChoiceField(choices=kinds), (before.kind if before else ItemKind.OTHER).value)
        self._add("on", _text("date"), f"{start:%Y-%m-%d}")
        self._add("start", _text("time"), f"{start:%H:%M}")
        self._add("end", _text("time"), f"{end:%H:%M}")
        self._add("end_on", _text("date"), f"{end:%Y-%m-%d}" if end.date() != start.date() else "")
        self._add_talk(before.talk if before else Talk())
        for name in ("title", "transport", "host"):
            self._add_three(name, getattr(before, name) if before else LocalText(), _text)
        self._add_three("place", self._place_shown(before.place) if before else LocalText(), _text)
        for tag in TAGS:
            self.fields[f"place_{tag}"].widget.attrs["list"] = f"places-{tag}"

    def _add_talk(self, talk: Talk) -> None:
        for name in ("they", "points"):
            lines: LocalLines = getattr(talk, name)
            said = LocalText(**{tag: "\n".join(lines[tag]) for tag in TAGS})
            self._add_three(name, said, _lines)
        self._add_three("asks", talk.asks, _lines)
        self._add_three("offers", talk.offers, _lines)
        seats = [(place.value, self.words(Text(f"programme_pages.voices_{place.value}"))) for place in VoicePlace]
        self._add("voices", forms.ChoiceField(choices=seats, required=False), talk.voices.value)
        receives = [("", "they"), ("we", "we")]
        sides = [(value, self.words(Text(f"programme_pages.receives_{side}"))) for value, side in receives]
        self._add("we_host", forms.ChoiceField(choices=sides, required=False), "we" if talk.we_host else "")

    def _add_three(self, name: str, said: LocalText, made: Callable[[], forms.Field]) -> None:
        for tag, label in TAGS.items():
            self._add(f"{name}_{tag}", made(), said[tag], label)

    def _add(self, name: str, field: forms.Field, initial: str, label: str | None = None) -> None:
        field.initial = initial
        field.label = label or self.words(Text(f"programme_pages.field_{name}"))
        self.fields[name] = field

    def when(self) -> Iterator[forms.BoundField]:
        """Yield day and times."""
        yield from (self[name] for name in ("on", "start", "end", "end_on"))

    def where(self) -> Iterator[Three]:
        """Yield place and host, each in three languages."""
        yield from (self._three(name) for name in ("place", "host"))

    def title(self) -> Three:
        """Return the title in three languages."""
        return self._three("title")

    def transport(self) -> Three:
        """Return the transport in three languages."""
        return self._three("transport")

    def talk(self) -> Iterator[Three]:
        """Yield what those who speak for us are to know, each in three languages."""
        yield from (self._three(name) for name in ("they", "asks", "offers", "points"))

    def is_a_talk(self) -> bool:
        """Whether something is said of the talks, or is wrong in it: most items are none."""
        texts = [field for text in self.talk() for field in (text.first, *text.others)]
        return any(bool(field.value()) or bool(field.errors) for field in (*texts, self["we_host"]))

    def seats(self) -> Iterator[forms.BoundField]:
        """Yield who receives at the talks, and where the interpreter sits."""
        yield from (self[name] for name in ("we_host", "voices"))

    def _three(self, name: str) -> Three:
        return three(
            self, name, self.words(_LEGENDS.get(name) or Text(f"programme_pages.field_{name}")), self.words.language
        )

    def ways(self) -> Iterator[tuple[Text, Text]]:
        """Yield in which ways somebody may be there, each with what it means."""
        for part in PARTS:
            yield Text(f"programme_pages.box_{part}"), Text(f"programme_pages.box_{part}_help")

    def all_exporters(self) -> tuple[Box, ...]:
        """Return the boxes that name every firm at once; firms that are named already stay."""
        parts = ("must", "may") if self.found.exporters else ()
        return tuple(Box(part, Text(f"programme_pages.box_{part}"), ticked=False) for part in parts)

    def folds(self) -> Iterator[Fold]:
        """Yield everyone who could be there, firm by firm; those who are named stand open unless they are many."""
        ticked = {part: self._ticked(part) for part in PARTS}
        named = dict.fromkeys(text for part in PARTS for text in ticked[part])
        for group in groups_of(self.found, self.words.language, named):
            people = tuple(
                PersonChoice(
                    id_,
                    name,
                    tuple(
                        Box(part, Text(f"programme_pages.box_{part}"), id_ in ticked[part])
                        for part in PARTS
                        if part in group.parts or id_ in ticked[part]
                    ),
                )
                for id_, name in group.people
            )
            is_open = len(named) <= _MOST_OPEN and any(person.is_named for person in people)
            yield Fold(group, people, is_open)

    def there_now(self, theirs: ItemForm) -> Iterator[Version]:
        """Yield what the item says now where it is not what was sent, the people of each part by name."""
        yield from there_now(self, theirs, self._title_of)
        for part in PARTS:
            now, entered = theirs._ticked(part), self._ticked(part)
            if set(now) != set(entered):
                label = self.words(Text(f"programme_pages.box_{part}"))
                yield Version(label, self._named(now) or NOTHING, self._named(entered) or NOTHING)

    def _named(self, ids: Collection[str]) -> str:
        groups = groups_of(self.found, self.words.language, ids)
        names = {id_: name for group in groups for id_, name in group.people}
        return ", ".join(names[text] for text in ids)

    def _title_of(self, name: str, label: str) -> str:
        text, _, tag = name.rpartition("_")
        return f"{self._three(text).title} · {label}" if tag in TAGS and text else label

    def places(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the mission's places to choose from, for each language those that have a name in it."""
        for tag in TAGS:
            yield tag, tuple(name for place in self.found.mission.places if (name := place.name[tag]))

    def _ticked(self, part: str) -> tuple[str, ...]:
        before: tuple[str, ...] = tuple(map(str, getattr(self.shown, part))) if self.shown else ()
        if not self.is_bound:
            return before
        sent = self.sent.getlist(part)
        if ALL_EXPORTERS in sent:
            firms = (str(firm.id) for firm in self.found.exporters)
            sent = [*(text for text in sent if text != ALL_EXPORTERS), *firms]
        # Boxes come in the page's order; who was there before stays where they stood.
        return tuple(dict.fromkeys((*(text for text in before if text in sent), *sent)))

    def clean(self) -> dict[str, Any]:
        """Read everything, and tell at once what is wrong."""
        cleaned: dict[str, Any] = super().clean() or {}
        window = self._window()
        titles = self._local("title")
        if not titles.written:
            self._wrong(f"title_{next(iter(TAGS))}", Text("programme_pages.no_title"))
        self._judge_people()
        self._judge_twice()
        if window is not None and not self.errors:
            self.item = self._item(window, titles)
        return cleaned

    def _item(self, window: Window, titles: LocalText) -> ProgrammeItem:
        before = self.shown or ProgrammeItem(ItemId(""), ItemKind.OTHER, LocalText(), window)
        return replace(
            before,
            kind=ItemKind(self.cleaned_data["kind"]),
            title=titles,
            window=window,
            place=self._place(),
            must=self._ticked("must"),
            may=self._ticked("may"),
            host=self._local("host"),
            transport=self._local("transport"),
            speaks=self._ticked("speaks"),
            hosts=self._ticked("hosts"),
            interpreters=tuple(map(InterpreterId, self._ticked("interpreters"))),
            talk=Talk(
                they=self._lines("they"),
                asks=self._local("asks"),
                offers=self._local("offers"),
                points=self._lines("points"),
                we_host=self._typed("we_host") == "we",
                voices=VoicePlace(self._typed("voices") or VoicePlace.BESIDE),
            ),
        )

    def _local(self, name: str) -> LocalText:
        return LocalText(**{tag: self._typed(f"{name}_{tag}") for tag in TAGS})

    def _lines(self, name: str) -> LocalLines:
        return LocalLines(**{tag: _filled(self._typed(f"{name}_{tag}")) for tag in TAGS})

    def _typed(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "").strip()

    def _place(self) -> LocalText:
        """Return the id of one of the mission's places where all that was written is its name, else what was written.

        Who writes its name in one language thereby has it in all three.
        """
        typed = self._local("place")
        for place in self.found.mission.places:
            if typed and {*typed.written} <= {str(place.id), *place.name.written}:
                return LocalText(str(place.id))
        return typed

    def _place_shown(self, kept: LocalText) -> LocalText:
        """Return the names of one of the mission's places for its id."""
        names = {str(place.id): place.name for place in self.found.mission.places if place.name}
        return next((names[text] for text in kept.written if text in names), kept)

    def _window(self) -> Window | None:
        on, end_on = self._read("on", _day), self._read("end_on", _day)
        start, end = self._read("start", read_clock), self._read("end", _clock_or_midnight)
        if on is None or start is None or end is None or "end_on" in self.errors:
            return None
        calendar = FairCalendar(self.found.mission.fair_zone, ())
        last, end_clock = end_on or on, end
        if end_clock == _MIDNIGHT:
            last, end_clock = last + timedelta(days=0 if end_on else 1), time(0)
        try:
            begins, ends = calendar.at(on, start).value, calendar.at(last, end_clock).value
        except InputError as wrong:
            self._wrong("on", wrong.text)
            return None
        if ends <= begins:
            self._wrong("end", Text("programme_pages.ends_first"))
            return None
        window, days = Window(begins, ends), [day.on for day in self.found.mission.days]
        wrong_span = out_of_span(window, days, self.found.mission.fair_zone)
        if wrong_span is not None:
            self._wrong("end_on" if wrong_span.at_end else "on", wrong_span.text)
            return None
        return window

    def _read(self, name: str, read: Callable[[str], _T]) -> _T | None:
        said = self._typed(name)
        if not said:
            if name != "end_on":
                self._wrong(name, Text("programme_pages.is_needed"))
            return None
        try:
            return read(said)
        except (InputError, ValueError):
            self._wrong(name, Text(f"programme_pages.bad_{'day' if 'on' in name else 'clock'}", found=said[:40]))
            return None

    def _judge_people(self) -> None:
        """Refuse ids that nobody has; those the item had before stay until they are unticked."""
        for part in PARTS:
            ticked = self._ticked(part)
            known = may_take(self.found, part, self.words.language, ticked)
            before = set(map(str, getattr(self.shown, part))) if self.shown else set()
            strange = [text for text in ticked if text not in known | before]
            if strange:
                self._wrong(None, Text("programme_pages.nobody_called", found=", ".join(strange)[:80]))

    def _judge_twice(self) -> None:
        """Refuse whoever must come and may come: one of both is meant, and only the officer knows which."""
        twice = [person for person in self._ticked("must") if person in self._ticked("may")]
        if twice:
            text = Text("programme.must_and_may", who=self._named(twice))
            said = form_problem(self.words, text, Text("programme.must_and_may_hint"))
            self.add_error(None, said)

    def _wrong(self, name: str | None, text: Text) -> None:
        self.add_error(name, self.words(text))


_MIDNIGHT = time(23, 59, 59)
"""What 24:00 is read as: the day's end."""


def _clock_or_midnight(written: str) -> time:
    return _MIDNIGHT if written in {"24:00", "00:00", "0:00"} else read_clock(written)


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _filled(written: str) -> tuple[str, ...]:
    lines = (line.strip() for line in written.splitlines())
    return tuple(line for line in lines if line)


def _lines() -> forms.CharField:
    """Return a box for some lines; its line ends are kept as one sign each."""
    return forms.CharField(required=False, max_length=_LONGEST_LINES, widget=LongText(attrs={"rows": 3}))


def _text(type_: str = "text") -> forms.CharField:
    widget = forms.TextInput(attrs={"type": type_})
    return forms.CharField(required=False, max_length=_LONGEST, widget=widget)
