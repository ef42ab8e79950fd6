"""The photos of a mission's firms."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.actions.files import content_of
from tearoad.values import PartyId


def photos_of(mission: Mission) -> Mapping[PartyId, bytes]:
    """Return the photos of a mission's firms, as they are kept; one query."""
    found = Participation.objects.filter(mission=mission, company__photo__isnull=False)
    rows = found.select_related("company__photo").order_by("position", "code")
    return {PartyId(one.code): content_of(one.company.photo) for one in rows}
