"""Absences as rows: who or what cannot be had, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from tearoad.mission.people import Absence
from tearoad.paper.sheets import EVERYONE, LONGEST_NOTE, Reading, Record, SheetWords
from tearoad.paper.sheets.written.windows import read_absence, windows_in_words, write_window
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import NOTE, named
from tearoad.text import Text

_SAYS_PRESENT = re.compile(
    r"^(?:is\s+)?(?:available|free|present|there)\b|^(?:доступ|свобод|на месте|будет)"
    r"|^(?:有空|可用|可参加|在场|到场)|^verfügbar"
)
"""A reason that says the opposite: that somebody is there."""


_TIMES_AWAY: Codec[Any] = Codec(
    read=lambda record, name, _reading: record.understood(
        name, partial(read_absence, calendar=record.around.calendar), ()
    ),
    cells=lambda window, name, zone: {name: write_window(window, zone)},
    longest=LONGEST_NOTE,
    in_words=windows_in_words,
)
"""A cell may hold several times, a row that is written holds one."""
AVAILABILITY = RowKind(
    name="availability",
    title=SheetWords("sheet_words.availability"),
    core=Absence,
    personal=frozenset({"why"}),
    key=lambda absence: absence.key,
    fields=(
        Field(
            "who",
            named(EVERYONE, str),
            SheetWords("sheet_words.who"),
            example="I02",
            about="absent_who",
            width=20,
            refusing=True,
        ),
        Field(
            "window",
            _TIMES_AWAY,
            SheetWords("sheet_words.away"),
            column="when",
            example=SheetWords("sheet_words.thu_14_18"),
            about="absent_when",
            width=28,
            refusing=True,
        ),
        Field(
            "why",
            NOTE,
            SheetWords("sheet_words.why"),
            example=SheetWords("sheet_words.doctor"),
            about="absent_why",
            width=28,
        ),
    ),
    needs=(("who",), ("when",)),
)


def read_absences(records: Iterable[Record], reading: Reading) -> tuple[Absence, ...]:
    """Return the absences of the good rows; a cell with several times gives several.

    A row that cannot be read may say that somebody is not there: as where a "no" may stand, nobody guesses.
    """
    absences: list[Absence] = []
    for record in records:
        if record.is_set_aside(AVAILABILITY.spec.refusing):
            continue
        said = AVAILABILITY.values_of(record, reading)
        if _SAYS_PRESENT.search(said["why"].casefold()):
            text = Text("sheets.absence_present", found=said["why"])
            record.refuse_to_guess(text, Text("sheets.absence_present_hint"), "why")
        if said["who"] and not record.held:
            found = [Absence(said["who"], window, said["why"]) for window in said["window"]]
            reading.origins.extend((AVAILABILITY.name, record.row, absence) for absence in found)
            absences.extend(found)
    return tuple(absences)
