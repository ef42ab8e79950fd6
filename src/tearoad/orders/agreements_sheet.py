"""What officials agreed, as rows: who said what to whom, what is due and by whom. No cell takes an amount."""

from __future__ import annotations

from datetime import timedelta

from tearoad.orders.official_agreement import OfficialAgreement
from tearoad.paper.sheets import Column, Reading, Record, SheetWords
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import DAY, LINE, LOCAL_NOTE, NOTE
from tearoad.text import Text

_YEARS_AWAY = timedelta(days=3653)
"""So long before the fair, and so long after it, an agreement of a mission may be made, due and done."""


def _in_order(agreement: OfficialAgreement, record: Record, reading: Reading) -> OfficialAgreement:
    """Refuse days before the agreement, or years away from the fair; mark what nobody has to do."""
    said, fair = agreement.agreed_on, reading.calendar.days
    for field in ("agreed_on", "due_on", "done_on"):
        on = getattr(agreement, field)
        if on and fair and not fair[0] - _YEARS_AWAY <= on <= fair[-1] + _YEARS_AWAY:
            text = Text("sheets.far_from_fair", found=f"{on:%Y-%m-%d}", fair=f"{fair[0]:%Y-%m-%d}")
            record.error(text, Text("sheets.far_from_fair_hint"), field)
    for field, on in (("due_on", agreement.due_on), ("done_on", agreement.done_on)):
        if said and on and on < said:
            text = Text("sheets.before_agreed", found=f"{on:%Y-%m-%d}", agreed=f"{said:%Y-%m-%d}")
            record.error(text, Text("sheets.before_agreed_hint"), field)
    if agreement.to_do and not agreement.due_by:
        record.warn(Text("sheets.due_by_nobody"), Text("sheets.due_by_nobody_hint"), "due_by")
    return agreement


AGREEMENTS = RowKind(
    name="agreements",
    title=SheetWords("sheet_words.agreements"),
    core=OfficialAgreement,
    personal=frozenset({"said_by", "said_to", "due_by", "source", "note"}),
    prefix="OA",
    id=Column("id", SheetWords("sheet_words.id_of_agreements"), "OA01", width=8),
    fields=(
        Field(
            "subject",
            LOCAL_NOTE,
            SheetWords("sheet_words.subject_of_agreements"),
            about="agreement_subject",
            width=30,
            needed=True,
        ),
        Field(
            "said_by",
            LINE,
            SheetWords("sheet_words.said_by"),
            example=SheetWords("sheet_words.said_by_example"),
            about="agreement_said_by",
            width=26,
            needed=True,
        ),
        Field(
            "said_to",
            LINE,
            SheetWords("sheet_words.said_to"),
            example=SheetWords("sheet_words.said_to_example"),
            about="agreement_said_to",
            width=26,
            needed=True,
        ),
        Field(
            "agreed_on",
            DAY,
            SheetWords("sheet_words.agreed_on"),
            example="2023-02-07",
            about="agreement_agreed_on",
            width=12,
            needed=True,
            essential=True,
        ),
        Field("to_do", LOCAL_NOTE, SheetWords("sheet_words.to_do_of_agreements"), about="agreement_to_do", width=30),
        Field("due_by", LINE, SheetWords("sheet_words.due_by"), about="agreement_due_by", width=26),
        Field(
            "due_on",
            DAY,
            SheetWords("sheet_words.due"),
            example="2023-05-31",
            about="agreement_due_on",
            width=12,
            essential=True,
        ),
        Field(
            "done_on",
            DAY,
            SheetWords("sheet_words.done_on"),
            example="2023-05-20",
            about="agreement_done_on",
            width=12,
            essential=True,
        ),
        Field("source", LINE, SheetWords("sheet_words.source_of_agreements"), about="agreement_source", width=28),
        Field("note", NOTE, SheetWords("sheet_words.note_of_posts"), about="agreement_note", width=28),
    ),
    judge=_in_order,
    marked=frozenset({"sheets.due_by_nobody"}),
    people=True,
)
