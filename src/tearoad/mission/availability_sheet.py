"""The sheet of absences: who or what cannot be had, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from zoneinfo import ZoneInfo

from tearoad.mission.people import Absence
from tearoad.paper.sheets import EVERYONE, LONGEST_NOTE, Column, Reading, Record, SheetRow, SheetSpec, SheetWords, Table
from tearoad.paper.sheets.written.windows import read_absence, write_window
from tearoad.text import Text

AVAILABILITY = SheetSpec(
    "availability",
    SheetWords("sheet_words.availability"),
    (
        Column(
            "who",
            SheetWords("sheet_words.who"),
            "I02",
            about="absent_who",
            width=20,
        ),
        Column(
            "when",
            SheetWords("sheet_words.away"),
            SheetWords("sheet_words.thu_14_18"),
            about="absent_when",
            width=28,
            longest=LONGEST_NOTE,
        ),
        Column(
            "why",
            SheetWords("sheet_words.why"),
            SheetWords("sheet_words.doctor"),
            about="absent_why",
            width=28,
            longest=LONGEST_NOTE,
        ),
    ),
    needs=(("who",), ("when",)),
    refusing=frozenset({"who", "when"}),
)

_SAYS_PRESENT = re.compile(
    r"^(?:is\s+)?(?:available|free|present|there)\b|^(?:доступ|свобод|на месте|будет)"
    r"|^(?:有空|可用|可参加|在场|到场)|^verfügbar"
)
"""A reason that says the opposite: that somebody is there."""


def read_absences(records: Iterable[Record], _reading: Reading) -> tuple[Absence, ...]:
    """Return the absences of the good rows; a cell with several times gives several.

    A row that cannot be read may say that somebody is not there: as where a "no" may stand, nobody guesses.
    """
    absences: list[Absence] = []
    for record in records:
        if record.is_set_aside(AVAILABILITY.refusing):
            continue
        record.needed(("who",))
        record.needed(("when",))
        who, why = record.ref("who", EVERYONE), record.text("why")
        if _SAYS_PRESENT.search(why.casefold()):
            record.refuse_to_guess(
                Text("sheets.absence_present", found=why), Text("sheets.absence_present_hint"), "why"
            )
        windows = record.understood("when", partial(read_absence, calendar=record.around.calendar), ())
        if who and not record.held:
            absences.extend(Absence(who, window, why) for window in windows)
    return tuple(absences)


def write_absences(absences: Iterable[Absence], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these absences."""
    rows = (SheetRow({"who": a.who, "when": write_window(a.window, zone), "why": a.why}) for a in absences)
    return Table(AVAILABILITY, tuple(rows))
