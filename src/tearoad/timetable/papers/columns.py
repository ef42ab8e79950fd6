"""The columns of the sheet of meetings, written and read back under the same headings."""

from __future__ import annotations

from enum import StrEnum

from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say

SEPARATOR = " – "
"""Between an id and its name in one cell: `T3 – Table 3`."""


class Column(StrEnum):
    """A column; the value is the tail of its heading's code."""

    WISH = "wish"
    DAY = "day"
    START = "start"
    END = "end"
    EXPORTER = "exporter"
    BUYER = "buyer"
    PLACE = "place"
    INTERPRETER = "interpreter"

    def heading(self, language: Language) -> str:
        """Return the heading as a reader of the language sees it."""
        return say(Text(f"papers.column_{self.value}"), language)


def labelled(thing_id: str, name: str) -> str:
    """Return an id with its name, or the id alone where the name says nothing more."""
    return f"{thing_id}{SEPARATOR}{name}" if name and name != thing_id else thing_id
