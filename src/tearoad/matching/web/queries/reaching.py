"""Whom asking has reached: to whom a mail was sent, who opened a link, who said anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tearoad.matching.asking import MeetingSide, MoveChannel, PairState, SideAnswer
from tearoad.matching.asking.meeting_state import ANSWERS
from tearoad.matching.web import models as rows
from tearoad.mission.same_company import SameCompany, ids_of_each
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.same_company import same_in
from tearoad.office.reach import Delivery, furthest
from tearoad.office.web.queries.messages import deliveries
from tearoad.people import Scope

UNSENT = "unsent"
"""How pages call what waits for an answer of nobody whom a letter has reached."""
Whom = tuple[str, str]
"""A role and an id."""


def mail_key(invited: rows.InvitedParty, number: int) -> str:
    """Return the key of the so many-th mail that asks somebody."""
    return f"asking:{invited.pk}:{number}"


def asking_mails(row: mission_rows.Mission, same: SameCompany) -> Mapping[Whom, Delivery]:
    """Return how far the mails got that ask, by whom they ask under each of their ids; two queries."""
    keys: dict[str, Whom] = {
        mail_key(invited, number): (invited.role, invited.party)
        for invited in rows.InvitedParty.objects.filter(mission=row, mails__gt=0)
        for number in range(1, invited.mails + 1)
    }
    found: dict[Whom, list[Delivery]] = defaultdict(list)
    ids = ids_of_each(same)
    for key, delivery in deliveries(keys).items():
        role, party = keys[key]
        for code in ids.get(party, (party,)):
            found[role, code].append(delivery)
    return {whom: state for whom, mails in found.items() if (state := furthest(mails))}


def reached(row: mission_rows.Mission) -> frozenset[Whom]:
    """Return whom asking has reached, under each of their ids; five queries."""
    same = same_in(row)
    return reached_by(row, asking_mails(row, same), same)


def reached_by(row: mission_rows.Mission, mails: Mapping[Whom, Delivery], same: SameCompany) -> frozenset[Whom]:
    """Return whom asking has reached, as far as its mails got; two queries.

    A link that was made to be handed over reached nobody until it is opened; what a sheet says, nobody was asked.
    """
    had = {whom for whom, delivery in mails.items() if delivery is Delivery.SENT}
    links = mission_rows.SignedLink.objects.filter(mission=row, scope=Scope.ANSWER).exclude(last_used_at=None)
    had |= set(links.values_list("role", "party"))
    said = rows.MeetingStep.objects.filter(progress__mission=row, undone_at=None, move__in=[*ANSWERS])
    for side, exporter, buyer in said.exclude(channel=MoveChannel.SHEET).values_list(
        "side", "progress__exporter", "progress__buyer"
    ):
        had.add((side, exporter if side == MeetingSide.EXPORTER else buyer))
    ids = ids_of_each(same)
    return frozenset((role, code) for role, party in had for code in ids.get(party, (party,)))


def is_unsent(meeting: rows.MeetingProgress, had: frozenset[Whom]) -> bool:
    """Whether a meeting waits for an answer of nobody but those whom no letter has reached."""
    waiting = [side for side in MeetingSide if getattr(meeting, f"{side.value}_answer") == SideAnswer.WAITING]
    return meeting.state == PairState.ASKED and not any(
        (side.value, getattr(meeting, side.value)) in had for side in waiting
    )
