"""Who is to be asked, who was, what is still unanswered: what an office sees before it writes to anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tearoad.matching.asking import AskingRules, MeetingMove, MeetingSide, MoveChannel, PairState, SideAnswer
from tearoad.matching.asking.meeting_state import YES
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.joined_companies import (
    MeetingOfCompanies,
    invited_companies,
    meetings_of_companies,
)
from tearoad.matching.web.queries.progress import (
    SIDES,
    asked_too_late,
    confirmed_sides,
    progress_rows,
    rules_of,
    said_in_sheets,
)
from tearoad.matching.web.queries.reaching import asking_mails, is_unsent, reached_by
from tearoad.mission.same_company import SameCompany, same_company
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.links import Holder, holders
from tearoad.mission.web.queries.receivers import Receiver
from tearoad.office.reach import Delivery, Reach
from tearoad.office.web.queries.messages import returned_addresses
from tearoad.people import Role, Scope
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.web.clock import fair_now
from tearoad.web.saving.stale import version_of

ROLES = (Role.BUYER, Role.EXPORTER)
STAGES = (
    "prospect", "in_sheet", "handed", "outbox", "undelivered", "invited", "opened", "answering",
    "answered", "confirmed", "declined", "came", "ended",
)  # fmt: skip
"""Where a party may stand; for whom a sheet alone speaks is `in_sheet`, whose link was made for a messenger `handed`,
whose mail waits `outbox`, whom no mail reached `undelivered`, who `declined` said no to all, who
`ended` wants no mail."""
_IN_PLAN = frozenset({PairState.PLANNED, PairState.NOTIFIED, PairState.CONFIRMED})
BETWEEN_NUDGES = timedelta(days=2)
"""Nobody is reminded sooner after the last mail."""


@dataclass(frozen=True, slots=True)
class InvitedFirmOrBuyer:
    """One firm or buyer, what was asked of it and what it said."""

    who: Receiver
    invited: rows.InvitedParty | None
    opened_at: datetime | None
    answers: Mapping[SideAnswer, int]
    """How many meetings it answers how; those that nobody asks it about are left out."""
    meetings: Mapping[PairState, int]
    """How many of its meetings stand where."""
    returned: str | None = None
    """Why the last mail to them came back; None where it did not."""
    source: str = ""
    """How it came in: `own` request, request of the other `side`, `program`, `office`; empty where nobody said so."""
    in_sheet: int = 0
    """How many of its answers stand in a sheet alone: nobody asked it."""
    comes: int = 0
    """To how many of its planned meetings it said that it comes."""
    mail: Delivery | None = None
    """How far the mails to it got; None where none was written."""
    is_reached: bool = False
    """Whether a mail was sent to it, it opened a link or said anything itself."""

    @property
    def waiting(self) -> int:
        """How many requests are unanswered."""
        return self.answers.get(SideAnswer.WAITING, 0)

    @property
    def answered(self) -> int:
        """How many it said something to itself, whichever way."""
        return sum(self.answers.values()) - self.waiting - self.in_sheet

    @property
    def planned(self) -> int:
        """How many of its meetings the plan holds."""
        return sum(self.meetings.get(state, 0) for state in _IN_PLAN)

    @property
    def call_version(self) -> str:
        """The mark of what was noted of calls."""
        return version_of(call_facts(self.invited))

    @property
    def stage(self) -> str:
        """Where it stands: one of `STAGES`."""
        if self.meetings.get(PairState.KEPT):
            return "came"
        if self.comes or self.meetings.get(PairState.CONFIRMED):
            return "confirmed"
        if self.answered and set(self.answers) == {SideAnswer.NOT_THIS_TIME}:
            return "declined"
        return self._stage_of_asking

    @property
    def _stage_of_asking(self) -> str:
        if self.invited is None or not (self.invited.mails or self.invited.handed_at):
            return "prospect" if self.waiting else self._stage_unasked
        if self.invited.ended_at is not None and self.waiting:
            return "ended"
        if self.answered:
            return "answering" if self.waiting else "answered"
        if self.opened_at or self.mail is Delivery.SENT:
            return "opened" if self.opened_at else "invited"
        if self.invited.handed_at:
            return "handed"
        return "outbox" if self.mail is Delivery.WAITING else "undelivered"

    @property
    def _stage_unasked(self) -> str:
        return "answered" if self.answered else "in_sheet" if self.in_sheet else "prospect"


def call_facts(invited: rows.InvitedParty | None) -> list[str]:
    """Return what was noted of calls: whoever notes another must have seen it."""
    at = invited.called_at if invited else None
    return [at.isoformat(), invited.call_note] if invited and at else []


@dataclass(frozen=True, slots=True)
class AskingOverview:
    """Everybody who is or may be asked, and how the meetings of the mission stand."""

    rules: AskingRules
    parties: tuple[InvitedFirmOrBuyer, ...]
    states: Mapping[PairState, int]
    planned: Mapping[int, int]
    """How many planned meetings have the consent of so many sides: 0, 1, 2."""
    unsent: int
    """Of how many meetings that stand as asked no letter has reached anybody who could answer."""

    @property
    def reach(self) -> Reach:
        """How many were written to, how far the mails got, and how many of those who were reached answered."""
        mails = Counter(party.mail for party in self.parties if party.mail is not None)
        reached = [party for party in self.parties if party.is_reached]
        return Reach(
            written=mails.total(),
            waiting=mails[Delivery.WAITING],
            sent=mails[Delivery.SENT],
            failed=mails[Delivery.FAILED],
            reached=len(reached),
            answered=sum(bool(party.answered) for party in reached),
        )


def overview(row: mission_rows.Mission) -> AskingOverview:
    """Return how asking stands in a mission; sixteen queries at most, whatever the size."""
    found = list(progress_rows(row))
    clear = dict(
        mission_rows.Participation.objects.filter(mission_rows.MAY_BE_PLANNED, mission=row).values_list(
            "code", "company_id"
        )
    )
    same = same_company((PartyId(code), company) for code, company in clear.items())
    meant = [
        meeting_progress
        for meeting_progress in found
        if meeting_progress.exporter in clear and meeting_progress.buyer in clear
    ]
    invited = invited_companies(row, same)
    answers: dict[tuple[str, str], Counter[SideAnswer]] = defaultdict(Counter)
    meetings: dict[tuple[str, str], Counter[PairState]] = defaultdict(Counter)
    sources, rules = _sources(row, same), rules_of(row)
    steps = rows.MeetingStep.objects.filter(progress__mission=row)
    in_sheets, confirmed = said_in_sheets(steps), confirmed_sides(steps)
    from_sheets, comes = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    too_late, joined = asked_too_late(row, rules, meant), meetings_of_companies(meant, same)
    for meeting in joined:
        for side in MeetingSide:
            who = side.value, meeting.code_of(side)
            said = meeting.answer_of(side, too_late)
            if said is not SideAnswer.NOT_ASKED:
                answers[who][said] += 1
            from_sheets[who] += meeting.is_in_sheet(side, in_sheets)
            comes[who] += meeting.state in _IN_PLAN and any(
                (progress.pk, side) in confirmed for progress in meeting.kept
            )
            meetings[who][meeting.state] += 1
    opened = _opened(every := holders(row, Scope.ANSWER), same)
    invitees = [
        holder
        for holder in every
        if holder.who.role in SIDES and holder.who.may_be_met and PartyId(holder.who.party) not in same
    ]
    mails = asking_mails(row, same)
    had = reached_by(row, mails, same)
    returned = returned_addresses([holder.who.email for holder in invitees])
    parties = tuple(
        InvitedFirmOrBuyer(
            holder.who,
            invited.get(holder.who.key),
            opened.get(holder.who.key),
            answers.get(holder.who.key, {}),
            meetings.get(holder.who.key, {}),
            returned.get(holder.who.email.casefold()),
            sources.get(holder.who.key, ""),
            from_sheets[holder.who.key],
            comes[holder.who.key],
            mails.get(holder.who.key),
            holder.who.key in had,
        )
        for holder in invitees
    )
    unsent = sum(is_unsent(meeting.counting, had) for meeting in joined)
    states = Counter(meeting.state for meeting in joined)
    return AskingOverview(rules, parties, states, _consents(joined), unsent)


def _opened(found: Iterable[Holder], same: SameCompany) -> Mapping[tuple[str, str], datetime]:
    """Return when a company last opened a link, under whichever of its ids it was made."""
    opened: dict[tuple[str, str], datetime] = {}
    for holder in found:
        if holder.opened_at is not None:
            key = holder.who.role.value, same.get(PartyId(holder.who.party), holder.who.party)
            opened[key] = max(holder.opened_at, opened.get(key, holder.opened_at))
    return opened


def _sources(row: mission_rows.Mission, same: SameCompany) -> Mapping[tuple[str, str], str]:
    """Return by role and code through what each party first came in; one query."""
    steps = rows.MeetingStep.objects.filter(progress__mission=row).order_by("-id")
    found: dict[tuple[str, str], str] = {}
    for move, whose, channel, exporter, buyer in steps.values_list(
        "move", "side", "channel", "progress__exporter", "progress__buyer"
    ):
        for side, party in ((MeetingSide.EXPORTER, exporter), (MeetingSide.BUYER, buyer)):
            text = "own" if whose == side else "side"
            key = side.value, same.get(PartyId(party), party)
            found[key] = text if move == MeetingMove.REQUEST else _BY.get(MoveChannel(channel), "office")
    return found


_BY = {MoveChannel.PROGRAM: "program"}


def _consents(found: Iterable[MeetingOfCompanies]) -> Mapping[int, int]:
    """Count planned meetings by how many sides said yes."""
    return Counter(
        sum(meeting.answer_of(side) in YES for side in MeetingSide) for meeting in found if meeting.state in _IN_PLAN
    )


def to_invite(asking_overview: AskingOverview) -> tuple[InvitedFirmOrBuyer, ...]:
    """Return who has something to answer and was not written to yet."""
    return tuple(
        party
        for party in asking_overview.parties
        if party.waiting and (party.invited is None or not (party.invited.mails or party.invited.ended_at))
    )


def to_nudge(
    asking_overview: AskingOverview, row: mission_rows.Mission, at: datetime
) -> tuple[InvitedFirmOrBuyer, ...]:
    """Return who may be reminded now: not at night where they are, not too soon, not more often than the rules say.

    A buyer is where the fair is, a firm of the delegation at home.
    """
    mission = core(row)
    zones = {Role.BUYER: mission.fair_zone, Role.EXPORTER: mission.home_zone}
    return tuple(
        party
        for party in asking_overview.parties
        if party.invited is not None
        and _may_be_reminded(party, party.invited, asking_overview.rules, at)
        and not asking_overview.rules.is_quiet(at.astimezone(zones[party.who.role]).time())
    )


def _may_be_reminded(buyer: InvitedFirmOrBuyer, invited: rows.InvitedParty, rules: AskingRules, at: datetime) -> bool:
    is_asked = buyer.waiting and invited.mails and buyer.is_reached
    if not is_asked or invited.ended_at is not None or rules.is_over(at):
        return False
    last = invited.nudged_at or invited.invited_at
    return (
        bool(buyer.who.email)
        and buyer.returned is None
        and invited.nudges < rules.most_nudges
        and at - last >= BETWEEN_NUDGES
    )


@dataclass(frozen=True, slots=True)
class FollowUpCall:
    """Somebody to call: in which order, and why."""

    party: InvitedFirmOrBuyer
    reason: str
    """One of `_ORDER`."""

    @property
    def why(self) -> Text:
        """The reason as a sentence, with how many requests wait."""
        return Text(f"asking_pages.call_{self.reason}", count=max(1, self.party.waiting))


_ORDER = ("question", "another_time", "no_mail", "returned", "unsent", "reminded", "opened", "not_opened")


def call_list(asking_overview: AskingOverview, on: date) -> tuple[FollowUpCall, ...]:
    """Return whom to call, the most urgent first: who asks, who has no mail, who was reminded in vain; then by number.

    Who was called and asked to be called later stands here again from that day on.
    """
    calls = [
        FollowUpCall(party, why)
        for party in asking_overview.parties
        if (why := _why_call(party, asking_overview.rules)) and _is_due(party, on)
    ]
    return tuple(sorted(calls, key=lambda call: (_ORDER.index(call.reason), -call.party.waiting, call.party.who.party)))


def _is_due(buyer: InvitedFirmOrBuyer, on: date) -> bool:
    invited = buyer.invited
    if invited is None or invited.called_at is None:
        return True
    return invited.next_call_on is not None and invited.next_call_on <= on


def _why_call(buyer: InvitedFirmOrBuyer, rules: AskingRules) -> str:
    """Return why somebody is to be called; empty where there is no need."""
    if buyer.answers.get(SideAnswer.ASKS_BACK):
        return "question"
    if buyer.answers.get(SideAnswer.ANOTHER_TIME):
        return "another_time"
    invited = buyer.invited
    if not buyer.waiting or (invited is not None and invited.ended_at is not None):
        return ""
    if not buyer.who.email:
        return "no_mail"
    if buyer.returned is not None:
        return "returned"
    return _mailed_in_vain(buyer, invited, rules) if invited is not None and invited.mails else ""


def _mailed_in_vain(buyer: InvitedFirmOrBuyer, invited: rows.InvitedParty, rules: AskingRules) -> str:
    if invited.nudges >= rules.most_nudges and buyer.is_reached:
        return "reminded"
    if fair_now() - (invited.nudged_at or invited.invited_at) < BETWEEN_NUDGES:
        return ""
    if buyer.opened_at:
        return "opened"
    return "not_opened" if buyer.mail is Delivery.SENT else "unsent"
