"""A firm gives its photo for the delegation's book by its own link."""

from __future__ import annotations

from django.db import transaction

from tearoad.companies.web.actions.register import put_photo
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require


@transaction.atomic
def give_own_photo(by: Actor, mission: rows.Mission, content: bytes, read: str | None = None) -> None:
    """Let this be the photo of the firm whose link was opened.

    Raises:
        Stale: another photo was sent since the page was read.
        InputError: it is no picture that can be used.
        Conflict: the mission is archived.

    """
    require(by, Policy.ADD_TO_OWN_DOSSIER)
    refuse_archived(mission)
    part = rows.Participation.objects.select_related("company").get(mission=mission, code=by.party)
    put_photo(by, part.company, content, read)
