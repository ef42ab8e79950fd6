"""Quotas as rows: how many meetings a party has at least and at most, in all or in a stretch of the fair."""

from __future__ import annotations

from tearoad.mission.meetings.quotas_and_precedences import MeetingQuota
from tearoad.mission.meetings.refusing import refused_quota
from tearoad.paper.sheets import PARTIES, Column, Reading, Record, SheetWords
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import COUNT, LIMIT, WINDOW, party
from tearoad.text import Text


def _is_possible(quota: MeetingQuota, record: Record, _reading: Reading) -> MeetingQuota:
    """Refuse more at least than at most."""
    if quota.most is not None and quota.least > quota.most and not record.held:
        backwards = Text("sheets.quota_backwards", least=quota.least, most=quota.most)
        record.error(backwards, Text("sheets.quota_backwards_hint"), "least")
    return quota


QUOTAS = RowKind(
    name="quotas",
    title=SheetWords("sheet_words.quotas"),
    core=MeetingQuota,
    personal=frozenset(),
    prefix="Q",
    id=Column("id", SheetWords("sheet_words.id_of_quotas"), "Q01", about="quota_id", width=8),
    fields=(
        Field(
            "who",
            party(PARTIES),
            SheetWords("sheet_words.who_of_quotas"),
            example="B001",
            about="quota_who",
            width=22,
            needed=True,
        ),
        Field(
            "window",
            WINDOW,
            SheetWords("sheet_words.when_of_quotas"),
            column="when",
            example=SheetWords("sheet_words.tue_10_13"),
            about="quota_when",
            width=28,
            essential=True,
        ),
        Field(
            "least",
            COUNT,
            SheetWords("sheet_words.at_least"),
            example="2",
            about="quota_least",
        ),
        Field("most", LIMIT, SheetWords("sheet_words.at_most"), example="5", about="quota_most"),
    ),
    needs=(("least", "most"),),
    judge=_is_possible,
    refusal=refused_quota,
    located_at="least",
)
