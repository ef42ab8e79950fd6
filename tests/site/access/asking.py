"""A firm and a buyer who are asked about each other and about others, with their links to answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove, MeetingSide
from tearoad.matching.web.actions import inviting
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import AskingSettings
from tearoad.matching.web.queries.progress import progress_of, status_of
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
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
    exporter, buyer = parties[Role.EXPORTER], parties[Role.BUYER]
    for side in MeetingSide:
        progress = progress_of(mission, exporter, buyer)
        if progress is None or status_of(progress).allows(MeetingMove.INVITE, side):
            make_move(officer, mission, NewMove(exporter=exporter, buyer=buyer, move=MeetingMove.INVITE, side=side))
    secrets = {
        role: links.make(officer, mission, role, parties[role], Scope.ANSWER).address.rstrip("/").rpartition("/")[2]
        for role in (Role.EXPORTER, Role.BUYER)
    }
    inviting.invite(officer, mission, [Role.BUYER])
    return secrets, {Role.EXPORTER: buyer, Role.BUYER: exporter}
