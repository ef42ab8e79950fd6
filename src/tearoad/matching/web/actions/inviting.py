"""Ask people: take in what stands in the sheets, propose by score, write to everybody once, remind, note a call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.matching import Strength
from tearoad.matching.asking import AskingRules, MeetingMove, MeetingSide, MoveChannel, SideAnswer
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.moves import NewMove, record_many
from tearoad.matching.web.queries.invitations import InvitedFirmOrBuyer, call_facts, overview, to_invite, to_nudge
from tearoad.matching.web.queries.joined_companies import invited_companies
from tearoad.matching.web.queries.letters import RequestsMail, letter, ready_words
from tearoad.matching.web.queries.progress import progress_rows, rules_of
from tearoad.matching.web.queries.reaching import mail_key
from tearoad.mission.same_company import SameCompany
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.links import house_of, link_for
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries.missions import answers_to
from tearoad.mission.web.queries.receivers import Receiver
from tearoad.mission.web.queries.same_company import counting_id, same_in
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.saving import stale

INVITATION = "asking.invitation"
"""The kind of these mails in the outbox."""
NUDGE = "asking.nudge"
MOST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was put before people."""

    requests: int
    proposals: int


@transaction.atomic
def keep_rules(by: Actor, mission: mission_rows.Mission, rules: AskingRules, read: str) -> None:
    """Write down how a mission asks; `read` is the mark of what the form showed.

    Raises:
        Stale: somebody changed it in the meantime.

    """
    require(by, Policy.PLAN)
    held, document = open_mission(mission), to_document(rules)
    row = rows.AskingSettings.objects.filter(mission=held).first()
    stale.require_unchanged(read, row.document if row else to_document(AskingRules()), document)
    rows.AskingSettings.objects.update_or_create(mission=held, defaults={"document": document})
    touch(held)
    ledger.append(by, "matching.asking_rules_kept", "mission", held.pk, {"consent": rules.consent.value})


@transaction.atomic
def prepare(by: Actor, mission: mission_rows.Mission) -> Prepared:
    """Put requests and the best proposals before those whom they concern; a second time nothing is put twice.

    A request of a sheet asks the other side; of the pairs nobody asked for, each buyer is asked about the best few.
    """
    require(by, Policy.PLAN)
    held = open_mission(mission)
    requests, proposals = _take_in(by, held), _propose(by, held)
    facts = {"requests": requests, "proposals": proposals}
    ledger.append(by, "matching.asking_prepared", "mission", held.pk, facts)
    return Prepared(requests, proposals)


@transaction.atomic
def invite(by: Actor, mission: mission_rows.Mission, roles: Iterable[Role]) -> int:
    """Write to everybody of these roles who has something to answer and was not written to; return how many mails.

    A second click finds nobody left.

    Raises:
        Conflict: the deadline has passed, or the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    held = _open_for_mails(mission)
    wanted = frozenset(roles)
    ready = [
        invited_firm_or_buyer
        for invited_firm_or_buyer in to_invite(overview(held))
        if invited_firm_or_buyer.who.role in wanted and invited_firm_or_buyer.who.email
    ]
    for buyer in ready:
        _write(by, held, buyer, INVITATION)
    if ready:
        ledger.append(by, "matching.invited", "mission", held.pk, {"mails": len(ready)})
    return len(ready)


@transaction.atomic
def nudge(by: Actor, mission: mission_rows.Mission, chosen: Iterable[str]) -> int:
    """Remind those of the chosen parties who may be reminded now; return how many mails were written.

    Raises:
        Conflict: the deadline has passed, or the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    held, wanted = _open_for_mails(mission), frozenset(chosen)
    ready = [
        invited_firm_or_buyer
        for invited_firm_or_buyer in to_nudge(overview(held), held, fair_now())
        if invited_firm_or_buyer.who.party in wanted
    ]
    for buyer in ready:
        _write(by, held, buyer, NUDGE)
    if ready:
        ledger.append(by, "matching.nudged", "mission", held.pk, {"mails": len(ready)})
    return len(ready)


@dataclass(frozen=True, slots=True)
class HandedLink:
    """A link to answer that is handed over by messenger or in person; shown once and never again."""

    who: Receiver
    address: str
    words: str
    """Ready to be copied into a messenger."""


@transaction.atomic
def hand_over(by: Actor, mission: mission_rows.Mission, role: Role, party: str) -> HandedLink:
    """Make somebody a further link to answer, with words for a messenger; those they have go on opening.

    Raises:
        Conflict: the deadline has passed, or the company may not be met.
        InputError: the mission has no such party.

    """
    require(by, Policy.SEND_LINKS)
    held = _open_for_mails(mission)
    party = counting_id(held, party)
    address = link_for(by, held, role, party, Scope.ANSWER)
    buyer = next(
        invited_firm_or_buyer
        for invited_firm_or_buyer in overview(held).parties
        if invited_firm_or_buyer.who.key == (role.value, party)
    )
    invited = _invited(by, held, role, party)
    invited.handed_at = fair_now()
    invited.save(update_fields=["handed_at"])
    words = ready_words(held, buyer.who, buyer.waiting, address, house_of(by, buyer.who.language))
    return HandedLink(buyer.who, address, words)


@dataclass(frozen=True, slots=True)
class CallNote:
    """What came of a call, and when to call again."""

    role: Role
    party: str
    note: str
    next_on: date | None = None


@transaction.atomic
def note_call(by: Actor, mission: mission_rows.Mission, call: CallNote, read: str | None = None) -> None:
    """Write down that somebody was called; `read` is the mark of what the page showed of them.

    Raises:
        InputError: there is no such party, or the note is too long.
        Stale: a colleague noted a call in the meantime.

    """
    require(by, Policy.PLAN)
    held = open_mission(mission)
    if len(call.note) > MOST_NOTE:
        text = Text("asking_pages.message_long", found=len(call.note), most=MOST_NOTE)
        raise InputError(text, Text("asking_pages.message_long_hint"))
    here = mission_rows.Participation.objects.filter(mission=held, code=call.party, company__side=call.role.value)
    if not here.exists():
        raise InputError(Text("asking_pages.no_such_party"), Text("asking_pages.no_such_party_hint"))
    counts = counting_id(held, call.party)
    known = invited_companies(held, same_in(held)).get((call.role.value, counts))
    stale.require_unchanged(read, call_facts(known))
    party = _invited(by, held, call.role, counts)
    party.called_at, party.call_note, party.next_call_on = fair_now(), call.note.strip(), call.next_on
    party.save(update_fields=["called_at", "call_note", "next_call_on"])
    ledger.append(by, "matching.called", "mission", held.pk, {"party": call.party})


def _open_for_mails(mission: mission_rows.Mission) -> mission_rows.Mission:
    held = open_mission(mission)
    if rules_of(held).is_over(fair_now()):
        raise Conflict(Text("asking_pages.deadline_over"), Text("asking_pages.deadline_over_office_hint"))
    return held


def _write(by: Actor, mission: mission_rows.Mission, buyer: InvitedFirmOrBuyer, kind: str) -> None:
    address = link_for(by, mission, buyer.who.role, buyer.who.party, Scope.ANSWER)
    party = _invited(by, mission, buyer.who.role, buyer.who.party)
    at = fair_now()
    if kind == NUDGE:
        party.nudges, party.nudged_at = party.nudges + 1, at
    else:
        party.invited_at, party.invited_by = at, by.name
    party.mails += 1
    party.save()
    house = house_of(by, buyer.who.language)
    made: RequestsMail = letter(mission, buyer.who, buyer.waiting, address, house, is_reminder=kind == NUDGE)
    post(
        by,
        key=mail_key(party, party.mails),
        kind=kind,
        to=buyer.who.email,
        language=buyer.who.language,
        subject=made.subject,
        body=made.body,
        secret=Secret.LINK,
        link=address,
        reply_to=answers_to(mission),
        unsubscribe=f"{address}end/now/",
    )


def _invited(by: Actor, mission: mission_rows.Mission, role: Role, party: str) -> rows.InvitedParty:
    invited_party: rows.InvitedParty = rows.InvitedParty.objects.get_or_create(
        mission=mission, role=role.value, party=party, defaults={"invited_at": fair_now(), "invited_by": by.name}
    )[0]
    return invited_party


def _take_in(by: Actor, mission: mission_rows.Mission) -> int:
    """Let requests that stand in the sheets ask the other side, and a "no" of a sheet be one."""
    sides = dict(
        mission_rows.Participation.objects.filter(mission_rows.MAY_BE_PLANNED, mission=mission).values_list(
            "code", "company__side"
        )
    )
    said, moves = _answers_of(mission), []
    for asker, asked, strength in rows.Request.objects.filter(mission=mission).values_list(
        "asker", "asked", "strength"
    ):
        if asker not in sides or asked not in sides or sides[asker] == sides[asked]:
            continue
        side = MeetingSide(sides[asker])
        exporter, buyer = (asker, asked) if side is MeetingSide.EXPORTER else (asked, asker)
        before = said.get((exporter, buyer, side), SideAnswer.NOT_ASKED)
        if before not in {SideAnswer.NOT_ASKED, SideAnswer.WAITING}:
            continue  # who answered already is not answered for by a sheet
        move = MeetingMove.DECLINE if strength == Strength.NO else MeetingMove.REQUEST
        said[exporter, buyer, side] = SideAnswer.WANTED
        moves.append(NewMove(exporter=exporter, buyer=buyer, move=move, side=side, channel=MoveChannel.SHEET))
    return record_many(by, mission, moves)


def _answers_of(mission: mission_rows.Mission) -> dict[tuple[str, str, MeetingSide], SideAnswer]:
    return {
        (row.exporter, row.buyer, side): SideAnswer(getattr(row, f"{side.value}_answer"))
        for row in progress_rows(mission)
        for side in MeetingSide
    }


def _propose(by: Actor, mission: mission_rows.Mission) -> int:
    """Ask each buyer about the pairs of the shortlist, within what the rules let one be asked."""
    rules, same = rules_of(mission), same_in(mission)
    known = {_of_companies(row.exporter, row.buyer, same) for row in progress_rows(mission)}
    asked_of_buyer = Counter(buyer for _exporter, buyer in known)
    clear = frozenset(
        mission_rows.Participation.objects.filter(mission_rows.MAY_BE_PLANNED, mission=mission).values_list(
            "code", flat=True
        )
    )
    refused = rows.Refusal.objects.filter(mission=mission).values_list("exporter", "buyer")
    barred = {_of_companies(exporter, buyer, same) for exporter, buyer in refused}
    proposed: Counter[str] = Counter()
    moves = []
    matches = rows.Match.objects.filter(mission=mission, proposed=True).values_list("exporter", "buyer")
    for exporter, buyer in dict.fromkeys(_of_companies(firm, buyer, same) for firm, buyer in matches):
        if (exporter, buyer) in known or (exporter, buyer) in barred or not {exporter, buyer} <= clear:
            continue
        if proposed[buyer] >= rules.proposals or asked_of_buyer[buyer] >= rules.most_received:
            continue
        proposed[buyer] += 1
        asked_of_buyer[buyer] += 1
        side, channel = MeetingSide.BUYER, MoveChannel.PROGRAM
        moves.append(NewMove(exporter=exporter, buyer=buyer, move=MeetingMove.INVITE, side=side, channel=channel))
    return record_many(by, mission, moves)


def _of_companies(exporter: str, buyer: str, same: SameCompany) -> tuple[str, str]:
    return same.get(PartyId(exporter), exporter), same.get(PartyId(buyer), buyer)


def next_call(written: str, today: datetime) -> date | None:
    """Return the day on which to call again; empty for none.

    Raises:
        InputError: it is no day, or one that is past.

    """
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    if day < today.date():
        raise InputError(Text("asking_pages.no_such_day", found=written[:40]), Text("asking_pages.no_such_day_hint"))
    return day
