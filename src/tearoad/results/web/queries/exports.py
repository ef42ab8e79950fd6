"""The export of a mission, its rows read part by part: figures and rows are of one moment."""

from __future__ import annotations

from collections.abc import Callable

from tearoad.mission.web import models as rows
from tearoad.results import ResultsExport, export_of, results_of
from tearoad.results.web.queries.current_figures import current_results
from tearoad.results.web.queries.opportunity_groups import opportunity_groups
from tearoad.results.web.queries.records import (
    opportunities_in_parts,
    opportunities_without_events,
    record_of,
    record_without_orders,
)
from tearoad.values import Language

_TRIES = 3


def exported(mission: rows.Mission, language: Language, write: Callable[[ResultsExport], bytes]) -> bytes:
    """Return what is written of the export; written again where something changed meanwhile."""
    for _ in range(_TRIES):
        earlier = record_without_orders(mission, language)
        before = opportunity_groups(mission, earlier)
        record, figures, _appendix = current_results(mission, language)
        orders = (
            lambda: opportunities_without_events(mission, language),
            lambda: opportunities_in_parts(mission, language),
        )
        content = write(ResultsExport(record, [figure.figure for figure in figures], *orders))
        if opportunity_groups(mission, earlier) == before:
            return content
    whole = record_of(mission, language)  # where somebody writes all the time, all is read at once
    return write(export_of(whole, results_of(whole)))
