"""Take in what somebody brings from a phone in a file: the same code, the same ids, so that nothing comes twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tearoad.capture.export import Carried, Export
from tearoad.capture.files import FileKind
from tearoad.capture.web.actions.files import Claim
from tearoad.capture.web.actions.files import take_in as take_in_file
from tearoad.capture.web.actions.receiving import Answer, ReceivedState, take_in
from tearoad.capture.web.actions.streams import locked
from tearoad.capture.web.models import Phone
from tearoad.errors import InputError, TooLarge
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of what a file held."""

    phone: Phone
    received: int
    """Stand among the firm's visitors now, or did before."""
    aside: int
    """Wait for a decision."""
    files: int = 0
    """Photos and voice memos that are here now, or were before."""
    refused: int = 0
    """Files that are neither picture nor sound, or other than their name says."""


@transaction.atomic
def bring(by: Actor, mission: Mission, export: Export) -> Brought:
    """Take in a phone's export. What an officer brings does not wait for being late; what cannot be read still does.

    Where the phone that made the file is not known (any more, after a backup was restored), another one of the firm
    stands for it.

    Raises:
        InputError: the file is of another mission, or of a firm of which no phone is known here.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    refuse_archived(mission)
    known = _phones(mission, export)
    phone = known.get(export.phone) or next(iter(known.values()))
    makers = [known.get(author or export.phone, phone) for author in export.authors]
    stream, answers = locked(mission, export.party), list[Answer]()
    for first in range(0, len(makers), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        answers += take_in(phone, stream, export.revisions[part], makers=makers[part])
    kept = sum(_keep(phone, file) for file in export.files)
    counted = Counter(answer.kept for answer in answers)
    facts = {"role": phone.role, "party": phone.party, "number": phone.number, "notes": len(answers)}
    ledger.append(by, "capture.export_taken_in", "mission", mission.pk, facts)
    aside = len(answers) - counted[ReceivedState.RECEIVED]
    return Brought(phone, counted[ReceivedState.RECEIVED], aside, kept, len(export.files) - kept)


def _keep(phone: Phone, carried: Carried) -> bool:
    """Keep a file that came along; say whether it is here now. One that is not what it says stays in the export."""
    try:
        kept = take_in_file(phone, Claim(carried.digest, FileKind(carried.kind)), carried.content)
    except (ValueError, InputError, TooLarge):
        return False
    kept.is_aside = False  # an officer brings it
    kept.save(update_fields=["is_aside"])
    return True


def _phones(mission: Mission, export: Export) -> dict[UUID, Phone]:
    query = Phone.objects.select_related("mission").filter(mission=mission, party=export.party).order_by("-enrolled_at")
    phones = {phone.pk: phone for phone in query}
    if export.mission != str(mission.pk) or not phones:
        raise InputError(Text("capture.export_other"), Text("capture.export_other_hint"))
    return phones
