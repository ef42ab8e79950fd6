"""The figures of a mission as they are now: those of opportunities as they are kept in groups, the others counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tearoad.mission.web import models as rows
from tearoad.orders.web.queries.opportunity_states import OpportunityState, opportunity_states
from tearoad.orders.web.queries.standings import standings
from tearoad.results import CountedFigure, MissionRecord, OrderFigures, every_figure, joined
from tearoad.results.appendix import AppendixRow, in_order
from tearoad.results.web.queries.kept_figures import FiguresBeingCounted, FiguresByGroup
from tearoad.results.web.queries.records import record_for_ladder, record_without_orders
from tearoad.values import Language


def current_figures(mission: rows.Mission, language: Language) -> tuple[MissionRecord, tuple[CountedFigure, ...]]:
    """Return the record without its opportunities, for names, and every figure as it is now.

    Raises:
        FiguresBeingCounted: so much changed that a job has to count it.

    """
    record = record_without_orders(mission, language)
    return record, _without_rows(record, FiguresByGroup(mission, record).counts())


@dataclass(frozen=True, slots=True)
class FiguresToShow:
    """The figures of now, or those of before where a job still counts."""

    record: MissionRecord
    figures: tuple[CountedFigure, ...]
    """None where they never were counted."""
    counting: FiguresBeingCounted | None = None
    at: datetime | None = None
    """When they were counted, where that is not now."""


def figures_to_show(mission: rows.Mission, language: Language) -> FiguresToShow:
    """Return the figures of now, or those of before where so much changed that a job has to count it."""
    return _to_show(FiguresByGroup(mission, record_without_orders(mission, language)), _without_rows)


def ladder_to_show(mission: rows.Mission, states: Sequence[OpportunityState]) -> FiguresToShow:
    """Return the same of opportunities alone, whose states are known: nothing else is read or counted."""
    kept = FiguresByGroup(mission, record_for_ladder(mission), states)
    return _to_show(kept, lambda _record, orders: orders.bounded().figures)


def current_results(
    mission: rows.Mission, language: Language
) -> tuple[MissionRecord, tuple[CountedFigure, ...], tuple[AppendixRow, ...]]:
    """Return the same with the ids of each figure's rows, and the rows behind the ladder as the report has them.

    Raises:
        FiguresBeingCounted: so much changed that a job has to count it.

    """
    record = record_without_orders(mission, language)
    groups = FiguresByGroup(mission, record).groups_with_rows()
    orders = joined((group.figures for group in groups), record.home)
    appendix = in_order(row for group in groups for row in group.appendix)
    return record, every_figure(record, orders), appendix


def keep_figures(mission: rows.Mission, stop: Callable[[], bool]) -> bool:
    """Count what changed, figures and how far each opportunity is, and keep it; return whether a figure did."""
    states = opportunity_states(mission)
    standings(mission, states)
    return FiguresByGroup(mission, record_without_orders(mission, Language.EN), states).count_changed(stop) > 0


def _to_show(
    kept: FiguresByGroup, figures: Callable[[MissionRecord, OrderFigures], tuple[CountedFigure, ...]]
) -> FiguresToShow:
    record = kept.record
    try:
        return FiguresToShow(record, figures(record, kept.counts()))
    except FiguresBeingCounted as counting:
        earlier = kept.earlier()
        if earlier is None:
            return FiguresToShow(record, (), counting)
        return FiguresToShow(record, figures(record, earlier.figures), counting, earlier.at)


def _without_rows(record: MissionRecord, orders: OrderFigures) -> tuple[CountedFigure, ...]:
    return tuple(figure.without_rows() for figure in every_figure(record, orders))
