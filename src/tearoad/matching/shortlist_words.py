"""What the price of fairness in a shortlist is told as: the same sentences on the page and in the terminal."""

from __future__ import annotations

from tearoad.matching.fair_shortlist import ShortlistFigures
from tearoad.text import Text


def price_of_fairness(figures: ShortlistFigures) -> Text:
    """Say what all proposals are worth together without a thought of fairness, with it, and the difference."""
    without, fair = figures.unfair.total, figures.fair.total
    percent = f"{100 * figures.price / without:.1f}" if without else "0.0"
    return Text("matching.price_of_fairness", unfair=without, fair=fair, points=figures.price, percent=percent)


def worst_off(figures: ShortlistFigures) -> Text:
    """Say what the firm that has least has, in both."""
    return Text("matching.worst_off_firm", unfair=figures.unfair.worst_off, fair=figures.fair.worst_off)
