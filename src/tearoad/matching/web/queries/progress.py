"""Where the meetings of a mission stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tearoad.matching.asking import (
    AskingRules,
    MeetingMove,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    PairState,
    RecordedMove,
    SideAnswer,
    status_after,
)
from tearoad.matching.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.people import Role
from tearoad.values import PartyId
from tearoad.values.document import from_document

_OVER = frozenset({PairState.KEPT, PairState.MISSED, PairState.CANCELLED})
SIDES = {Role.EXPORTER: MeetingSide.EXPORTER, Role.BUYER: MeetingSide.BUYER}


def rules_of(row: mission_rows.Mission) -> AskingRules:
    """Return by which rules a mission asks; one query."""
    found = rows.AskingSettings.objects.filter(mission=row).first()
    return from_document(AskingRules, found.document) if found else AskingRules()


def progress_rows(row: mission_rows.Mission) -> QuerySet[rows.MeetingProgress]:
    """Return where each meeting of a mission stands of which anybody said anything."""
    found: QuerySet[rows.MeetingProgress] = rows.MeetingProgress.objects.filter(mission=row)
    return found


def called_off(row: mission_rows.Mission) -> frozenset[tuple[PartyId, PartyId]]:
    """Return the pairs whose meeting was called off: nothing plans or proposes them; one query."""
    found = progress_rows(row).filter(state=PairState.CANCELLED).values_list("exporter", "buyer")
    return frozenset((PartyId(exporter), PartyId(buyer)) for exporter, buyer in found)


def progress_of(row: mission_rows.Mission, exporter: str, buyer: str) -> rows.MeetingProgress | None:
    """Return where one meeting stands; None where nobody said anything of it."""
    return progress_rows(row).filter(exporter=exporter, buyer=buyer).first()


def asked_too_late(progress: rows.MeetingProgress, side: MeetingSide) -> bool:
    """Whether a side never answered about a meeting that is over by now: nothing it says would be taken in."""
    is_waiting = getattr(progress, f"{side.value}_answer") == SideAnswer.WAITING
    return bool(is_waiting and PairState(progress.state) in _OVER)


def meetings_about(row: mission_rows.Mission, side: MeetingSide, party: str) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings about which a party is asked, or said something itself."""
    said = Q(**{f"{side.value}_answer": SideAnswer.NOT_ASKED.value})
    return progress_rows(row).filter(**{side.value: party}).exclude(said)


def steps_of(progress: rows.MeetingProgress) -> tuple[rows.MeetingStep, ...]:
    """Return the moves of a meeting in their order, those that were undone among them; one query."""
    return tuple(rows.MeetingStep.objects.filter(progress=progress))


def recorded(steps: Iterable[rows.MeetingStep]) -> tuple[RecordedMove, ...]:
    """Return moves as the core knows them."""
    return tuple(
        RecordedMove(
            MeetingMove(one.move),
            MeetingSide(one.side) if one.side else None,
            MoveChannel(one.channel),
            one.made_at,
            one.made_by,
            one.message,
            one.undone_at,
        )
        for one in steps
    )


def status_of(progress: rows.MeetingProgress) -> MeetingStatus:
    """Return where a meeting stands, from its moves; one query."""
    return status_after(recorded(steps_of(progress)))
