"""What each group of opportunities adds to the results, kept in the database beside its mark.

One event written down changes the mark of one group, and that group alone is counted anew: no reader waits until tens
of thousands of events are read. What is kept is never believed without its mark, so nothing has to be told that it
changed. Where more changed than a reader should wait for, a job counts it (decision 0052).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.cache import cache

from tearoad.errors import Conflict
from tearoad.mission.web import models as rows
from tearoad.orders import Rung, ladder_totals
from tearoad.orders.web.queries.opportunity_states import OpportunityState
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
from tearoad.results.rates_used import CurrencyDays, RatesThatMatter, currencies_joined, currencies_used
from tearoad.results.web.queries.opportunity_groups import OpportunityGroup, opportunity_groups
from tearoad.results.web.queries.records import reported_opportunities
from tearoad.text import Text
from tearoad.web.bulk_rows import no_garbage_search
from tearoad.web.clock import now
from tearoad.web.documents import unread_now

MOST_AT_A_VISIT = 3_000
"""So many opportunities and events are counted while somebody waits: a tenth of a second."""
_KEPT_S = 30 * 86_400
_AT_ONCE = 6
"""So many groups are counted at once: few are in memory together."""
_RUNGS: Mapping[str | None, Rung | None] = {None: None, **{rung.value: rung for rung in Rung}}
_FIGURES, _DETAILS, _WHOLE = "figures", "details", "whole"


class FiguresBeingCounted(Conflict):
    """More changed than is counted while somebody waits: a job does it."""

    def __init__(self, left: int, every: int) -> None:
        """Keep how many opportunities are to be counted, of how many."""
        super().__init__(Text("results.being_counted", count=left, every=every), Text("results.being_counted_hint"))
        self.left, self.every = left, every

    def __reduce__(self) -> tuple[type[FiguresBeingCounted], tuple[int, int]]:  # type: ignore[override]  # numbers
        """Travel whole."""
        return type(self), (self.left, self.every)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one group, with the ids of their rows, and the rows behind its ladder."""

    figures: OrderFigures
    appendix: tuple[AppendixRow, ...]
    used: tuple[CurrencyDays, ...]
    """What had to be converted."""

    def count(self, code: str, of: str) -> int:
        """Return of how many rows a figure is made here."""
        return sum(found.count for found in self._figures_named(code, of))

    def rows(self, code: str, of: str) -> Sequence[str]:
        """Return the ids of these rows."""
        return [id_ for found in self._figures_named(code, of) for id_ in found.figure.rows]

    def _figures_named(self, code: str, of: str) -> Iterator[CountedFigure]:
        return (found for found in self.figures.figures if (found.figure.code, found.figure.of) == (code, of))


@dataclass(frozen=True, slots=True)
class FigurePart:
    """Some of the rows of a figure."""

    ids: Sequence[str]
    appendix: Mapping[str, AppendixRow]
    """What the ladder says of those that are events, and of others."""


@dataclass(frozen=True, slots=True)
class EarlierCounts:
    """The figures as they last were counted whole."""

    figures: OrderFigures
    at: datetime


class FiguresByGroup:
    """The figures of a mission's opportunities as they are kept, and counted anew where something changed."""

    def __init__(
        self, mission: rows.Mission, record: MissionRecord, states: Sequence[OpportunityState] | None = None
    ) -> None:
        """Take the marks; at most four queries, two fewer where the states of the opportunities are given."""
        self.mission, self.record = mission, record
        self.groups = opportunity_groups(mission, record, states)
        self._rates = RatesThatMatter(record.rates, record.home)

    def counts(self) -> OrderFigures:
        """Return the figures of all together, without the ids of their rows; what changed is counted, and kept.

        Raises:
            FiguresBeingCounted: that would take long.

        """
        whole = cache.get(self._key(_WHOLE))
        if whole is not None and self._is_as_kept(whole, self._marks):
            return _counts(*whole[5:])
        return self._keep_whole(list(self._every_group.values()))

    def groups_with_rows(self) -> list[GroupFigures]:
        """Return each group's figures with the ids of their rows, and the rows behind the ladder.

        Raises:
            FiguresBeingCounted: that would take long.

        """
        return list(self._groups(self.groups, self.groups).values())

    def part(self, code: str, of: str, first: int, last: int) -> FigurePart:
        """Return the rows of a figure from one place up to another, group by group; few groups are read for it.

        Raises:
            FiguresBeingCounted: that would take long.

        """
        places: dict[str, tuple[int, int]] = {}
        before = 0
        for name, group in self._every_group.items():
            count = group.count(code, of)
            low, high = max(first - before, 0), min(last - before, count)
            if low < high:
                places[name] = low, high
            before += count
        wanted = self._groups(places, places)
        ids = [id_ for name, (low, high) in places.items() for id_ in wanted[name].rows(code, of)[low:high]]
        return FigurePart(ids, {row.id: row for name in places for row in wanted[name].appendix})

    def count_changed(self, stop: Callable[[], bool]) -> int:
        """Count the figures of every group that changed, however many, and keep them; return how many did."""
        kept = self._unchanged(_FIGURES, self.groups).keys() & self._unchanged(_DETAILS, self.groups).keys()
        number = 0
        for _name, _counted_group in self._count([name for name in self.groups if name not in kept]):
            number += 1
            if stop():
                return number
        if number and len(every := self._unchanged(_FIGURES, self.groups)) == len(self.groups):
            self._keep_whole([_group(*entry) for entry in every.values()])
        return number

    def earlier(self) -> EarlierCounts | None:
        """Return the figures as they last were counted whole, in the currency of now; None where they never were."""
        whole = cache.get(self._key(_WHOLE))
        if whole is None or whole[4] != self.record.home:
            return None
        return EarlierCounts(_counts(*whole[5:]), datetime.fromisoformat(whole[3]))

    @cached_property
    def _marks(self) -> list[str]:
        return [group.mark for group in self.groups.values()]

    def _key(self, what: str, name: str = "") -> str:
        return f"results.{what}:{self.mission.pk}:{hashlib.sha256(name.encode()).hexdigest()[:16]}"

    def _is_as_kept(self, kept: Sequence[Any], mark: object) -> bool:
        return bool(kept[0] == mark and kept[2] == self._rates.mark(kept[1]))

    @cached_property
    def _every_group(self) -> dict[str, GroupFigures]:
        return self._groups(self.groups)

    def _groups(self, names: Collection[str], with_rows: Collection[str] = ()) -> dict[str, GroupFigures]:
        """Return groups, some with the ids of their rows: as they are kept, or counted anew where they changed."""
        counts, details = self._unchanged(_FIGURES, names), self._unchanged(_DETAILS, with_rows)
        kept = {
            name: _group(*entry, *(details[name][3:] if name in details else ()))
            for name, entry in counts.items()
            if name in details or name not in with_rows
        }
        changed = [name for name in names if name not in kept]
        self._refuse_much(changed)
        counted = dict(self._count(changed))
        return {name: kept.get(name) or counted[name] for name in names}

    def _unchanged(self, what: str, names: Iterable[str]) -> dict[str, Sequence[Any]]:
        """Return what is kept of each group that did not change since."""
        keys = {self._key(what, name): name for name in names}
        found = cache.get_many(list(keys))
        return {keys[key]: kept for key, kept in found.items() if self._is_as_kept(kept, self.groups[keys[key]].mark)}

    def _refuse_much(self, names: Sequence[str]) -> None:
        changed = [self.groups[name] for name in names]
        if sum(group.size for group in changed) > MOST_AT_A_VISIT:
            left, every = (sum(len(group.ids) for group in some) for some in (changed, self.groups.values()))
            raise FiguresBeingCounted(left, every)

    def _count(self, names: Sequence[str]) -> Iterator[tuple[str, GroupFigures]]:
        """Count groups and keep what was counted, unless there is something that cannot be read."""
        for first in range(0, len(names), _AT_ONCE):
            some = names[first : first + _AT_ONCE]
            with no_garbage_search():
                counted = _counted(self.mission, self.record, [self.groups[name] for name in some])
            if not unread_now():  # what cannot be read is told at each visit
                entries: dict[str, tuple[object, ...]] = {}
                for name, figures in zip(some, counted, strict=True):
                    by = (self.groups[name].mark, figures.used, self._rates.mark(figures.used))
                    entries[self._key(_FIGURES, name)] = (*by, *_plain_counts(figures.figures))
                    entries[self._key(_DETAILS, name)] = (*by, _plain_details(figures))
                cache.set_many(entries, timeout=_KEPT_S)
            yield from zip(some, counted, strict=True)

    def _keep_whole(self, groups: Sequence[GroupFigures]) -> OrderFigures:
        """Add up all groups, and keep the sum."""
        found = joined((group.figures for group in groups), self.record.home).without_rows()
        if not unread_now():
            used = currencies_joined(group.used for group in groups)
            by = (self._marks, used, self._rates.mark(used), now().isoformat(), self.record.home)
            cache.set(self._key(_WHOLE), (*by, *_plain_counts(found)), timeout=_KEPT_S)
        return found


def _counted(
    mission: rows.Mission, record: MissionRecord, wanted: Sequence[OpportunityGroup]
) -> Sequence[GroupFigures]:
    ids = {UUID(id_) for group in wanted for id_ in (*group.ids, *group.linked)}
    found = {UUID(opportunity.events.id): opportunity for opportunity in reported_opportunities(mission, ids)}
    own = [[UUID(id_) for id_ in group.ids] for group in wanted]
    place_of = {str(id_): str(place) for place, each in enumerate(own) for id_ in each}
    whole = ladder_totals(
        (opportunity.events for opportunity in found.values()), record.rates, record.home, record.same
    )
    ladders = whole.parted(lambda row: place_of.get(row.opportunity, ""))
    counted = []
    for place, each in enumerate(own):
        ladder = ladders.get(str(place)) or no_ladder(record.home)
        opened = (found[id_] for id_ in each if id_ in found)
        figures = order_figures(opened, ladder, record.buyers, record.home)
        appendix = appendix_of(ladder)
        counted.append(GroupFigures(figures, appendix, currencies_used(appendix, record.home)))
    return counted


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
    return OrderFigures(tuple(_figure(figure) for figure in plain))


def _figure(plain: Sequence[Any]) -> CountedFigure:
    code, value, table, of, currency, rung, unknown, count = plain
    return CountedFigure(ResultFigure(code, value, (), table, of, currency, _RUNGS[rung], unknown), count)


def _plain_details(figures: GroupFigures) -> bytes:
    """Return the rows behind the ladder, and each figure's rows by their place in one list of ids."""
    ids = sorted({id_ for figure in figures.figures.figures for id_ in figure.figure.rows})
    places = {id_: place for place, id_ in enumerate(ids)}
    rows_of_figures = [[places[id_] for id_ in figure.figure.rows] for figure in figures.figures.figures]
    return zlib.compress(json.dumps([plain_rows(figures.appendix), ids, rows_of_figures]).encode(), level=1)


def _group(
    _mark: str,
    used: tuple[CurrencyDays, ...],
    _rates: str,
    plain: Sequence[Sequence[Any]],
    details: bytes | None = None,
) -> GroupFigures:
    """Return what is kept of a group; with the rows where they were asked for."""
    counts = _counts(plain)
    if details is None:
        return GroupFigures(counts, (), used)
    appendix, ids, places = json.loads(zlib.decompress(details))
    figures = tuple(
        CountedFigure(figure.figure._replace(rows=tuple(ids[place] for place in of_one)), figure.count)
        for figure, of_one in zip(counts.figures, places, strict=True)
    )
    return GroupFigures(OrderFigures(figures), tuple(AppendixRow(*row) for row in appendix), used)
