"""Let the request of each side say what the side answered: the planner and matching read nothing else."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Max

from tearoad.matching import Request, Strength
from tearoad.matching.asking import MeetingSide, MeetingStatus, SideAnswer
from tearoad.matching.asking.meeting_state import AS_REQUEST
from tearoad.matching.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.values import PartyId, WishId
from tearoad.values.document import from_document, to_document


def write_requests(
    mission: mission_rows.Mission, progress: rows.MeetingProgress, before: MeetingStatus, after: MeetingStatus
) -> None:
    """Write, change or take out requests after a move; what a side asked for in a sheet and never answered stays."""
    for side in MeetingSide:
        said, says = before.answer_of(side), after.answer_of(side)
        if says is said:
            continue
        if says in AS_REQUEST:
            _write_request(mission, progress, side, says)
        elif said in AS_REQUEST:
            pair = {"asker": getattr(progress, side.value), "asked": getattr(progress, side.other.value)}
            if rows.Request.objects.filter(mission=mission, **pair).delete()[0]:
                touch(mission)


def _write_request(
    mission: mission_rows.Mission, progress: rows.MeetingProgress, side: MeetingSide, answer: SideAnswer
) -> None:
    asker, party = PartyId(getattr(progress, side.value)), PartyId(getattr(progress, side.other.value))
    found = rows.Request.objects.filter(mission=mission, asker=asker, asked=party).first()
    fresh = Request(WishId(f"{asker}-{party}"), asker, party, Strength.WISH)
    before = from_document(Request, found.document) if found else fresh
    strength = Strength.NO if answer is SideAnswer.NOT_THIS_TIME else Strength.WISH
    if strength is Strength.WISH and before.strength is Strength.MUST:
        strength = Strength.MUST  # an officer's must is not weakened by a yes
    after = replace(before, strength=strength)
    if found is not None and after == before:
        return
    row = found or rows.Request(mission=mission, code=_free_code(mission, after.id), position=_last(mission) + 1)
    row.asker, row.asked, row.strength = asker, party, strength.value
    row.document = to_document(replace(after, id=WishId(row.code)))
    row.save()
    touch(mission)


def _last(mission: mission_rows.Mission) -> int:
    last = rows.Request.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
    return -1 if last is None else int(last)


def _free_code(mission: mission_rows.Mission, wanted: str) -> str:
    taken = set(rows.Request.objects.filter(mission=mission, code__startswith=wanted).values_list("code", flat=True))
    return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
