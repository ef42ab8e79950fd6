"""Companies that take part under several ids, as asking reads them: one meeting with the other side, one invitation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tearoad.matching.asking import MeetingSide, PairState, SideAnswer
from tearoad.matching.asking.same_company import (
    STATE_THAT_COUNTS,
    STRICTEST_ANSWER,
    answer_that_counts,
    state_that_counts,
)
from tearoad.matching.web import models as rows
from tearoad.mission.same_company import SameCompany
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.same_company import same_in
from tearoad.values import PartyId

_NOBODY: frozenset[tuple[UUID, MeetingSide]] = frozenset()


@dataclass(frozen=True, slots=True)
class MeetingOfCompanies:
    """The meeting of two companies, kept once for each pair of ids of which anybody said anything."""

    exporter: str
    """The id that counts."""
    buyer: str
    kept: tuple[rows.MeetingProgress, ...]

    def code_of(self, side: MeetingSide) -> str:
        """Return the id of a side."""
        return self.exporter if side is MeetingSide.EXPORTER else self.buyer

    def answer_of(self, side: MeetingSide, left_out: Collection[tuple[UUID, MeetingSide]] = _NOBODY) -> SideAnswer:
        """Return what a side says; what is left out counts as if nobody had asked there."""
        return answer_that_counts(
            SideAnswer(getattr(progress, f"{side.value}_answer"))
            for progress in self.kept
            if (progress.pk, side) not in left_out
        )

    def is_in_sheet(self, side: MeetingSide, in_sheets: Collection[tuple[UUID, MeetingSide]]) -> bool:
        """Whether what a side says stands in a sheet alone."""
        said = self.answer_of(side)
        return any(
            getattr(progress, f"{side.value}_answer") == said and (progress.pk, side) in in_sheets
            for progress in self.kept
        )

    @property
    def state(self) -> PairState:
        """Where it stands."""
        return state_that_counts(PairState(progress.state) for progress in self.kept)

    @property
    def counting(self) -> rows.MeetingProgress:
        """The one that stands for it in lists: the furthest, of several as far the one with the stricter answers."""
        return min(self.kept, key=_rank)


def _rank(progress: rows.MeetingProgress) -> tuple[int, int, int]:
    answers = SideAnswer(progress.buyer_answer), SideAnswer(progress.exporter_answer)
    buyer, exporter = map(STRICTEST_ANSWER.index, answers)
    return STATE_THAT_COUNTS.index(PairState(progress.state)), buyer, exporter


def further_meetings(row: mission_rows.Mission) -> Mapping[UUID, UUID]:
    """Return the meetings for which another one of the same two companies stands, and which; two queries at most."""
    same = same_in(row)
    found = meetings_of_companies(rows.MeetingProgress.objects.filter(mission=row), same) if same else ()
    pairs = ((kept.pk, meeting.counting.pk) for meeting in found for kept in meeting.kept)
    return {kept: counting for kept, counting in pairs if kept != counting}


def meetings_of_companies(found: Iterable[rows.MeetingProgress], same: SameCompany) -> tuple[MeetingOfCompanies, ...]:
    """Return meetings as the two companies have them."""
    groups: dict[tuple[str, str], list[rows.MeetingProgress]] = defaultdict(list)
    for progress in found:
        exporter, buyer = PartyId(progress.exporter), PartyId(progress.buyer)
        groups[same.get(exporter, exporter), same.get(buyer, buyer)].append(progress)
    return tuple(MeetingOfCompanies(*pair, tuple(group)) for pair, group in groups.items())


def invited_companies(row: mission_rows.Mission, same: SameCompany) -> Mapping[tuple[str, str], rows.InvitedParty]:
    """Return by role and counting id how each company was invited, reminded and called; one query."""
    groups: dict[tuple[str, str], list[rows.InvitedParty]] = defaultdict(list)
    for invited in rows.InvitedParty.objects.filter(mission=row):
        groups[invited.role, same.get(PartyId(invited.party), invited.party)].append(invited)
    return {key: _as_one(group, key[1]) for key, group in groups.items()}


def _as_one(group: Sequence[rows.InvitedParty], counts: str) -> rows.InvitedParty:
    """Return what was done for a company under all of its ids; it is read and never saved."""
    if len(group) == 1:
        return group[0]
    last = max(group, key=lambda invited: invited.invited_at)
    calls = [(invited.called_at, invited) for invited in group if invited.called_at is not None]
    called = max(calls, key=lambda call: call[0], default=(None, last))[1]
    return rows.InvitedParty(
        mission=last.mission,
        role=last.role,
        party=counts,
        invited_at=last.invited_at,
        invited_by=last.invited_by,
        mails=sum(invited.mails for invited in group),
        nudges=sum(invited.nudges for invited in group),
        handed_at=_latest(invited.handed_at for invited in group),
        nudged_at=_latest(invited.nudged_at for invited in group),
        called_at=called.called_at,
        call_note=called.call_note,
        next_call_on=called.next_call_on,
        answered_at=_latest(invited.answered_at for invited in group),
        ended_at=_latest(invited.ended_at for invited in group),
    )


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((at for at in moments if at is not None), default=None)
