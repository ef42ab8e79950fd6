"""What the office decides about pairs: ask both sides, or call the meeting off."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tearoad.errors import InputError
from tearoad.matching.asking import MeetingMove, MeetingSide
from tearoad.matching.web.actions.moves import NewMove, record
from tearoad.matching.web.queries.progress import progress_of, status_of
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text

MOST_PAIRS = 100
"""So many pairs are decided about at once."""
Pair = tuple[str, str]


@transaction.atomic
def ask_both(by: Actor, mission: mission_rows.Mission, pairs: Sequence[Pair], reason: str = "") -> int:
    """Ask both sides of these pairs, as far as they were not asked; return how many sides were.

    Raises:
        InputError: no pair was chosen, too many were, or one is none of the mission.

    """
    require(by, Policy.PLAN)
    held, made = open_mission(mission), 0
    for exporter, buyer in _chosen(pairs):
        for side in MeetingSide:
            progress = progress_of(held, exporter, buyer)
            if progress is None or status_of(progress).allows(MeetingMove.INVITE, side):
                move = NewMove(exporter=exporter, buyer=buyer, move=MeetingMove.INVITE, side=side, message=reason)
                record(by, held, move)
                made += 1
    return made


@transaction.atomic
def call_off(by: Actor, mission: mission_rows.Mission, pairs: Sequence[Pair], reason: str = "") -> int:
    """Call the meetings of these pairs off: no plan holds them until somebody takes them up again.

    Raises:
        InputError: no pair was chosen, too many were, or one is none of the mission.

    """
    require(by, Policy.PLAN)
    held, made = open_mission(mission), 0
    for exporter, buyer in _chosen(pairs):
        progress = progress_of(held, exporter, buyer)
        if progress is None or status_of(progress).allows(MeetingMove.CANCEL):
            record(by, held, NewMove(exporter=exporter, buyer=buyer, move=MeetingMove.CANCEL, message=reason))
            made += 1
    return made


def _chosen(pairs: Sequence[Pair]) -> list[Pair]:
    if not 0 < len(pairs) <= MOST_PAIRS:
        raise InputError(Text("asking_pages.no_pair_chosen"), Text("asking_pages.no_pair_chosen_hint"))
    return list(dict.fromkeys(pairs))
