"""One section of mission.toml, read key by key: each wrong value is written down, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches

from tearoad.errors import InputError
from tearoad.mission.toml.keys import FILE, Key, KeyGroup, ValueKind
from tearoad.names import PersonName
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.values import BY_CODE, NOTHING, Language, LocalText, Share, script_of

LANGUAGE_NAMES = {**BY_CODE, **{language.value: language for language in Language}}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_MOST = 1_000_000


class Report:
    """Everything found wrong in one mission.toml, with the line where each key stands."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        """Start with nothing found."""
        self.problems: list[CellProblem] = []
        self._lines = lines

    def error(self, text: Text, hint: Text | None, at: str = "") -> None:
        """Write down what holds the entry, or the file, back."""
        self._add(Severity.ERROR, text, hint, at)

    def warning(self, text: Text, hint: Text | None, at: str = "") -> None:
        """Write down what should be looked at."""
        self._add(Severity.WARNING, text, hint, at)

    @property
    def errors(self) -> int:
        """How many errors so far."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def _add(self, severity: Severity, text: Text, hint: Text | None, at: str) -> None:
        line = self._lines.get(at) or self._lines.get(at.rpartition(".")[0])
        self.problems.append(CellProblem(severity, text, hint, FILE, row=line))


def nearest(written: str, known: Sequence[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that is most like what was written, or None where none is near."""
    folded = {word.casefold(): word for word in known}
    near = get_close_matches(written.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[near[0]] if near else None


class Section:
    """The keys of one section; a key that is wrong gives its default and a problem."""

    def __init__(self, tree: Mapping[str, object], group: KeyGroup, report: Report, number: int | None = None) -> None:
        """Keep the section and complain about keys that do not exist; those of the top are told by `toml`."""
        self.report = report
        self._tree = tree
        self._group = group
        self._path = f"{group.name}[{number}]" if number is not None else group.name
        for key in tree:
            if group.name and key not in group.names:
                unknown_key(report, self.at(key), key, group.names)

    def at(self, key: str) -> str:
        """Return the key's full name: `slots.minutes`, `days[2].opens`."""
        return f"{self._path}.{key}" if self._path else key

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self._tree

    def text(self, key: str) -> str:
        """Read a text; empty where it is not written."""
        found = self._value(key)
        if found is None or isinstance(found, str):
            return (found or "").strip()
        self._wrong(key, found)
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, each once."""
        found = self._value(key)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
            self._wrong(key, found)
            return ()
        for part in dict.fromkeys(part for part in found if found.count(part) > 1):
            self.report.error(
                Text("mission.twice_in_list", key=self.at(key), found=part), Text("mission.twice_hint"), self.at(key)
            )
        return tuple(dict.fromkeys(found))

    def whole(self, key: str, default: int, least: int = 0, most: int = _MOST) -> int:
        """Read a whole number within bounds."""
        found = self._value(key)
        if found is None:
            return default
        if not isinstance(found, int) or isinstance(found, bool):
            self._wrong(key, found)
            return default
        if least <= found <= most:
            return found
        bounds = Text("mission.out_of_bounds", key=self.at(key), found=found, least=least, most=most)
        self.report.error(bounds, self._example(key), self.at(key))
        return default

    def share(self, key: str) -> Share:
        """Read a share from 0 to 1."""
        found = self._value(key)
        if found is None:
            return NOTHING
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            self._wrong(key, found)
            return NOTHING
        try:
            return Share(Decimal(found))
        except InputError:
            self.report.error(
                Text("mission.share", key=self.at(key), found=str(found)), Text("mission.share_hint"), self.at(key)
            )
            return NOTHING

    def day(self, key: str) -> date | None:
        """Read a day, written 2026-02-09 with or without quotes."""
        found = self._value(key)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        if isinstance(found, str):
            try:
                return date.fromisoformat(found.strip())
            except ValueError:
                pass
        if found is not None:
            self._wrong(key, found)
        return None

    def clock(self, key: str) -> time | None:
        """Read a time of day, written "10:00" or 10:00:00."""
        found = self._value(key)
        if isinstance(found, time):
            return found
        match = _CLOCK.fullmatch(found.strip()) if isinstance(found, str) else None
        if match:
            try:
                return time(int(match[1]), int(match[2]), int(match[3] or 0))
            except ValueError:  # the usual reason: 24:00, or hours counted on past midnight
                said = Text("mission.no_such_time", key=self.at(key), found=_shortened(found))
                self.report.error(said, Text("mission.day_closes_hint"), self.at(key))
                return None
        if found is not None:
            self._wrong(key, found)
        return None

    def local(self, key: str, plain: Language | None = Language.EN) -> LocalText:
        """Read a text in one language or several; a plain text stands in the one given, or in that of its letters."""
        found = self._value(key)
        if found is None:
            return LocalText()
        if isinstance(found, str):
            found = {(plain or script_of(found)).code: found}
        parts = self._parts(key, found, tuple(BY_CODE))
        return LocalText(**parts) if parts else LocalText()

    def person(self, key: str) -> PersonName:
        """Read a person's name in its spellings; a plain text is the name as its bearer writes it."""
        found = self._value(key)
        if found is None:
            return PersonName()
        if isinstance(found, str):
            return PersonName(native=found.strip())
        parts = self._parts(key, found, ("native", "latin", "local", "family"))
        return PersonName(**parts) if parts else PersonName()

    def choice(self, key: str, known: Mapping[str, object], default: str) -> str:
        """Read one of a few words."""
        text = self.text(key) or default
        if text in known:
            return text
        self.unknown_word(key, text, tuple(known))
        return default

    def choices(self, key: str, known: Mapping[str, object], default: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of a few known words, the order kept."""
        found = self.texts(key)
        for word in found:
            if word not in known:
                self.unknown_word(key, word, tuple(known))
        return tuple(word for word in found if word in known) or default

    def unknown_word(self, key: str, text: str, known: Sequence[str]) -> None:
        """Complain about a word that is none of the known ones."""
        near = nearest(text, known)
        self.report.error(
            Text("mission.unknown_word", key=self.at(key), found=text, expected=", ".join(known)),
            Text("mission.nearest_hint", nearest=near) if near else self._example(key),
            self.at(key),
        )

    def missing(self) -> int:
        """Complain about every needed key that is not written; return how many."""
        lacking = [key for key in self._group.keys if key.required and self._tree.get(key.name) in (None, "", {})]
        for key in lacking:
            self.report.error(Text("mission.missing", key=self.at(key.name)), self._example(key.name), self._path)
        return len(lacking)

    def _value(self, key: str) -> object:
        return self._tree.get(key)

    def _parts(self, key: str, found: object, known: Sequence[str]) -> dict[str, str]:
        if not isinstance(found, dict) or not all(isinstance(part, str) for part in found.values()):
            self._wrong(key, found)
            return {}
        for name in found:
            if name not in known:
                unknown_key(self.report, self.at(f"{key}.{name}"), name, known, self.at(key))
        return {name: part.strip() for name, part in found.items() if name in known}

    def _wrong(self, key: str, found: object) -> None:
        kind: ValueKind = self._group[key].kind
        self.report.error(
            Text("mission.wrong_kind", key=self.at(key), found=_shortened(found), expected=kind.text),
            self._example(key),
            self.at(key),
        )

    def _example(self, key: str) -> Text:
        known: Key = self._group[key]
        return Text("mission.example_hint", key=key, example=known.example)


def unknown_key(report: Report, path: str, key: str, known: Sequence[str], at: str = "") -> None:
    """Complain about a key that does not exist; it is left aside."""
    near = nearest(key, known)
    hint = Text("mission.nearest_hint", nearest=near) if near else Text("mission.unknown_key_hint")
    report.error(Text("mission.unknown_key", key=path), hint, at or path)


def _shortened(found: object) -> str:
    if isinstance(found, bool):
        return str(found).lower()
    shown = str(found)
    return shown if len(shown) <= 60 else shown[:59] + "…"
