"""The photos of a mission's firms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.models import StoredFile
from tearoad.values import PartyId


def photos_of(mission: Mission) -> Mapping[PartyId, bytes]:
    """Return the photos of a mission's firms, as they are kept; one query."""
    return {code: content_of(file) for code, file in photo_files(mission).items()}


def photo_digests(mission: Mission) -> Mapping[str, str]:
    """Return the SHA-256 of the photos by firm, without reading them; one query."""
    return {str(code): file.digest for code, file in photo_files(mission).items()}


def own_photo(mission: Mission, party: str) -> StoredFile | None:
    """Return one firm's photo; one query."""
    return photo_files(mission, code=party).get(PartyId(party))


def photo_files(mission: Mission, **only: Any) -> dict[PartyId, StoredFile]:
    """Return the files of photos by firm, without reading them; one query."""
    query = Participation.objects.filter(mission=mission, company__photo__isnull=False, **only)
    rows = query.select_related("company__photo").order_by("position", "code")
    return {PartyId(row.code): row.company.photo for row in rows}
