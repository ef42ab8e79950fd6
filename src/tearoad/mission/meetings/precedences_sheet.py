"""Precedences as rows: which meeting comes before which."""

from __future__ import annotations

from tearoad.mission.meetings.asked import MeetingPrecedence
from tearoad.mission.meetings.refusing import refused_precedence
from tearoad.paper.sheets import Column, Kind, Words3, w3
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import party
from tearoad.values import PartyId


def _side(name: str, kind: Kind, example: str, header: Words3) -> Field[PartyId]:
    return Field(name, party((kind,)), header, example=example, about=f"precedence_{name}", width=22, needed=True)


PRECEDENCES = RowKind(
    name="precedences",
    title=w3(
        "Order of meetings|Precedences|Precedence|Orders",
        "会面顺序|先后顺序",
        "Порядок встреч|Порядок|Очерёдность",
    ),
    core=MeetingPrecedence,
    personal=frozenset(),
    prefix="O",
    id=Column(
        "id",
        w3("ID|Precedence ID|Order ID|No.|Number", "编号|序号", "ID|№|Номер"),
        "O01",
        about="precedence_id",
        width=8,
    ),
    fields=(
        _side(
            "exporter",
            Kind.EXPORTER,
            "E01",
            w3("First exporter|Exporter|Firm first", "先会面出口商|先见出口商", "Сначала экспортёр|Экспортёр раньше"),
        ),
        _side(
            "buyer",
            Kind.BUYER,
            "B001",
            w3("First buyer|Buyer|Buyer first", "先会面采购商|先见采购商", "Сначала закупщик|Закупщик раньше"),
        ),
        _side(
            "then_exporter",
            Kind.EXPORTER,
            "E02",
            w3("Then exporter|Exporter later", "后会面出口商|后见出口商", "Затем экспортёр|Экспортёр позже"),
        ),
        _side(
            "then_buyer",
            Kind.BUYER,
            "B001",
            w3("Then buyer|Buyer later", "后会面采购商|后见采购商", "Затем закупщик|Закупщик позже"),
        ),
    ),
    refusal=refused_precedence,
    located_at="then_exporter",
)
