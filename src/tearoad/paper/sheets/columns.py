"""What a sheet may hold: its columns, their headers in every language, what each means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from tearoad.paper.sheets.cells import folded
from tearoad.text import Term, Text
from tearoad.values import Language
from tearoad.words.catalogue import template

E = TypeVar("E", bound=StrEnum)
LONGEST_LINE, LONGEST_NOTE, LONGEST_CELL = 300, 5_000, 32_000
"""Letters in a cell: a name or a line, a note or a list, and what a spreadsheet can keep at all."""
NOT_AVAILABLE = frozenset({"n/a", "н/д"})
"""Where times stand, these may say that somebody is not there."""
BLANK_MARKS = NOT_AVAILABLE | {"-", "–", "—", "/"}
"""Where a "no" may stand, these may be one."""


@dataclass(frozen=True)
class SheetWords:
    """Words for one thing, as the catalogue `sheet_words` has them: `City|Town`.

    In each language the first is written, all of all languages are understood.
    """

    code: str

    def of(self, language: Language) -> tuple[str, ...]:
        """Return the words of a language, the one to write first."""
        return _words(self.code, language)

    @property
    def every(self) -> tuple[str, ...]:
        """The words of all languages."""
        return tuple(word for language in Language for word in self.of(language))

    @property
    def term(self) -> Term:
        """The words to name the thing by, each to its reader."""
        return Term(tuple(self.of(language)[0] for language in Language))

    @property
    def of_all(self) -> str:
        """The words to write in all languages: `must, 必须, обязательно`."""
        return ", ".join(self.of(language)[0] for language in Language)


@dataclass(frozen=True)
class ComposedWords(SheetWords):
    """Words that are made of others: of each of them, with whose they are or in which language."""

    compose: Callable[[Language], tuple[str, ...]]

    def of(self, language: Language) -> tuple[str, ...]:
        """Return what is composed in a language."""
        return self.compose(language)


@lru_cache(maxsize=4096)
def _words(code: str, language: Language) -> tuple[str, ...]:
    return tuple(template(Text(code), language).split("|"))


@dataclass(frozen=True)
class Choices(Generic[E]):
    """The words for the members of an enumeration."""

    words: Mapping[E, SheetWords]

    @cached_property
    def _by_word(self) -> dict[str, E]:
        found = {folded(member.value): member for member in self.words}
        for member, words in self.words.items():
            found.update({folded(word): member for word in words.every})
        return found

    def read(self, written: str) -> E | None:
        """Return the member that a word means; None where it means none."""
        return self._by_word.get(folded(written))

    def write(self, member: StrEnum, language: Language) -> str:
        """Return the word for a member."""
        return next(words.of(language)[0] for known, words in self.words.items() if known == member)

    def listed(self, language: Language) -> tuple[str, ...]:
        """Return the words to choose from."""
        return tuple(words.of(language)[0] for words in self.words.values())


@dataclass(frozen=True)
class Column:
    """One column of a sheet."""

    field: str
    header: SheetWords
    example: str | SheetWords = ""
    choices: Choices | None = None  # type: ignore[type-arg]  # any enumeration
    joined: bool = False
    """A list: the cells of rows that continue a company are put together."""
    read_only: bool = False
    """Understood where a sheet has it, never written: another column says the same more exactly."""
    about: str = ""
    """The last part of the explanation's code; the field where empty."""
    width: int = 16
    longest: int = LONGEST_LINE
    """How many letters a cell may hold: what is longer is no name, and no paper has room for it."""
    not_blank: frozenset[str] = frozenset()
    """Marks that say nothing elsewhere, and may say "no" here: they are read."""

    @property
    def explanation(self) -> Text:
        """What the column means, for the header's comment and the reference page."""
        return Text(f"sheets.about_{self.about or self.field}")

    def title(self, language: Language) -> str:
        """Return the header to write."""
        return self.header.of(language)[0]

    def sample(self, language: Language) -> str:
        """Return the example in a language."""
        return self.example if isinstance(self.example, str) else self.example.of(language)[0]


@dataclass(frozen=True)
class SheetSpec:
    """One sheet: its names, its columns, and the columns it cannot do without."""

    name: str
    title: SheetWords
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    """Groups of fields: of each group at least one column must be there."""
    items: tuple[str, ...] = ()
    """The fields that name the product or want of a row, where a company has a row for each."""
    may_be_numbered: bool = False
    """Whether others speak of its rows by name too, so that a column 序号 need not hold ids."""
    people: bool = False
    """A sheet about persons: a passport number may hide in it."""
    strict: frozenset[str] = frozenset()
    """Further fields whose bad cell holds its row back, for the rest of the row would mean something else."""
    refusing: frozenset[str] = frozenset()
    """Fields in which a "no" may stand: what cannot be read there stops everything until a person answers."""
    refusals: frozenset[str] = frozenset()
    """The words for "no", folded: a column nobody knows that holds one may be such a field."""

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """The columns by field."""
        return {column.field: column for column in self.columns}

    @cached_property
    def essential(self) -> frozenset[str]:
        """The fields without which a row says nothing; any other bad cell is left aside alone, and told."""
        return self.strict | self.refusing | {"id"} | {field for group in self.needs for field in group}

    @cached_property
    def by_header(self) -> dict[str, str]:
        """Field by folded header, in all languages; the field's own name counts as a header."""
        found = {folded(column.field): column.field for column in self.columns}
        for column in self.columns:
            for word in column.header.every:
                found.setdefault(folded(word), column.field)
        return found

    @property
    def written(self) -> tuple[Column, ...]:
        """The columns a writer fills."""
        return tuple(column for column in self.columns if not column.read_only)

    @property
    def explanation(self) -> Text:
        """What the sheet is for."""
        return Text(f"sheets.sheet_{self.name}")
