"""What each group of opportunities adds to the results, kept in the database beside its mark.

One event written down changes the mark of one group, and that group alone is counted anew: no reader waits until tens
of thousands of events are read. What is kept is never believed without its mark, so nothing has to be told that it
changed. Where all is counted, few groups are in memory at once.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.cache import cache

from tearoad.mission.web import models as rows
from tearoad.orders import Rung, ladder_totals
from tearoad.results import (
    CountedFigure,
    MissionRecord,
    OrderFigures,
    ResultFigure,
    joined,
    no_ladder,
    order_figures,
)
from tearoad.results.appendix import AppendixRow, appendix_of, plain_rows
from tearoad.results.web.queries.opportunity_groups import OpportunityGroup, opportunity_groups
from tearoad.results.web.queries.records import reported_opportunities
from tearoad.web.bulk_rows import no_garbage_search
from tearoad.web.documents import unread_now

_KEPT_S = 30 * 86_400


_AT_ONCE = 6
"""So many groups are counted at once."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one group, with the ids of their rows, and the rows behind its ladder."""

    figures: OrderFigures
    appendix: tuple[AppendixRow, ...]


def kept_counts(mission: rows.Mission, record: MissionRecord) -> OrderFigures:
    """Return the figures of all groups together, without the ids of their rows; what changed is counted, and kept."""
    groups = opportunity_groups(mission, record)
    mark = [group.mark for group in groups.values()]
    whole = cache.get(_key(mission, "whole", ""))
    if whole is not None and whole[0] == mark:
        return _counts(*whole[1:])
    kept = _unchanged(mission, "counts", groups)
    counted = _count(mission, record, {name: group for name, group in groups.items() if name not in kept})
    each = [*(_counts(*found) for found in kept.values()), *(figures.figures.without_rows() for figures in counted)]
    found = joined(each, record.home)
    if not unread_now():
        cache.set(_key(mission, "whole", ""), (mark, *_plain_counts(found)), timeout=_KEPT_S)
    return found


def kept_figures(mission: rows.Mission, record: MissionRecord) -> list[GroupFigures]:
    """Return each group's figures with the ids of their rows, and the rows behind the ladder."""
    groups = opportunity_groups(mission, record)
    counts, details = (_unchanged(mission, what, groups) for what in ("counts", "rows"))
    kept = {name: _with_rows(_counts(*counts[name]), *details[name]) for name in counts if name in details}
    return [
        *kept.values(),
        *_count(mission, record, {name: group for name, group in groups.items() if name not in kept}),
    ]


def count_changed(mission: rows.Mission, record: MissionRecord) -> int:
    """Count the figures of every group that changed, and keep them; return how many did."""
    groups = opportunity_groups(mission, record)
    kept = _unchanged(mission, "counts", groups).keys() & _unchanged(mission, "rows", groups).keys()
    return sum(1 for _ in _count(mission, record, {name: group for name, group in groups.items() if name not in kept}))


def _count(
    mission: rows.Mission, record: MissionRecord, wanted: Mapping[str, OpportunityGroup]
) -> Iterator[GroupFigures]:
    """Count groups and keep what was counted, unless there is something that cannot be read."""
    every = list(wanted.items())
    for first in range(0, len(every), _AT_ONCE):
        some = every[first : first + _AT_ONCE]
        with no_garbage_search():
            counted = _counted(mission, record, [group for _name, group in some])
        if not unread_now():  # what cannot be read is told at each visit
            kept: dict[str, tuple[object, ...]] = {}
            for (name, group), figures in zip(some, counted, strict=True):
                kept[_key(mission, "counts", name)] = (group.mark, *_plain_counts(figures.figures))
                kept[_key(mission, "rows", name)] = (group.mark, _plain_details(figures))
            cache.set_many(kept, timeout=_KEPT_S)
        yield from counted


def _counted(
    mission: rows.Mission, record: MissionRecord, wanted: Sequence[OpportunityGroup]
) -> Sequence[GroupFigures]:
    ids: set[UUID] = set().union(
        *(opportunity_group.ids for opportunity_group in wanted),
        *(opportunity_group.linked for opportunity_group in wanted),
    )
    found = {UUID(opportunity.events.id): opportunity for opportunity in reported_opportunities(mission, ids)}
    place_of = {str(id_): str(place) for place, opportunity_group in enumerate(wanted) for id_ in opportunity_group.ids}
    whole = ladder_totals(
        (opportunity.events for opportunity in found.values()), record.rates, record.home, record.same
    )
    ladders = whole.parted(lambda row: place_of.get(row.opportunity, ""))
    counted = []
    for place, group in enumerate(wanted):
        ladder = ladders.get(str(place)) or no_ladder(record.home)
        own = (found[id_] for id_ in group.ids if id_ in found)
        figures = order_figures(own, ladder, record.buyers, record.home)
        counted.append(GroupFigures(figures, appendix_of(ladder)))
    return counted


def _key(mission: rows.Mission, what: str, name: str) -> str:
    return f"results.{what}:{mission.pk}:{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _unchanged(mission: rows.Mission, what: str, groups: Mapping[str, OpportunityGroup]) -> dict[str, Sequence[Any]]:
    """Return what is kept of each group that did not change since."""
    keys = {_key(mission, what, name): name for name in groups}
    found = cache.get_many(list(keys))
    return {keys[key]: one[1:] for key, one in found.items() if one[0] == groups[keys[key]].mark}


def _plain_counts(figures: OrderFigures) -> tuple[list[tuple[Any, ...]]]:
    """Return figures as plain values, which any version of their class can be made from."""
    return ([_plain_figure(figure) for figure in figures.figures],)


def _plain_figure(counted_figure: CountedFigure) -> tuple[Any, ...]:
    figure = counted_figure.figure
    rung = figure.rung.value if figure.rung else None
    return (
        figure.code,
        figure.value,
        figure.table,
        figure.of,
        figure.currency,
        rung,
        figure.unknown,
        counted_figure.count,
    )


def _counts(plain: Sequence[Sequence[Any]]) -> OrderFigures:
    return OrderFigures(tuple(_figure(one) for one in plain))


def _figure(plain: Sequence[Any]) -> CountedFigure:
    code, value, table, of, currency, rung, unknown, count = plain
    at = Rung(rung) if rung else None
    figure = ResultFigure(code, value, (), table, of=of, currency=currency, rung=at, unknown=unknown)
    return CountedFigure(figure, count)


def _plain_details(figures: GroupFigures) -> bytes:
    """Return the rows behind the ladder, and each figure's rows by their place in one list of ids."""
    ids = sorted({id_ for figure in figures.figures.figures for id_ in figure.figure.rows})
    places = {id_: place for place, id_ in enumerate(ids)}
    rows_of_figures = [[places[id_] for id_ in figure.figure.rows] for figure in figures.figures.figures]
    return zlib.compress(json.dumps([plain_rows(figures.appendix), ids, rows_of_figures]).encode(), level=1)


def _with_rows(counts: OrderFigures, details: bytes) -> GroupFigures:
    appendix, ids, places = json.loads(zlib.decompress(details))
    figures = tuple(
        CountedFigure(replace(figure.figure, rows=tuple(ids[place] for place in of_one)), figure.count)
        for figure, of_one in zip(counts.figures, places, strict=True)
    )
    return GroupFigures(OrderFigures(figures), tuple(AppendixRow(*row) for row in appendix))
