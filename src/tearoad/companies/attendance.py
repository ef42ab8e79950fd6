"""The column that says whether a company comes: confirmed, declined, asked or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tearoad.companies.company import Attendance
from tearoad.errors import InputError
from tearoad.paper.sheets import Choices, Reading, Record, SheetWords, folded
from tearoad.paper.sheets.columns import BLANK_MARKS
from tearoad.paper.sheets.refusals import LONGEST_SHOWN, negates, says_no
from tearoad.paper.sheets.written.numbers import read_yes_no
from tearoad.rows import Field
from tearoad.rows.codecs import choice
from tearoad.text import Text
from tearoad.words import as_sentence

ATTENDANCES = Choices(
    {
        Attendance.CONFIRMED: SheetWords("sheet_words.attendance_confirmed"),
        Attendance.DECLINED: SheetWords("sheet_words.attendance_declined"),
        Attendance.ASKED: SheetWords("sheet_words.attendance_asked"),
        Attendance.UNKNOWN: SheetWords("sheet_words.attendance_unknown"),
    }
)
DECLINED_WORDS = frozenset(map(folded, ATTENDANCES.words[Attendance.DECLINED].every))
"""What is written of a company that does not come, folded."""
_VAGUE_HEADERS = frozenset(map(folded, SheetWords("sheet_words.attendance_vague").every))
_CHOICE = choice(ATTENDANCES, Attendance.UNKNOWN, quiet=True)
_REASON_FOLLOWS = re.compile(r"\s*[,;:，；：。.!！(（—–]\s*|\s+-\s+")
_READ_ELSEWHERE = frozenset({"id", "attendance", "windows", "do_not_meet"})


def said_attendance(written: str) -> Attendance | None:
    """Return what a cell says; a tick is a yes, a reason may follow: `no, too busy`. None where nobody can tell."""
    answer, *reason = _REASON_FOLLOWS.split(written, maxsplit=1)
    said = ATTENDANCES.read(written) or ATTENDANCES.read(answer)
    if said is not None:
        return said if said is Attendance.DECLINED or not any(map(negates, reason)) else None
    try:
        return Attendance.CONFIRMED if read_yes_no(written) else Attendance.DECLINED
    except InputError:
        return None


def _attendance(record: Record, name: str, _reading: Reading) -> Attendance:
    """Read whether a company comes.

    A column that is only called `Status` may be about anything: what is no answer there is told, and asked about only
    where it says that somebody does not come. A mere "no" below `Confirmed` may mean "not yet": it is asked about too.
    """
    written = record.text(name)
    said = said_attendance(written)
    is_vague = folded(record.label(name)) in _VAGUE_HEADERS and not record.was_answered(name)
    if said is not None and not (is_vague and said is Attendance.DECLINED and _is_mere_no(written)):
        return said
    if written and is_vague and said is None and not says_no(written):
        record.warn(Text("sheets.no_attendance", found=written), Text("sheets.no_attendance_hint"), name)
        return Attendance.UNKNOWN
    if written:
        expected = Text("sheets.expect_choice", words=" / ".join(words.of_all for words in ATTENDANCES.words.values()))
        record.refuse_to_guess(Text("sheets.bad_choice", found=written), as_sentence(expected), name, expected)
    return record.stored(name, lambda text: Attendance(ATTENDANCES.read(text) or ""), Attendance.UNKNOWN)


def _is_mere_no(written: str) -> bool:
    try:
        return not read_yes_no(written)
    except InputError:
        return False


def with_attendance(head: Record, rows: Iterable[Record]) -> Record:
    """Return the cells of a company with what a person answered about its notes; ask where a note may say "no".

    A note, a title or a name of any of its `rows` may say that it does not come, or whom it must not meet.
    """
    for row in rows:
        for name in row.fields - _READ_ELSEWHERE:
            text = row.text(name)
            if row.was_answered(name) and folded(text) in DECLINED_WORDS:
                head = head.with_texts({"attendance": text, name: ""}, name)
            elif says_no(text) and said_attendance(head.text("attendance")) is not Attendance.DECLINED:
                no = ATTENDANCES.words[Attendance.DECLINED].term
                hint = Text("sheets.note_declines_hint", no=no)
                row.refuse_to_guess(Text("sheets.note_declines", found=text[:LONGEST_SHOWN]), hint, name)
    return head


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
