"""Planned meetings that a side cancelled, until somebody in the office has acted."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.matching.asking import MeetingMove, MeetingPhase, MeetingSide, PairState, status_after
from tearoad.matching.web.models import MeetingStep
from tearoad.matching.web.queries.names import names
from tearoad.matching.web.queries.progress import SIDES, is_told, recorded, rules_of, steps_of
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.people import Role
from tearoad.values import Language

_ROLES = {side: role for role, side in SIDES.items()}


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A cancelled meeting that nobody in the office has acted on."""

    step: MeetingStep
    who: str
    """Who cancelled, as the reader spells them."""
    other: str
    """Whom they would have met."""
    is_written: bool
    """Whether a mail was written to the other side; else somebody has to call."""
    is_hidden: bool
    """Whether it is a "no" that the other side must not learn of before all do."""


def open_cancellations(mission: Mission) -> tuple[MeetingStep, ...]:
    """Return the steps by which a side cancelled a planned meeting or said no to it, the oldest first.

    A step leaves the list when it is undone, when the meeting stands again, when somebody marks it as done, or when a
    plan comes into force without the meeting. One query, and one more for each "no".
    """
    query = MeetingStep.objects.filter(
        progress__mission=mission,
        progress__state=PairState.CANCELLED,
        move__in=[MeetingMove.WITHDRAW, MeetingMove.DECLINE],
        undone_at=None,
        handled_at=None,
    )
    return tuple(step for step in query.select_related("progress").order_by("id") if _gives_up(step))


def _gives_up(step: MeetingStep) -> bool:
    """Whether a step calls a planned meeting off: a "no" to one that has no time yet cancels nothing."""
    if step.move == MeetingMove.WITHDRAW:
        return True
    every = steps_of(step.progress)
    before = [each for each in every[: every.index(step)] if each.undone_at is None]
    return status_after(recorded(before)).phase in {MeetingPhase.PLANNED, MeetingPhase.NOTIFIED}


def is_hidden(step: MeetingStep) -> bool:
    """Whether a step is a "no" before all learn what became of their requests: only the office may know."""
    mission = step.progress.mission
    return step.move == MeetingMove.DECLINE and not is_told(mission, rules_of(mission))


def cancellations(mission: Mission, language: Language) -> tuple[Cancellation, ...]:
    """Return the cancelled meetings that wait for somebody to act, the oldest first; one query where there is none."""
    steps = open_cancellations(mission)
    known = names(mission, language) if steps else {}
    keys = {mail_key(step, *other_side(step)): step for step in steps}
    written = set(Message.objects.filter(key__in=keys).values_list("key", flat=True)) if steps else set()
    return tuple(
        Cancellation(step, known.get(who, who), known.get(other, other), key in written, is_hidden(step))
        for key, step in keys.items()
        for who, other in [(who_cancelled(step), other_side(step)[1])]
    )


def mail_key(step: MeetingStep, role: Role, party: str) -> str:
    """Return the key of the mail that tells somebody of a cancelled meeting."""
    return f"{mail_keys(step)}{role.value}/{party}"


def mail_keys(step: MeetingStep) -> str:
    """Return how the keys of all mails about a cancelled meeting begin."""
    return f"cancelled/{step.pk}/"


def who_cancelled(step: MeetingStep) -> str:
    """Return the id of the side that cancelled."""
    return str(getattr(step.progress, MeetingSide(step.side).value))


def other_side(step: MeetingStep) -> tuple[Role, str]:
    """Return the role and the id of the side that would have been met."""
    side = MeetingSide(step.side).other
    return _ROLES[side], str(getattr(step.progress, side.value))
