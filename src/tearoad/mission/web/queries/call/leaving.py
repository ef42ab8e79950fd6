"""Whether a firm that withdrew is still among those who take part, and what keeps it there."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.mission.call import Decision
from tearoad.mission.web import models as rows
from tearoad.text import Text
from tearoad.web import registry


@dataclass(frozen=True, slots=True)
class StillHere:
    """A firm that withdrew and still takes part."""

    part: rows.Participation
    named_by: Text | None
    """What names it, so that it cannot simply go; None where nothing does."""


def still_here(application: rows.Application) -> StillHere | None:
    """Return what is left of a withdrawn firm in its mission; None where nothing is, or it did not withdraw."""
    party = application.document.get("party", "")
    if application.decision != Decision.WITHDRAWN.value or not party:
        return None
    part = rows.Participation.objects.filter(
        mission=application.mission_id, code=party, company=application.company_id
    ).first()
    return None if part is None else StillHere(part, registry.ask("named_by", application.mission, party))
