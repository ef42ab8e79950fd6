"""Ask for letters of invitation, and keep those that were made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from tearoad.checklist.letters import Inviter, can_be_named
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.letters import MAKE, LettersWanted, invited
from tearoad.checklist.web.queries.people import travellers
from tearoad.errors import InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.actions.files import keep
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now

LETTER = "invitation"
"""The kind of these files in the office."""
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class LetterPdf:
    """A letter that was made: whose, and its PDF."""

    delegate: str
    name: str
    content: bytes


@transaction.atomic
def ask_for_letters(by: Actor, row: mission_rows.Mission, inviter: Inviter) -> Job:
    """Ask for the letters of everybody who can be named.

    Raises:
        InputError: nobody can be.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    refuse_archived(row)
    if not any(map(can_be_named, invited(travellers(row), []))):
        raise InputError(Text("checklist.nobody_to_invite"), Text("checklist.nobody_to_invite_hint"))
    said = asdict(inviter)
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
    return ask(by, MAKE, f"{row.id}:{row.revision}:{digest}", LettersWanted(mission=str(row.id), inviter=said))


@transaction.atomic
def keep_letters(by: Actor, row: mission_rows.Mission, made: Sequence[LetterPdf]) -> None:
    """Let these be the mission's letters; those made before make way."""
    require(by, Policy.EDIT_MISSION)
    mission_rows.Mission.objects.select_for_update().get(pk=row.pk)
    language = core(row).host_language.value
    rows.InvitationLetter.objects.filter(mission=row).delete()
    for pdf in made:
        file = keep(by, name=pdf.name, content=pdf.content, kind=LETTER, media_type="application/pdf")
        rows.InvitationLetter.objects.create(
            mission=row, delegate=pdf.delegate, language=language, file=file, made_at=now()
        )
    ledger.append(by, "mission.letters_made", "mission", row.id, {"letters": len(made)})
