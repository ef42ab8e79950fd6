"""From a mission folder to its shortlist: whom the program proposes, what fairness costs, what consent costs a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tearoad.companies import declined
from tearoad.journey.files import MissionFiles
from tearoad.journey.run import Options, Prepared, mission_inputs, prepare
from tearoad.journey.watch import Watch, go_on
from tearoad.matching.asking import AskingRules
from tearoad.matching.fair_shortlist import FairShortlist, fair_shortlist
from tearoad.text import Text
from tearoad.timetable.consent_price import ConsentPrice, consent_price
from tearoad.timetable.problem_building.compose import pins_that_hold, without_held


@dataclass(frozen=True, slots=True)
class FolderShortlist:
    """What a folder's shortlist is and costs."""

    files: MissionFiles
    shortlist: FairShortlist
    price: ConsentPrice | None
    """What consent costs a plan; None where nobody asked for that."""
    held_back: int
    """How many companies screening does not let be met."""


def shortlisted(folder: Path, options: Options, watch: Watch, *, with_consent: bool = False) -> FolderShortlist:
    """Propose meetings nobody asked for, under the quotas of the mission; errors as in `run`."""
    ready = prepare(folder, options, watch)
    quotas = ready.files.mission.proposals_per_exporter, AskingRules().proposals
    listed = fair_shortlist(ready.matching.matches, ready.files.requests, *quotas)
    held = sum(not verdict.may_be_met for verdict in ready.verdicts)
    return FolderShortlist(ready.files, listed, _price(ready, options, watch) if with_consent else None, held)


def _price(ready: Prepared, options: Options, watch: Watch) -> ConsentPrice:
    watch.step(Text("journey.step_consent"))
    held = {verdict.party for verdict in ready.verdicts if not verdict.may_be_met}
    held |= declined((*ready.files.exporters, *ready.files.buyers))
    said = mission_inputs(ready.files)
    kept = replace(without_held(said, held), pins=pins_that_hold(said, ready.matching, held).kept)
    price = consent_price(
        kept,
        ready.matching,
        lambda _slots: (),
        seed=options.seed,
        work=options.effort,
        time_limit_s=options.time_limit_s,
        stop=watch.stop,
    )
    go_on(watch)
    return price
