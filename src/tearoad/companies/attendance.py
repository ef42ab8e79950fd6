"""The column that says whether a company comes: confirmed, declined, asked or unknown."""

from __future__ import annotations

from dataclasses import replace

from tearoad.companies.company import Attendance
from tearoad.paper.sheets import Choices, Reading, Record, SheetWords, folded
from tearoad.paper.sheets.columns import BLANK_MARKS
from tearoad.paper.sheets.refusals import declines
from tearoad.rows import Field
from tearoad.rows.codecs import choice
from tearoad.text import Text

ATTENDANCES = Choices(
    {
        Attendance.CONFIRMED: SheetWords("sheet_words.attendance_confirmed"),
        Attendance.DECLINED: SheetWords("sheet_words.attendance_declined"),
        Attendance.ASKED: SheetWords("sheet_words.attendance_asked"),
        Attendance.UNKNOWN: SheetWords("sheet_words.attendance_unknown"),
    }
)
_VAGUE_HEADERS = frozenset(map(folded, SheetWords("sheet_words.attendance_vague").every))
_CHOICE = choice(ATTENDANCES, Attendance.UNKNOWN, quiet=True)


def _attendance(record: Record, name: str, reading: Reading) -> Attendance:
    """Read whether a company comes.

    A column that is only called `Status` may be about anything: what is no answer there is told, and asked about only
    where it says that somebody does not come.
    """
    written = record.text(name)
    is_vague = folded(record.label(name)) in _VAGUE_HEADERS
    if written and is_vague and ATTENDANCES.read(written) is None and not declines(written):
        record.warn(Text("sheets.no_attendance", found=written), Text("sheets.no_attendance_hint"), name)
        return Attendance.UNKNOWN
    return _CHOICE.read(record, name, reading)


ATTENDANCE = Field(
    "attendance",
    replace(_CHOICE, read=_attendance),
    SheetWords("sheet_words.attendance"),
    example=SheetWords("sheet_words.attendance_confirmed"),
    width=14,
    refusing=True,
    not_blank=BLANK_MARKS,
)
"""A dash in this column may be a "no" as well as nothing: it is asked about."""
