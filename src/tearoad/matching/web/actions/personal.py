"""Hand out and erase what asking holds about people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tearoad.matching.web import models as rows
from tearoad.mission.web.queries.personal import links_of
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData

_KEEP_DAYS = 365


def declared() -> tuple[PersonalData, ...]:
    """Return what asking keeps about people."""
    return (
        PersonalData(
            "matching.MeetingStep",
            ("made_by", "message"),
            Text("matching.why_steps"),
            _KEEP_DAYS,
            lambda address: [_step(step) for step in _steps_of(address)],
            _erase_steps,
        ),
        PersonalData(
            "matching.InvitedParty",
            ("party", "invited_by", "call_note"),
            Text("matching.why_invited"),
            _KEEP_DAYS,
            lambda address: [_invited(party) for party in _invited_of(address)],
            _erase_invited,
        ),
        PersonalData(
            "matching.ProfileCorrection",
            ("document", "decided_by"),
            Text("matching.why_corrections"),
            _KEEP_DAYS,
            lambda address: [_correction(correction) for correction in _corrections_of(address)],
            _erase_corrections,
        ),
        PersonalData(
            "matching.ColleagueOfParty",
            ("name", "email"),
            Text("matching.why_colleagues"),
            _KEEP_DAYS,
            lambda address: [_colleague(colleague) for colleague in _colleagues_of(address)],
            _erase_colleagues,
            lambda: rows.ColleagueOfParty.objects.values_list("email", "name"),
        ),
        PersonalData(
            "matching.PairDecision",
            ("decided_by", "reason"),
            Text("matching.why_decisions"),
            _KEEP_DAYS,
            lambda address: [_decision(decision) for decision in _decisions_of(address)],
            _erase_decisions,
        ),
    )


def _parties_of(address: str) -> frozenset[tuple[Any, str]]:
    """Return which parties of which missions an address reaches: those who were ever given a link."""
    return frozenset((link.mission_id, link.party) for link in links_of(address))


def _steps_of(address: str) -> Iterator[rows.MeetingStep]:
    for mission, party in sorted(_parties_of(address), key=str):
        for side in ("exporter", "buyer"):
            mine = {"progress__mission": mission, f"progress__{side}": party, "side": side}
            yield from rows.MeetingStep.objects.select_related("progress").filter(**mine)


def _invited_of(address: str) -> Iterator[rows.InvitedParty]:
    for mission, party in sorted(_parties_of(address), key=str):
        yield from rows.InvitedParty.objects.filter(mission=mission, party=party)


def _corrections_of(address: str) -> Iterator[rows.ProfileCorrection]:
    """Yield what a person's firms proposed, and what others proposed in which the address stands."""
    parties, bare = _parties_of(address), address.strip().casefold()
    for correction in rows.ProfileCorrection.objects.all():
        if (correction.mission_id, correction.party) in parties or (
            bare and bare in str(correction.document).casefold()
        ):
            yield correction


def _colleagues_of(address: str) -> Iterator[rows.ColleagueOfParty]:
    if address.strip():
        yield from rows.ColleagueOfParty.objects.filter(email__iexact=address.strip())


@transaction.atomic
def _erase_corrections(address: str) -> int:
    found = list(_corrections_of(address))
    for correction in found:
        correction.delete()
    return len(found)


@transaction.atomic
def _erase_colleagues(address: str) -> int:
    found = list(_colleagues_of(address))
    for party in found:
        party.delete()
    return len(found)


def _decisions_of(address: str) -> Iterator[rows.PairDecision]:
    for mission, party in sorted(_parties_of(address), key=str):
        for side in ("exporter", "buyer"):
            yield from rows.PairDecision.objects.filter(mission=mission, **{side: party})


@transaction.atomic
def _erase_decisions(address: str) -> int:
    """What was decided stays, so that plans still add up; in which words about whom is gone."""
    erased = 0
    for decision in list(_decisions_of(address)):
        decision.reason = ""
        decision.save(update_fields=["reason"])
        erased += 1
    return erased


@transaction.atomic
def _erase_steps(address: str) -> int:
    """What was answered stays, so that plans still add up; who said it and in which words is gone."""
    erased = 0
    for step in list(_steps_of(address)):
        step.made_by, step.message = "", ""
        step.save(update_fields=["made_by", "message"])
        erased += 1
    return erased


@transaction.atomic
def _erase_invited(address: str) -> int:
    erased = 0
    for party in list(_invited_of(address)):
        party.call_note = ""
        party.save(update_fields=["call_note"])
        erased += 1
    return erased


def _step(step: rows.MeetingStep) -> Json:
    return {
        "mission": str(step.progress.mission_id),
        "exporter": step.progress.exporter,
        "buyer": step.progress.buyer,
        "move": step.move,
        "made_at": step.made_at.isoformat(),
        "made_by": step.made_by,
        "message": step.message,
    }


def _invited(party: rows.InvitedParty) -> Json:
    return {
        "mission": str(party.mission_id),
        "party": party.party,
        "invited_at": party.invited_at.isoformat(),
        "called_at": party.called_at.isoformat() if party.called_at else None,
        "call_note": party.call_note,
    }


def _correction(correction: rows.ProfileCorrection) -> Json:
    return {
        "mission": str(correction.mission_id),
        "party": correction.party,
        "proposed": correction.document,
        "proposed_at": correction.proposed_at.isoformat(),
    }


def _colleague(party: rows.ColleagueOfParty) -> Json:
    return {
        "mission": str(party.mission_id),
        "party": party.party,
        "name": party.name,
        "asked_at": party.asked_at.isoformat(),
    }


def _decision(decision: rows.PairDecision) -> Json:
    return {
        "mission": str(decision.mission_id),
        "exporter": decision.exporter,
        "buyer": decision.buyer,
        "verdict": decision.verdict,
        "decided_at": decision.decided_at.isoformat(),
        "reason": decision.reason,
    }
