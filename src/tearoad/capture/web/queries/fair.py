"""What the fair's own list says of the visitors whom firms wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tearoad.capture import Report
from tearoad.capture.fair import keys_of
from tearoad.capture.web.models import FairVisitor
from tearoad.mission.web import models as rows

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FairListSummary:
    """The fair's list at a glance."""

    badges: int
    kept_at: datetime


def fair_list_summary(mission: rows.Mission) -> FairListSummary | None:
    """Return how long the fair's list is, None where there is none; two queries."""
    query = FairVisitor.objects.filter(mission=mission)
    first = query.order_by().first()
    return FairListSummary(query.count(), first.kept_at) if first is not None else None


def joined(mission: rows.Mission, reports: Iterable[Report]) -> Mapping[UUID, FairVisitor]:
    """Return what the fair says of reports by their codes; one query for five hundred codes.

    Where the codes of a report mean different people, nobody can know who was met: nothing is shown.
    """
    keys = {report.id: keys_of(said.value for said in report.fields.get("code", ())) for report in reports}
    wanted = sorted({key for those in keys.values() for key in those})
    badges: dict[str, FairVisitor] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        query = FairVisitor.objects.filter(mission=mission, key__in=wanted[begin : begin + _AT_ONCE])
        badges |= {visitor.key: visitor for visitor in query}
    by_report = {report: [badges[key] for key in those if key in badges] for report, those in keys.items()}
    return {report: those[0] for report, those in by_report.items() if len(those) == 1}
