"""How the API writes results: each figure with its rows, each amount beside its rung and its currency."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema


class ResultFigureOut(Schema):
    """One figure; no value where it cannot be said."""

    code: str
    of: str
    value: int | str | None
    currency: str
    rung: str
    unknown: int
    table: str
    rows: list[str]
    divided_by: str = ""
    """Of a ratio: the code of the figure whose rows it divides by; `rows` are those of what it divides."""


class ResultsOut(Schema):
    """All figures of a mission at a moment."""

    schema_version: int
    mission: str
    as_of: str
    home: str
    figures: list[ResultFigureOut]


class ResultsEditionOut(Schema):
    """Figures as somebody froze them: counts, and amounts each beside its rung and its currency."""

    number: int
    schema_version: int
    frozen_at: datetime
    frozen_by: str
    home: str
    figures: list[ResultFigureOut]


class ResultsEditionListOut(Schema):
    """The editions of a mission, the latest first."""

    numbers: list[int]
