"""What the office decides about pairs: ask both sides, accept, refuse, must, must not, up, down, each with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tearoad.errors import InputError
from tearoad.matching.asking import MeetingMove, MeetingSide, PairState
from tearoad.matching.decisions import DecidedPair, DecisionChoice, PairVerdict
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.moves import MOST_LETTERS, NewMove, record, require_pair
from tearoad.matching.web.queries.decisions import decided_pairs, decision_rows
from tearoad.matching.web.queries.progress import progress_of, status_of
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.web.clock import fair_now

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
def decide(
    by: Actor, mission: mission_rows.Mission, pairs: Sequence[Pair], choice: DecisionChoice, reason: str = ""
) -> int:
    """Decide about these pairs; return of how many something else holds now.

    Whoever must not meet is also called off where their meeting stood already, and taken up again once that is taken
    back. Decisions that were replaced are kept, with their reasons.

    Raises:
        InputError: no pair was chosen, too many were, one is none of the mission, the reason is too long, or two must
            not meet and nobody says why.

    """
    require(by, Policy.PLAN)
    held, made = open_mission(mission), 0
    if len(reason) > MOST_LETTERS:
        text = Text("asking_pages.message_long", found=len(reason), most=MOST_LETTERS)
        raise InputError(text, Text("asking_pages.message_long_hint"))
    if choice is DecisionChoice.MUST_NOT and not reason.strip():
        raise InputError(Text("matching_pages.reason_wanted"), Text("matching_pages.reason_wanted_hint"))
    known = decided_pairs(held)
    for exporter, buyer in _chosen(pairs):
        require_pair(held, exporter, buyer)
        before = known.get((PartyId(exporter), PartyId(buyer)), DecidedPair())
        after = before.after(choice)
        if after != before:
            _keep_decision(by, held, (exporter, buyer), after, reason)
            _follow(by, held, (exporter, buyer), before, after, reason)
            made += 1
    if made:
        touch(held)
        ledger.append(by, "matching.pairs_decided", "mission", held.pk, {"choice": choice.value, "pairs": made})
    return made


def _keep_decision(by: Actor, mission: mission_rows.Mission, pair: Pair, after: DecidedPair, reason: str) -> None:
    at = fair_now()
    decision_rows(mission).filter(exporter=pair[0], buyer=pair[1], replaced_at=None).update(replaced_at=at)
    rows.PairDecision.objects.create(
        mission=mission,
        exporter=pair[0],
        buyer=pair[1],
        verdict=after.verdict.value,
        steps=after.steps,
        reason=reason,
        decided_at=at,
        decided_by=by.name,
    )


def _follow(
    by: Actor, mission: mission_rows.Mission, pair: Pair, before: DecidedPair, after: DecidedPair, reason: str
) -> None:
    """Call the meeting off that must not be, or take it up again."""
    progress = progress_of(mission, *pair)
    if progress is None or before.verdict is after.verdict:
        return
    status = status_of(progress)
    if after.verdict is PairVerdict.MUST_NOT and status.allows(MeetingMove.CANCEL):
        record(by, mission, NewMove(exporter=pair[0], buyer=pair[1], move=MeetingMove.CANCEL, message=reason))
    elif before.verdict is PairVerdict.MUST_NOT and status.state is PairState.CANCELLED:
        record(by, mission, NewMove(exporter=pair[0], buyer=pair[1], move=MeetingMove.REOPEN, message=reason))


def _chosen(pairs: Sequence[Pair]) -> list[Pair]:
    if not pairs:
        raise InputError(Text("asking_pages.no_pair_chosen"), Text("asking_pages.no_pair_chosen_hint"))
    if len(pairs) > MOST_PAIRS:
        text = Text("asking_pages.too_many_pairs", found=len(pairs), most=MOST_PAIRS)
        raise InputError(text, Text("asking_pages.too_many_pairs_hint"))
    return list(dict.fromkeys(pairs))
