"""Precedences as rows: which meeting comes before which."""

from __future__ import annotations

from tearoad.mission.meetings.quotas_and_precedences import MeetingPrecedence
from tearoad.mission.meetings.refusing import refused_precedence
from tearoad.paper.sheets import Column, Kind, SheetWords
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import party
from tearoad.values import PartyId


def _side(name: str, kind: Kind, example: str, header: SheetWords) -> Field[PartyId]:
    return Field(name, party((kind,)), header, example=example, about=f"precedence_{name}", width=22, needed=True)


PRECEDENCES = RowKind(
    name="precedences",
    title=SheetWords("sheet_words.order_of_meetings"),
    core=MeetingPrecedence,
    personal=frozenset(),
    prefix="O",
    id=Column(
        "id",
        SheetWords("sheet_words.id_of_precedences"),
        "O01",
        about="precedence_id",
        width=8,
    ),
    fields=(
        _side(
            "exporter",
            Kind.EXPORTER,
            "E01",
            SheetWords("sheet_words.first_exporter"),
        ),
        _side(
            "buyer",
            Kind.BUYER,
            "B001",
            SheetWords("sheet_words.first_buyer"),
        ),
        _side(
            "then_exporter",
            Kind.EXPORTER,
            "E02",
            SheetWords("sheet_words.then_exporter"),
        ),
        _side(
            "then_buyer",
            Kind.BUYER,
            "B001",
            SheetWords("sheet_words.then_buyer"),
        ),
    ),
    refusal=refused_precedence,
    located_at="then_exporter",
)
