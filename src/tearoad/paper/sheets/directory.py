"""Who is known by which id and name, so that one sheet can speak of the rows of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from tearoad.paper.sheets.cells import folded
from tearoad.paper.sheets.columns import SheetWords
from tearoad.text import Text

_PARTS = re.compile(r"[/|\n()（）,，:：№#]+")


class Kind(StrEnum):
    """What an id may stand for."""

    EXPORTER = "exporter"
    BUYER = "buyer"
    DELEGATE = "delegate"
    INTERPRETER = "interpreter"
    PLACE = "place"


PARTIES = frozenset({Kind.EXPORTER, Kind.BUYER})
EVERYONE = frozenset(Kind)
_COLUMNS = {
    Kind.EXPORTER: (SheetWords("sheet_words.exporter"), SheetWords("sheet_words.exporters")),
    Kind.BUYER: (SheetWords("sheet_words.buyer"), SheetWords("sheet_words.buyers")),
    Kind.DELEGATE: (SheetWords("sheet_words.delegate"), SheetWords("sheet_words.delegates_of_delegates")),
    Kind.INTERPRETER: (SheetWords("sheet_words.interpreter_of_pins"), SheetWords("sheet_words.interpreters")),
}


@lru_cache(maxsize=1)
def _kinds_by_word() -> dict[str, Kind]:
    return {folded(word): kind for kind, several in _COLUMNS.items() for words in several for word in words.every}


def kinds_of_header(header: str) -> frozenset[Kind]:
    """Return whom a header says that its column names: `Экспортёр` exporters; nobody where it does not say."""
    parts = (folded(part) for part in (header, *_PARTS.split(header)))
    return frozenset(kind for part in parts if (kind := _kinds_by_word().get(part)))


@dataclass(frozen=True, slots=True)
class Known:
    """One row that others may speak of."""

    kind: Kind
    id: str
    names: tuple[str, ...]
    where: str
    """File and row, as the officer finds it."""
    held: bool = False
    """The row was held back."""


@dataclass(frozen=True, slots=True)
class DirectoryAnswer:
    """Whom a text means; otherwise what is wrong."""

    known: Known | None
    wrong: Text | None = None


@dataclass(slots=True)
class Directory:
    """Everyone read so far."""

    assumed: set[Kind] = field(default_factory=set)
    """Kinds of which nothing could be read, so that every name is taken to be known; nothing is planned then."""
    _ids: dict[str, list[Known]] = field(default_factory=dict)
    _folded_ids: dict[str, list[Known]] = field(default_factory=dict)
    _names: dict[str, list[Known]] = field(default_factory=dict)
    _offers: dict[frozenset[Kind], dict[str, str]] = field(default_factory=dict)
    """What a wrong reference may have meant, kept until somebody else becomes known."""

    def add(self, known: Known) -> None:
        """Make somebody known by id and by every name."""
        self._offers.clear()
        self._ids.setdefault(known.id, []).append(known)
        for id_ in {folded(known.id)} - {""}:
            self._folded_ids.setdefault(id_, []).append(known)
        for name in {folded(name) for name in known.names} - {""}:
            self._names.setdefault(name, []).append(known)

    def with_id(self, written: str, kinds: Iterable[Kind]) -> tuple[Known, ...]:
        """Return those who have exactly this id."""
        return tuple(known for known in self._ids.get(written, ()) if known.kind in kinds)

    def every(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of all of a kind, in the order in which they were read."""
        return tuple(
            entry.id for several in self._ids.values() for entry in several if entry.kind is kind and not entry.held
        )

    def find(self, written: str, kinds: frozenset[Kind], likely: frozenset[Kind] = frozenset()) -> DirectoryAnswer:
        """Return whom an id or a name means: the id as written, the id folded, the name folded; one only.

        Of several, the one of the `likely` kinds: two sheets may both number their rows from 1.
        """
        key = folded(written)
        for hits in (self._ids.get(written, []), self._folded_ids.get(key, []), self._names.get(key, [])):
            fitting = list(dict.fromkeys(known for known in hits if known.kind in kinds))
            if len(fitting) > 1 and hits is self._names.get(key):  # an id on both sides is a clash, not a number
                fitting = [known for known in fitting if known.kind in likely] or fitting
            if likely and key.isdecimal() and hits is self._names.get(key):  # under `Buyer` 1 is no exporter
                fitting = [known for known in fitting if known.kind in likely]
            if len(fitting) > 1:
                names = ", ".join(f"{known.id} ({known.where})" for known in fitting[:4])
                return DirectoryAnswer(None, Text("sheets.ambiguous", found=written, several=names))
            if fitting and fitting[0].held:
                return DirectoryAnswer(None, Text("sheets.held_reference", found=written, where=fitting[0].where))
            if fitting:
                return DirectoryAnswer(fitting[0])
        for kind in sorted(self.assumed & kinds):
            return DirectoryAnswer(Known(kind, written, (), ""))
        return DirectoryAnswer(None, self._unknown(written, key, kinds))

    def _unknown(self, written: str, key: str, kinds: frozenset[Kind]) -> Text:
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a wrong reference pays for it

        if kinds not in self._offers:
            self._offers[kinds] = self._offer(kinds)
        offered = self._offers[kinds]
        near = process.extractOne(key, offered.keys(), scorer=fuzz.ratio, score_cutoff=60)
        if near is None:
            return Text("sheets.unknown_reference", found=written)
        return Text("sheets.unknown_reference_near", found=written, near=offered[near[0]])

    def _offer(self, kinds: frozenset[Kind]) -> dict[str, str]:
        return {
            folded(word): f"{known.id} {known.names[0]}" if known.names else known.id
            for hits in self._ids.values()
            for known in hits
            if known.kind in kinds
            for word in (known.id, *known.names)
            if folded(word)
        }
