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
    asked = {frozenset((one.asker, one.asked)) for one in files.requests}
    near = [b for b in files.buyers if any(frozenset((e.id, b.id)) in asked for e in exporters)]
    buyers = tuple(near[:_FEW_BUYERS])
    ids = {one.id for one in exporters} | {one.id for one in buyers}
    delegates = tuple(one for one in files.delegates if one.firm is None or one.firm in ids)
    known = ids | {one.id for one in delegates} | {one.id for one in files.interpreters}
    return replace(
        files,
        exporters=tuple(replace(one, do_not_meet=()) for one in exporters),
        buyers=tuple(replace(one, desk="") for one in buyers),
        delegates=delegates,
        programme=_few_of_programme(files, known.union(*(one.called for one in delegates)), ids),
        requests=tuple(one for one in files.requests if {one.asker, one.asked} <= ids),
        absences=tuple(one for one in files.absences if one.who in known),
        decisions=(),
        pins=(),
        call=_few_of_call(files.call, {str(id_) for id_ in ids}),
        costs=tuple(one for one in files.costs if set(one.firms) <= ids),
        tasks=tuple(one for one in files.tasks if not one.whom or one.whom in known),
        samples=tuple(one for one in files.samples if one.firm in ids),
    )


def _few_of_programme(
    files: MissionFiles, known: Collection[str], parties: Collection[str]
) -> tuple[ProgrammeItem, ...]:
    """Return the items that somebody is still called to; a visit to a buyer who is gone goes with them."""
    gone = {str(one.id) for one in files.buyers if one.id not in parties}

    def here(who: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in who if one in known)

    items = (
        replace(
            one,
            must=here(one.must),
            may=here(one.may),
            speaks=here(one.speaks),
            hosts=here(one.hosts),
        )
        for one in files.programme
        if gone.isdisjoint(one.host.written)
    )
    return tuple(one for one in items if one.called)


def _few_of_call(call: CallFiles, parties: set[str]) -> CallFiles:
    """Return the firms that go with a few that do not."""
    others = [one for one in call.applications if not one.party][:_FEW_OTHERS]
    kept = tuple(one for one in call.applications if one.party in parties or one in others)
    ids = {one.id for one in kept}
    scorings = tuple(one for one in call.scorings if one.application in ids)
    return replace(call, applications=kept, scorings=scorings, calls=(), campaigns=())
