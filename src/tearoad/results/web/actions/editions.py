"""Freeze the results of a mission, so that later ones are compared with them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import open_mission
from tearoad.office.web.actions.webhooks import announce
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.results import SCHEMA, figure_document
from tearoad.results.web.models import ResultsEdition
from tearoad.results.web.queries.current_figures import current_results
from tearoad.results.web.queries.open_doubts import open_doubts
from tearoad.values import Language
from tearoad.web.clock import fair_now


def freeze(by: Actor, mission: rows.Mission) -> ResultsEdition:
    """Keep all figures as they stand as the next edition; where nothing changed since the last, that one is returned.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.FREEZE_RESULTS)
    return _freeze(by, mission, open_doubts(mission))  # reads much: before the lock


@transaction.atomic
def _freeze(by: Actor, mission: rows.Mission, doubts: Mapping[str, int]) -> ResultsEdition:
    held = open_mission(mission)
    record, found, _appendix = current_results(held, Language.EN)
    figures = [figure_document(figure.figure) for figure in found]
    document = {"home": record.home, "figures": figures, "open": dict(doubts)}
    last: ResultsEdition | None = ResultsEdition.objects.filter(mission=held).order_by("-number").first()
    if last is not None and last.document == document:
        return last
    number = (ResultsEdition.objects.filter(mission=held).aggregate(last=Max("number"))["last"] or 0) + 1
    made: ResultsEdition = ResultsEdition.objects.create(
        mission=held, number=number, schema=SCHEMA, document=document, frozen_at=fair_now(), frozen_by=by.name
    )
    ledger.append(by, "results.frozen", "mission", held.pk, {"number": number, "schema": SCHEMA})
    announce(NoticeKind.EDITION_FROZEN, {"mission": str(held.pk), "edition": number})
    return made
