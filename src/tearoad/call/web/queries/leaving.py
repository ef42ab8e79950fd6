"""Whether a firm that withdrew is still among those who take part, and what keeps it there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tearoad.call import Decision
from tearoad.call.web import models as rows
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import registry
from tearoad.words import say


@dataclass(frozen=True, slots=True)
class StillHere:
    """A firm that withdrew and still takes part."""

    part: mission_rows.Participation
    named_by: Text | None
    """What names it, so that it cannot simply go; None where nothing does."""


def still_here(application: rows.Application) -> StillHere | None:
    """Return what is left of a withdrawn firm in its mission; None where nothing is, or it did not withdraw."""
    party = application.document.get("party", "")
    if application.decision != Decision.WITHDRAWN.value or not party:
        return None
    part = mission_rows.Participation.objects.filter(
        mission=application.mission_id, code=party, company=application.company_id
    ).first()
    return None if part is None else StillHere(part, registry.ask("named_by", application.mission, party))


def withdrawn(mission: mission_rows.Mission) -> frozenset[str]:
    """Return the ids of firms that withdrew and still take part; one query."""
    applied = rows.Application.objects.filter(mission=mission)
    gone, staying = (
        applied.filter(decision=decision.value).values("company")
        for decision in (Decision.WITHDRAWN, Decision.ACCEPTED)
    )
    query = mission_rows.Participation.objects.filter(mission=mission, company__in=gone).exclude(company__in=staying)
    return frozenset(query.values_list("code", flat=True))


def marked(
    names: Mapping[str, str], gone: Collection[str], delegates: Iterable[Delegate], language: Language
) -> dict[str, str]:
    """Return names by id in which firms that withdrew, and their people, say so."""
    mark = say(Text("delegation_pages.withdrew"), language)
    theirs = {*gone, *(str(delegate.id) for delegate in delegates if delegate.firm in gone)}
    return {id_: f"{name} · {mark}" if id_ in theirs else name for id_, name in names.items()}
