"""In which order an exporter wants to meet those it wants to meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q

from tearoad.matching.asking import SideAnswer
from tearoad.matching.asking.meeting_state import YES
from tearoad.matching.asking.same_company import answer_that_counts
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.same_company import ids_of_company, same_in
from tearoad.people import Role
from tearoad.values import PartyId

_LAST = 10_000
"""Where a wish stands that was never put in order: behind all that were."""


WishedMeeting: TypeAlias = tuple[rows.MeetingProgress, ...]
"""A wish: the meeting as it is kept, under each pair of ids of the two companies, the dearest first."""


def ordered_wishes(row: mission_rows.Mission, exporter: str) -> tuple[WishedMeeting, ...]:
    """Return an exporter's wishes, the dearest first; what was never put in order comes last, "wanted" before "gladly".

    Whatever the other side said, its wish stands here: who is missing would be a hint. Who may not be met is left out.
    Two queries.
    """
    same = same_in(row)
    here = mission_rows.Participation.objects.filter(mission=row, company__side=Role.BUYER)
    clear = here.filter(mission_rows.MAY_BE_PLANNED).values("code")
    groups: dict[str, list[rows.MeetingProgress]] = defaultdict(list)
    for progress in progress_rows(row).filter(exporter__in=ids_of_company(row, exporter), buyer__in=clear):
        groups[same.get(PartyId(progress.buyer), progress.buyer)].append(progress)
    wishes = [tuple(sorted(group, key=_place)) for group in groups.values() if _is_wish(group)]
    return tuple(sorted(wishes, key=lambda wish: _place(wish[0])))


def _is_wish(group: Iterable[rows.MeetingProgress]) -> bool:
    return answer_that_counts(SideAnswer(progress.exporter_answer) for progress in group) in YES


def _place(progress: rows.MeetingProgress) -> tuple[bool, int, bool, str]:
    says_yes = progress.exporter_answer in YES
    rank = _LAST if progress.exporter_rank is None else progress.exporter_rank
    return not says_yes, rank, progress.exporter_answer != SideAnswer.WANTED, progress.buyer


@dataclass(frozen=True, slots=True)
class StatedWishes:
    """How much people said they want their meetings, beyond yes and no."""

    ranks: Mapping[tuple[PartyId, PartyId], int]
    """Of every wish that an exporter put in order, where it stands, 1 the dearest."""
    gladly: Mapping[tuple[PartyId, PartyId], int]
    """So many sides of a pair come gladly if there is time."""


def stated_wishes(row: mission_rows.Mission) -> StatedWishes:
    """Return how much people want their meetings; one query."""
    yes, glad = sorted(YES), SideAnswer.GLADLY.value
    query = progress_rows(row).filter(Q(exporter_answer__in=yes) | Q(buyer_answer=glad))
    ranks: dict[tuple[PartyId, PartyId], int] = {}
    gladly: dict[tuple[PartyId, PartyId], int] = {}
    for progress in query:
        pair = PartyId(progress.exporter), PartyId(progress.buyer)
        if progress.exporter_rank is not None and progress.exporter_answer in YES:
            ranks[pair] = progress.exporter_rank
        if sides := (progress.exporter_answer, progress.buyer_answer).count(glad):
            gladly[pair] = sides
    return StatedWishes(ranks, gladly)
