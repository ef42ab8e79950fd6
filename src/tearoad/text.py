"""What the program has to say, before it is said in a language.

Everything below the pages returns a `Text`: a code and its parameters. `tearoad.words.say` turns it into a sentence
in the reader's language. The first segment of a code names the room and so the catalogue: `timetable.stand_empty`
stands in `words/locale/*/timetable.po`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Ref:
    """A party, person, place or interpreter by id; whoever shows it looks the name up in the reader's language."""

    id: str


@dataclass(frozen=True, slots=True)
class Term:
    """What a column or a sheet is called in each language, in the order of `values.Language`."""

    each: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriceInText:
    """An amount in a currency: each reader sees it with the separators of their language."""

    amount: Decimal
    currency: str


Param: TypeAlias = (
    "str | int | Decimal | date | datetime | Ref | Term | PriceInText | Text | tuple[Text | Ref | Term, ...]"
)


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence to be: `Text("timetable.stand_empty", firm=Ref("E01"), at=slot.start_at)`.

    `count` is the parameter that chooses the plural form. Equal codes and parameters make equal texts.
    """

    code: str
    params: tuple[tuple[str, Param], ...]

    def __init__(self, code: str, /, **params: Param) -> None:
        """Keep the code and the parameters, sorted by name."""
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "params", tuple(sorted(params.items())))

    def __getitem__(self, name: str) -> Param:
        """Return one parameter; KeyError where there is none."""
        return dict(self.params)[name]
