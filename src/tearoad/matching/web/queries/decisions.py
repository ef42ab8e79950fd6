"""What the office decided about pairs."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from tearoad.matching.decisions import DecidedPair, DecidedPairs, PairVerdict
from tearoad.matching.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.values import PartyId


def decision_rows(row: mission_rows.Mission) -> QuerySet[rows.PairDecision]:
    """Return every decision about a pair of a mission, those that were replaced among them."""
    query: QuerySet[rows.PairDecision] = rows.PairDecision.objects.filter(mission=row)
    return query


def decisions_that_hold(row: mission_rows.Mission) -> Mapping[tuple[str, str], rows.PairDecision]:
    """Return by firm and buyer the decision that holds, with its reason; one query."""
    return {(decision.exporter, decision.buyer): decision for decision in decision_rows(row).filter(replaced_at=None)}


def decided_pairs(row: mission_rows.Mission) -> DecidedPairs:
    """Return what holds about each pair that somebody decided about; one query."""
    return {
        (PartyId(exporter), PartyId(buyer)): DecidedPair(PairVerdict(decision.verdict), decision.steps)
        for (exporter, buyer), decision in decisions_that_hold(row).items()
    }
