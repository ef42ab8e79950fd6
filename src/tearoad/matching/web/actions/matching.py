"""Match a mission: score every pair that may meet and keep what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from tearoad.delegation.web.actions.delegates import DelegateLeaves
from tearoad.errors import Conflict
from tearoad.matching.decisions import PairVerdict, with_verdict
from tearoad.matching.fair_shortlist import FairShortlist, fair_shortlist
from tearoad.matching.hard_conditions import HardConditions
from tearoad.matching.match import MATCHES_KEPT, Matching, match
from tearoad.matching.matching_changes import MatchingChanges, ScoresByPair, change_of, changes_between
from tearoad.matching.web import models as rows
from tearoad.matching.web import queries
from tearoad.matching.web.queries import MATCH, MatchWanted
from tearoad.matching.web.queries.decisions import decided_pairs
from tearoad.matching.web.queries.progress import rules_of
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.screening.web.actions.standing import StandingChanged
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import text_to_document, to_document
from tearoad.web.clock import fair_now


def ask_to_match(by: Actor, row: mission_rows.Mission) -> Job:
    """Ask a worker to match a mission; the same wish is not written twice."""
    require(by, Policy.PLAN)
    return ask(by, MATCH, str(row.id), MatchWanted(mission=str(row.id)))


def keep_requested_delegate(event: DelegateLeaves) -> None:
    """Keep a delegate on the list while a request is for them by name.

    Raises:
        Conflict: one is.

    """
    named = rows.Request.objects.filter(mission_id=event.mission_id, document__person=event.code).values_list("code")
    if request_codes := [code for (code,) in named]:
        text = Text("delegation_pages.still_named", where=", ".join(request_codes))
        raise Conflict(text, Text("delegation_pages.still_named_hint"))


def rematch(by: Actor, row: mission_rows.Mission) -> Matching:
    """Match a mission's clear companies anew and keep the result; computes first, then stores in one short transaction.

    The result is kept with the mission's revision that was read before anything else, so a change in the meantime
    leaves it out of date and never wrongly fresh.
    """
    require(by, Policy.PLAN)
    revision = mission_rows.Mission.objects.values_list("revision", flat=True).get(pk=row.pk)
    sides = queries.sides(row)
    decided, rules = decided_pairs(row), rules_of(row)
    made = match(
        sides.exporters,
        sides.buyers,
        sides.requests,
        on=sides.mission.days[0].on,
        most=MATCHES_KEPT,
        conditions=HardConditions(
            rules=rules.hard_rules,
            must_not=with_verdict(decided, PairVerdict.MUST_NOT),
            interpreters=sides.interpreters,
            delegates=sides.delegates,
        ),
    )
    quotas = sides.mission.proposals_per_exporter, rules.proposals
    _store(by, row, revision, made, fair_shortlist(made.matches, sides.requests, *quotas, decided))
    return made


@transaction.atomic
def _store(by: Actor, row: mission_rows.Mission, revision: int, made: Matching, listed: FairShortlist) -> None:
    mission_rows.Mission.objects.select_for_update().get(pk=row.pk)  # two matchings of one mission wait for each other
    proposed = {(proposal.exporter, proposal.buyer) for proposal in listed.proposals}
    before, changes = _compared(row, made)
    _replace(
        row,
        rows.Match,
        (
            {
                "exporter": matched.exporter,
                "buyer": matched.buyer,
                "score": matched.score.value,
                "reasons": [
                    {"text": text_to_document(why.text), "points": why.points} for why in matched.score.reasons
                ],
                "proposed": (matched.exporter, matched.buyer) in proposed,
                "score_before": before.get((matched.exporter, matched.buyer)),
                "change": _change(changes, before.get((matched.exporter, matched.buyer)), matched.score.value),
            }
            for matched in made.matches
        ),
    )
    _replace(
        row,
        rows.Refusal,
        (
            {"exporter": refusal.exporter, "buyer": refusal.buyer, "why": text_to_document(refusal.why)}
            for refusal in made.refusals
        ),
    )
    values = {
        "matched_at": fair_now(),
        "mission_revision": revision,
        "shortlist": to_document(listed.figures),
        "changes": to_document(changes),
    }
    rows.Matched.objects.update_or_create(mission=row, defaults=values)
    ledger.append(
        by, "matching.matched", "mission", row.id, {"matches": len(made.matches), "refusals": len(made.refusals)}
    )


def _compared(row: mission_rows.Mission, made: Matching) -> tuple[ScoresByPair, MatchingChanges]:
    """Return the scores of the matching before, and how the two differ; the first one differs from nothing."""
    last = rows.Matched.objects.filter(mission=row).first()
    query = rows.Match.objects.filter(mission=row).values_list("exporter", "buyer", "score")
    before = {(PartyId(exporter), PartyId(buyer)): score for exporter, buyer, score in query}
    if last is None:
        return before, MatchingChanges()
    now_scored = {(matched.exporter, matched.buyer): matched.score.value for matched in made.matches}
    return before, changes_between(before, now_scored, last.matched_at)


def _change(changes: MatchingChanges, before: int | None, score: int) -> str:
    change = change_of(before, score) if changes.compared_at else None
    return change.value if change else ""


def _replace(row: mission_rows.Mission, model: type[Any], values: Iterable[dict[str, Any]]) -> None:
    model.objects.filter(mission=row).delete()
    model.objects.bulk_create((model(mission=row, **value) for value in values), batch_size=500)


def standing_changed(event: StandingChanged) -> None:
    """Say that every mission of a company is out of date: who may be met has changed."""
    taking_part = mission_rows.Participation.objects.filter(company_id=event.company_id).values("mission")
    for row in mission_rows.Mission.objects.filter(pk__in=taking_part):
        touch(row)
