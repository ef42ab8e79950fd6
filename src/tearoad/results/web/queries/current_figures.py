"""The figures that a mission's page shows, kept beside the mark of all rows that they were counted from.

Tens of thousands of events are read when something changed, and not at each visit. What is kept stands in the database
and is never believed without its mark: whatever a figure is counted from is in the mark, so nothing has to be told that
it changed. The rows of a figure, and the files, are always read anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Sum, TextField
from django.db.models.functions import Cast, Length

from tearoad import __version__
from tearoad.mission.web import models as rows
from tearoad.orders import Rung
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.results import SCHEMA, CountedFigure, MissionRecord, ResultFigure, results_of
from tearoad.results.appendix import AppendixRow, appendix_of, plain_rows
from tearoad.results.web.queries.records import record_without_orders, with_orders
from tearoad.values import Language
from tearoad.web.bulk_rows import no_garbage_search
from tearoad.web.documents import unread_now

_KEPT_S = 30 * 86_400


def current_figures(mission: rows.Mission, language: Language) -> tuple[MissionRecord, tuple[CountedFigure, ...]]:
    """Return the record without its opportunities, for names, and every figure as it is now; sixteen queries."""
    record = record_without_orders(mission, language)
    mark = _mark(mission, record)
    kept = cache.get(_figures_key(mission))
    if kept is not None and kept[0] == mark:
        return record, tuple(_figure(one) for one in kept[1])
    return record, _count(mission, record, mark)[0]


def current_report(
    mission: rows.Mission, language: Language
) -> tuple[MissionRecord, tuple[CountedFigure, ...], tuple[AppendixRow, ...]]:
    """Return the same, and the rows behind the ladder as the report's appendix has them; seventeen queries."""
    record = record_without_orders(mission, language)
    mark = _mark(mission, record)
    figures, appendix = cache.get(_figures_key(mission)), cache.get(_appendix_key(mission))
    if figures is not None and appendix is not None and figures[0] == mark == appendix[0]:
        plain = json.loads(zlib.decompress(appendix[1]))
        return record, tuple(_figure(one) for one in figures[1]), tuple(AppendixRow(*one) for one in plain)
    return (record, *_count(mission, record, mark))


def keep_figures(mission: rows.Mission) -> bool:
    """Count the figures and keep them, unless those of now are kept; return whether they were counted."""
    record = record_without_orders(mission, Language.EN)
    mark = _mark(mission, record)
    if _is_kept(mission, mark):
        return False
    _count(mission, record, mark)
    return True


def _is_kept(mission: rows.Mission, mark: str) -> bool:
    kept = cache.get_many((_figures_key(mission), _appendix_key(mission)))
    return len(kept) > 1 and all(one[0] == mark for one in kept.values())


def _count(
    mission: rows.Mission, record: MissionRecord, mark: str
) -> tuple[tuple[CountedFigure, ...], tuple[AppendixRow, ...]]:
    """Count everything, and keep it beside its mark."""
    with no_garbage_search():
        results = results_of(with_orders(record, mission))
        figures, appendix = results.counted(), appendix_of(results)
    if not unread_now():  # what cannot be read is told at each visit
        plain = zlib.compress(json.dumps(plain_rows(appendix)).encode(), level=1)
        cache.set(_figures_key(mission), (mark, [_plain_values(one) for one in figures]), timeout=_KEPT_S)
        cache.set(_appendix_key(mission), (mark, plain), timeout=_KEPT_S)
    return figures, appendix


def _figures_key(mission: rows.Mission) -> str:
    return f"results.figures:{mission.pk}"


def _appendix_key(mission: rows.Mission) -> str:
    return f"results.appendix:{mission.pk}"


def _mark(mission: rows.Mission, record: MissionRecord) -> str:
    """Return what differs as soon as a figure could: rows without names, which no figure is counted from.

    It is taken before the events are read: what is written meanwhile is counted by whoever comes next.
    """
    nameless = replace(
        record,
        as_of="",
        firms=tuple(replace(one, name="") for one in record.firms),
        buyers=tuple(replace(one, name="") for one in record.buyers),
        costs=tuple(replace(one, what="") for one in record.costs),
        agreements=tuple(replace(one, subject="") for one in record.agreements),
        same=(),
    )
    same = sorted(sorted(group) for group in record.same)  # sets have no order that two processes share
    parts = (__version__, SCHEMA, nameless, same, str(mission.home_zone), _opportunities(mission), _events(mission))
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _opportunities(mission: rows.Mission) -> Sequence[object]:
    found = Opportunity.objects.filter(mission=mission).order_by("id")
    return list(found.values_list("pk", "opened_at", Cast("document", TextField())))


def _events(mission: rows.Mission) -> object:
    """Return what changes with every event: they are only added, and the latest has the highest id."""
    found = OpportunityEvent.objects.filter(opportunity__mission=mission).order_by()
    return found.aggregate(
        number=Count("pk"),
        last=Max(Cast("pk", TextField())),
        recorded=Max("recorded_at"),
        letters=Sum(Length(Cast("document", TextField()))),
    )


def _plain_values(one: CountedFigure) -> tuple[Any, ...]:
    """Return a figure as plain values, which any version of its class can be made from."""
    figure = one.figure
    rung = figure.rung.value if figure.rung else None
    return (figure.code, figure.value, figure.table, figure.of, figure.currency, rung, figure.unknown, one.count)


def _figure(kept: Sequence[Any]) -> CountedFigure:
    code, value, table, of, currency, rung, unknown, count = kept
    figure = ResultFigure(
        code, value, (), table, of=of, currency=currency, rung=Rung(rung) if rung else None, unknown=unknown
    )
    return CountedFigure(figure, count)
