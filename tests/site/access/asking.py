"""A firm and a buyer who are asked about each other and about others, with their links to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove, MeetingSide
from tearoad.matching.web.actions import inviting
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import AskingSettings
from tearoad.matching.web.queries.progress import (
    SIDES,
    asked_too_late,
    meetings_about,
    progress_of,
    rules_of,
    status_of,
)
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role, Scope
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now


def ask_both(
    officer: Actor, mission: Mission, parties: Mapping[Role, str]
) -> tuple[Mapping[Role, str], Mapping[Role, str]]:
    """Return the secrets of both links, and about whom each of the two is asked."""
    rules = AskingRules(may_ask=MayAsk.BOTH, deadline_at=fair_now() + timedelta(days=1))
    AskingSettings.objects.create(mission=mission, document=to_document(rules))
    inviting.prepare(officer, mission)
    meetings_of = {role: _ask(officer, mission, SIDES[role], parties) for role in (Role.EXPORTER, Role.BUYER)}
    secrets = {
        role: links.make(officer, mission, role, parties[role], Scope.ANSWER).address.rstrip("/").rpartition("/")[2]
        for role in (Role.EXPORTER, Role.BUYER)
    }
    inviting.invite(officer, mission, [Role.BUYER])
    return secrets, meetings_of


def _ask(officer: Actor, mission: Mission, side: MeetingSide, parties: Mapping[Role, str]) -> str:
    """Ask a party about the other one, or about the first whom it can be asked about; return whom.

    Nobody is asked any more about a meeting that was kept or missed.
    """
    party, other = (parties[Role(meeting_side.value)] for meeting_side in (side, side.other))
    meeting = meetings_about(mission, side, party).filter(**{side.other.value: other}).first()
    if meeting is not None and not asked_too_late(mission, rules_of(mission), [meeting]):
        return other
    others = Participation.objects.filter(mission=mission, company__side=side.other.value)
    known: Iterable[str] = others.order_by("position", "code").values_list("code", flat=True)
    for text in (other, *known):
        pair = {side.value: party, side.other.value: text}
        progress = progress_of(mission, pair["exporter"], pair["buyer"])
        if progress is None or status_of(progress).allows(MeetingMove.INVITE, side):
            make_move(
                officer,
                mission,
                NewMove(exporter=pair["exporter"], buyer=pair["buyer"], move=MeetingMove.INVITE, side=side),
            )
            return text
    message = f"{party} can be asked about nobody"
    raise AssertionError(message)
