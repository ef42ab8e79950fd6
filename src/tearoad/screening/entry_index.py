"""The entries of all lists, made findable: names of persons, names of firms, numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tearoad.names import NameIndex, ParsedName, digits_and_letters, parse_firm, parse_person
from tearoad.screening.verdict import EntryKind, ListEntry
from tearoad.values import Score

_SHORTEST_NUMBER = 6
"""Shorter numbers stand on many papers by chance."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A list's name that is like one of ours."""

    entry: ListEntry
    theirs: str
    weak: bool
    score: Score


class _Names:
    """One kind of names of all entries."""

    def __init__(self, entries: Sequence[ListEntry], kinds: set[EntryKind], parse: Callable[[str], ParsedName]) -> None:
        wanted = [entry for entry in entries if entry.kind in kinds]
        self._owners = [(entry, name, False) for entry in wanted for name in entry.names]
        self._owners += [(entry, name, True) for entry in wanted for name in entry.weak_names]
        self._parse = parse
        self._index = NameIndex([parse(name) for _, name, _ in self._owners])

    def like(self, written: str, least: int) -> tuple[Likeness, ...]:
        found = self._index.search(self._parse(written), least)
        return tuple(Likeness(*self._owners[hit.place], score=hit.score) for hit in found)


class EntryIndex:
    """Built once for a run; time linear in the names, about 2 seconds for 35,000."""

    def __init__(self, entries: Sequence[ListEntry]) -> None:
        """Index entries in the order given. Vessels and aircraft are not met and are left out."""
        self._persons = _Names(entries, {EntryKind.PERSON, EntryKind.UNKNOWN}, parse_person)
        self._firms = _Names(entries, {EntryKind.FIRM, EntryKind.UNKNOWN}, parse_firm)
        self._numbers: dict[str, list[tuple[ListEntry, str]]] = {}
        for entry in entries:
            for number in entry.numbers:
                bare = digits_and_letters(number)
                if len(bare) >= _SHORTEST_NUMBER:
                    self._numbers.setdefault(bare, []).append((entry, number))

    def persons_like(self, written: str, least: int) -> tuple[Likeness, ...]:
        """Return the names of persons that score at least so much, best first."""
        return self._persons.like(written, least)

    def firms_like(self, written: str, least: int) -> tuple[Likeness, ...]:
        """Return the names of firms that score at least so much, best first."""
        return self._firms.like(written, least)

    def with_number(self, number: str) -> tuple[tuple[ListEntry, str], ...]:
        """Return the entries that hold this number, with the number as the list writes it."""
        return tuple(self._numbers.get(digits_and_letters(number), ()))
