"""What a brief says otherwise than an earlier one of the same products and markets."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.market.brief.document import BriefFigure, MarketBrief


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
    known = {(figure.measure, figure.product, figure.market): figure for figure in before.figures}
    return BriefChanges(
        before,
        tuple(
            ChangedFigure(old, figure)
            for figure in now.figures
            if (old := known.get((figure.measure, figure.product, figure.market))) is not None
            and (old.value, old.supplier, old.told_by) != (figure.value, figure.supplier, figure.told_by)
        ),
    )
