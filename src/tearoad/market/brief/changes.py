"""What a brief says otherwise than an earlier one of the same products and markets."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure of two briefs that differs."""

    before: BriefFigure
    now: BriefFigure


@dataclass(frozen=True, slots=True)
class BriefChanges:
    """What is new since an earlier brief."""

    before: MarketBrief
    figures: tuple[ChangedFigure, ...]
    """In the order of the newer brief; also what is told by now and was not before, and the other way round."""


def changes_since(before: MarketBrief, now: MarketBrief) -> BriefChanges:
    """Return the figures whose value, supplier or reporter differs; O(figures)."""
    known = {_place_of(figure): figure for figure in before.figures}
    return BriefChanges(
        before,
        tuple(
            ChangedFigure(old, figure)
            for figure in now.figures
            if (old := known.get(_place_of(figure))) is not None
            and (old.value, old.supplier, old.told_by) != (figure.value, figure.supplier, figure.told_by)
        ),
    )


def _place_of(figure: BriefFigure) -> tuple[str, str, str, int]:
    """Return what a figure is of; only of a trend does the year tell figures apart: others follow the newest one."""
    year = figure.year if figure.measure is BriefMeasure.YEAR_IMPORTS else 0
    return figure.measure, figure.product, figure.market, year
