"""In which order an exporter wants to meet those it wants to meet."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.companies import Standing
from tearoad.matching.asking import SideAnswer
from tearoad.matching.asking.meeting_state import YES
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.mission.web import models as mission_rows
from tearoad.people import Role
from tearoad.values import PartyId

_LAST = 10_000
"""Where a wish stands that was never put in order: behind all that were."""


def ordered_wishes(row: mission_rows.Mission, exporter: str) -> tuple[rows.MeetingProgress, ...]:
    """Return an exporter's wishes, the dearest first; what was never put in order comes last, "wanted" before "gladly".

    Whatever the other side said, its wish stands here: who is missing would be a hint. Who may not be met is left out.
    """
    here = mission_rows.Participation.objects.filter(mission=row, company__side=Role.BUYER)
    clear = here.filter(company__standing=Standing.CLEAR).values("code")
    found = progress_rows(row).filter(exporter=exporter, exporter_answer__in=sorted(YES), buyer__in=clear)
    return tuple(sorted(found, key=_place))


def _place(one: rows.MeetingProgress) -> tuple[int, bool, str]:
    rank = _LAST if one.exporter_rank is None else one.exporter_rank
    return rank, one.exporter_answer != SideAnswer.WANTED, one.buyer


def wish_ranks(row: mission_rows.Mission) -> Mapping[tuple[PartyId, PartyId], int]:
    """Return, of every wish that an exporter put in order, where it stands; one query."""
    found = progress_rows(row).filter(exporter_rank__isnull=False, exporter_answer__in=sorted(YES))
    return {
        (PartyId(exporter), PartyId(buyer)): rank
        for exporter, buyer, rank in found.values_list("exporter", "buyer", "exporter_rank")
        if rank is not None
    }
