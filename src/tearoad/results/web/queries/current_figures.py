"""The figures of a mission as they are now: those of opportunities as they are kept in groups, the others counted."""

from __future__ import annotations

from tearoad.mission.web import models as rows
from tearoad.results import CountedFigure, MissionRecord, every_figure, joined
from tearoad.results.appendix import AppendixRow, in_order
from tearoad.results.web.queries.kept_figures import count_changed, kept_counts, kept_figures
from tearoad.results.web.queries.records import record_without_orders
from tearoad.values import Language


def current_figures(mission: rows.Mission, language: Language) -> tuple[MissionRecord, tuple[CountedFigure, ...]]:
    """Return the record without its opportunities, for names, and every figure as it is now."""
    record = record_without_orders(mission, language)
    orders = kept_counts(mission, record)
    figures = every_figure(record, orders)
    return record, tuple(figure.without_rows() for figure in figures)


def current_results(
    mission: rows.Mission, language: Language
) -> tuple[MissionRecord, tuple[CountedFigure, ...], tuple[AppendixRow, ...]]:
    """Return the same with the ids of each figure's rows, and the rows behind the ladder as the report has them."""
    record = record_without_orders(mission, language)
    groups = kept_figures(mission, record)
    orders = joined((group.figures for group in groups), record.home)
    appendix = in_order(row for group in groups for row in group.appendix)
    return record, every_figure(record, orders), appendix


def keep_figures(mission: rows.Mission) -> bool:
    """Count the figures that changed and keep them; return whether there was one."""
    return count_changed(mission, record_without_orders(mission, Language.EN)) > 0
