"""Send a first letter that a person has read, or say by which other way it went."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import open_mission
from tearoad.office.web.actions.messages import post
from tearoad.orders.first_letter import LetterWay
from tearoad.orders.letter_template import DraftLetter, judge_length
from tearoad.orders.web.models import FirstLetter
from tearoad.orders.web.queries.letters import WaitingLetter, letters_page
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now

KIND = "first_letter"
"""The kind of these messages in the outbox."""


@transaction.atomic
def write_letter(
    by: Actor,
    mission: rows.Mission,
    whose: tuple[str, UUID],
    letter: DraftLetter,
    way: LetterWay,
    *,
    language: Language | None = None,
) -> FirstLetter:
    """Send a letter by the outbox, or note that it went another way; of each report there is one.

    Args:
        by: who has read it.
        mission: of which mission.
        whose: the firm that met the contact, and its report.
        letter: as the person left it.
        way: by e-mail it is sent here; all else the person has sent already.
        language: in which it is written, where the person chose it.

    Raises:
        NotFoundError: nobody waits for a letter after this report; they may have refused, or be written to already.
        InputError: there is no text, or too much of it.
        Conflict: the mission is archived, or the contact has no e-mail address.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    firm, report = whose
    chosen = {(firm, str(report)): language} if language else {}
    found = next(
        (
            waiting_letter
            for waiting_letter in letters_page(mission, Language.EN, chosen).waiting
            if (waiting_letter.firm, waiting_letter.report) == (firm, str(report))
        ),
        None,
    )
    if found is None:
        raise NotFoundError(Text("orders.no_letter_waits"), Text("orders.no_letter_waits_hint"))
    if way is LetterWay.EMAIL:
        _send(by, mission, found, letter)
    made: FirstLetter = FirstLetter.objects.create(
        mission=mission, firm=firm, report=report, way=way.value, written_at=now(), written_by=by.name
    )
    ledger.append(by, "orders.letter_written", "mission", mission.pk, {"firm": firm, "way": way.value})
    return made


def _send(by: Actor, mission: rows.Mission, waiting_letter: WaitingLetter, letter: DraftLetter) -> None:
    if not waiting_letter.may_be_mailed:
        raise Conflict(Text("orders.no_email"), Text("orders.no_email_hint"))
    subject, body = letter.subject.strip(), letter.body.strip()
    judge_length(subject, body)
    post(
        by,
        key=f"first:{mission.pk}:{waiting_letter.firm}:{waiting_letter.report}",
        kind=KIND,
        to=waiting_letter.contact.email,
        language=waiting_letter.contact.language,
        subject=" ".join(subject.split()),
        body=body,
    )
