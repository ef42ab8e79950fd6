"""A small mission, cut out of a whole one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from tearoad.journey.call_sheets import CallFiles
from tearoad.journey.files import MissionFiles
from tearoad.mission import ProgrammeItem

_FEW_FIRMS, _FEW_BUYERS, _FEW_OTHERS = 3, 12, 3


def few(files: MissionFiles) -> MissionFiles:
    """Return a small mission cut out of a whole one: a few firms, a few buyers, and what is among them."""
    exporters = files.exporters[:_FEW_FIRMS]
    requested = {frozenset((request.asker, request.asked)) for request in files.requests}
    near = [b for b in files.buyers if any(frozenset((e.id, b.id)) in requested for e in exporters)]
    buyers = tuple(near[:_FEW_BUYERS])
    ids = {exporter.id for exporter in exporters} | {buyer.id for buyer in buyers}
    delegates = tuple(delegate for delegate in files.delegates if delegate.firm is None or delegate.firm in ids)
    known = ids | {delegate.id for delegate in delegates} | {interpreter.id for interpreter in files.interpreters}
    return replace(
        files,
        exporters=tuple(replace(exporter, do_not_meet=()) for exporter in exporters),
        buyers=tuple(replace(buyer, desk="") for buyer in buyers),
        delegates=delegates,
        programme=_few_of_programme(files, known.union(*(delegate.called for delegate in delegates)), ids),
        requests=tuple(request for request in files.requests if {request.asker, request.asked} <= ids),
        absences=tuple(absence for absence in files.absences if absence.who in known),
        decisions=(),
        pins=(),
        call=_few_of_call(files.call, {str(id_) for id_ in ids}),
        costs=tuple(cost for cost in files.costs if set(cost.firms) <= ids),
        tasks=tuple(task for task in files.tasks if not task.whom or task.whom in known),
        samples=tuple(sample for sample in files.samples if sample.firm in ids),
    )


def _few_of_programme(
    files: MissionFiles, known: Collection[str], parties: Collection[str]
) -> tuple[ProgrammeItem, ...]:
    """Return the items that somebody is still called to; a visit to a buyer who is gone goes with them."""
    gone = {str(buyer.id) for buyer in files.buyers if buyer.id not in parties}

    def here(who: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in who if text in known)

    items = (
        replace(
            programme_item,
            must=here(programme_item.must),
            may=here(programme_item.may),
            speaks=here(programme_item.speaks),
            hosts=here(programme_item.hosts),
        )
        for programme_item in files.programme
        if gone.isdisjoint(programme_item.host.written)
    )
    return tuple(item for item in items if item.called)


def _few_of_call(call: CallFiles, parties: set[str]) -> CallFiles:
    """Return the firms that go with a few that do not."""
    others = [application for application in call.applications if not application.party][:_FEW_OTHERS]
    kept = tuple(
        application for application in call.applications if application.party in parties or application in others
    )
    ids = {application.id for application in kept}
    scorings = tuple(scoring for scoring in call.scorings if scoring.application in ids)
    return replace(call, applications=kept, scorings=scorings, calls=(), campaigns=())
