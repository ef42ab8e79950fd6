"""Propose a correction of one's own firm and name a colleague by the link; decide about both in the office."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import party_of
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.matching.asking.profile import ProfileChange, with_change
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.letters import colleague_letter
from tearoad.matching.web.queries.profiles import colleagues_of, open_corrections, participation
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.links import house_of, link_for
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries.missions import answers_to
from tearoad.mission.web.queries.receivers import is_address, receiver
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import from_document, to_document
from tearoad.web.clock import fair_now

COLLEAGUE = "asking.colleague"
"""The kind of these mails in the outbox."""
MOST_IN_A_NAME = 120
MOST_COLLEAGUES = 5
"""So many further persons of one firm may have a link."""


@transaction.atomic
def propose_profile(by: Actor, mission: mission_rows.Mission, changes: Sequence[ProfileChange]) -> int:
    """Put corrections of one's own firm before the office, in the place of those that nobody decided yet."""
    require(by, Policy.ANSWER_REQUESTS)
    held = open_mission(mission)
    waiting = open_corrections(held).filter(role=by.role.value, party=by.party)
    wanted = [to_document(change) for change in changes]
    if [correction.document for correction in waiting] == wanted:
        return len(wanted)
    waiting.delete()
    for document in wanted:
        rows.ProfileCorrection.objects.create(
            mission=held, role=by.role.value, party=by.party, document=document, proposed_at=fair_now()
        )
    facts = {"party": by.party, "fields": len(wanted)}
    ledger.append(by, "matching.profile_proposed", "mission", held.pk, facts)
    return len(wanted)


@transaction.atomic
def decide_correction(by: Actor, mission: mission_rows.Mission, correction: UUID, *, accept: bool) -> None:
    """Take a proposed correction over into the register, or leave it.

    Raises:
        NotFoundError: it is decided already, or was withdrawn.
        Conflict: the register holds something else by now than what the firm saw.

    """
    require(by, Policy.IMPORT_SHEETS)
    held = open_mission(mission)
    profile_correction = open_corrections(held).filter(pk=correction).first()
    if profile_correction is None:
        raise NotFoundError(Text("asking_pages.correction_gone"), Text("asking_pages.correction_gone_hint"))
    if accept:
        here = participation(held, profile_correction.role, profile_correction.party)
        company = Company.objects.select_for_update().get(pk=here.company_id)
        enter(
            by,
            with_change(party_of(company, here.document), from_document(ProfileChange, profile_correction.document)),
            company,
        )
        touch(held)
    profile_correction.decided_at, profile_correction.accepted, profile_correction.decided_by = (
        fair_now(),
        accept,
        by.name,
    )
    profile_correction.save(update_fields=["decided_at", "accepted", "decided_by"])
    facts = {"party": profile_correction.party, "accepted": accept}
    ledger.append(by, "matching.profile_decided", "mission", held.pk, facts)


@transaction.atomic
def name_colleague(by: Actor, mission: mission_rows.Mission, name: str, email: str) -> None:
    """Ask the office for a link for a second person of one's firm; the same address once more changes nothing.

    Raises:
        InputError: the name is missing or too long, or the address is missing or none.
        Conflict: as many have one as may.

    """
    require(by, Policy.ANSWER_REQUESTS)
    held, name, email = open_mission(mission), " ".join(name.split()), email.strip()
    _require_name_and_address(name, email)
    known = rows.ColleagueOfParty.objects.filter(mission=held, role=by.role.value, party=by.party)
    if known.filter(email__iexact=email).exists():
        return
    if known.count() >= MOST_COLLEAGUES:
        text = Text("asking_pages.enough_colleagues", most=MOST_COLLEAGUES)
        raise Conflict(text, Text("asking_pages.enough_colleagues_hint"))
    rows.ColleagueOfParty.objects.create(
        mission=held, role=by.role.value, party=by.party, name=name, email=email, asked_at=fair_now()
    )
    ledger.append(by, "matching.colleague_named", "mission", held.pk, {"party": by.party})


def _require_name_and_address(name: str, email: str) -> None:
    if not name:
        raise InputError(Text("asking_pages.colleague_nameless"))
    if len(name) > MOST_IN_A_NAME:
        raise InputError(Text("asking_pages.colleague_name_long", found=len(name), most=MOST_IN_A_NAME))
    if not email:
        raise InputError(Text("asking_pages.address_missing"))
    if not is_address(email) or len(email) > MOST_IN_A_NAME:
        raise InputError(Text("asking_pages.no_mail_address", found=email[:MOST_IN_A_NAME]))


@transaction.atomic
def decide_colleague(by: Actor, mission: mission_rows.Mission, colleague: UUID, *, accept: bool) -> None:
    """Send a second person of a firm a link of their own, or leave it; whoever has one goes on using it.

    Raises:
        NotFoundError: it is decided already.
        Conflict: the company may not be met.

    """
    require(by, Policy.SEND_LINKS)
    held = open_mission(mission)
    party = colleagues_of(held).filter(pk=colleague, sent_at=None).first()
    if party is None:
        raise NotFoundError(Text("asking_pages.correction_gone"), Text("asking_pages.correction_gone_hint"))
    if accept:
        send_colleague_link(by, held, party)
    else:
        party.declined_at = fair_now()
        party.save(update_fields=["declined_at"])
    ledger.append(by, "matching.colleague_decided", "mission", held.pk, {"party": party.party, "accepted": accept})


@transaction.atomic
def send_colleague_link(by: Actor, mission: mission_rows.Mission, party: rows.ColleagueOfParty) -> None:
    """Make a further link of a firm for one of its people and write them."""
    require(by, Policy.SEND_LINKS)
    who = receiver(mission, Role(party.role), party.party)
    if who is None:
        raise NotFoundError(Text("asking_pages.no_such_party"), Text("asking_pages.no_such_party_hint"))
    address, at = link_for(by, mission, who.role, who.party, Scope.ANSWER), fair_now()
    party.sent_at = at
    party.save(update_fields=["sent_at"])
    made = colleague_letter(mission, who, party.name, address, house_of(by, who.language))
    post(
        by,
        key=f"asking:colleague:{party.pk}:{at.isoformat()}",
        kind=COLLEAGUE,
        to=party.email,
        language=who.language,
        subject=made.subject,
        body=made.body,
        secret=Secret.LINK,
        link=address,
        reply_to=answers_to(mission),
    )
