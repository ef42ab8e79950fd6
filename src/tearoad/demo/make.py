"""The demo mission, put together from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tearoad.companies import Buyer, Exporter
from tearoad.demo.agenda import Agenda
from tearoad.demo.buyers import make_buyers
from tearoad.demo.call import DemoCall, make_call
from tearoad.demo.costs import make_costs, make_dossier, make_hours, make_rates
from tearoad.demo.exporters import Firm, make_firms
from tearoad.demo.fair import moscow_mission, window
from tearoad.demo.invented.chance import stream
from tearoad.demo.people import make_delegates, make_interpreters, mission_contacts
from tearoad.demo.programme import make_programme
from tearoad.demo.ready.agreements import make_agreements
from tearoad.demo.ready.samples import make_posts, make_samples
from tearoad.demo.ready.tasks import make_tasks
from tearoad.demo.requests import make_requests
from tearoad.demo.traps import TRAPS, Traps, decisions, with_traps
from tearoad.demo.watch_list import make_watch_list
from tearoad.journey.files import MissionFiles
from tearoad.matching import Request
from tearoad.mission import Absence
from tearoad.screening import ListEntry

SEED = 2023


@dataclass(frozen=True, slots=True)
class Demo:
    """A made-up mission: what the folder holds, its watch list, and where its traps sit."""

    files: MissionFiles
    watch_list: tuple[ListEntry, ...]
    traps: Traps
    call: DemoCall


def make_demo(seed: int = SEED) -> Demo:
    """Make up a mission of 18 firms and about 160 buyers; the same seed makes the same mission.

    All names are invented. Every agreed time, must and pin can be held beside the others; not every wish can.
    """
    firms, buyers = make_firms(seed), with_traps(make_buyers(seed))
    delegates = make_delegates(seed, firms)
    interpreters = make_interpreters(seed, firms)
    programme = make_programme(seed, firms, delegates)
    absences = _absences(seed, firms, buyers)
    mission = moscow_mission(mission_contacts(delegates))
    agenda = Agenda(mission, programme, interpreters, absences)
    call = make_call(seed, firms, mission.name, mission.fair)
    wishes = make_requests(seed, firms, buyers, agenda)
    files = MissionFiles(
        mission=mission,
        exporters=_with_do_not_meet(seed, firms, buyers, wishes.requests),
        buyers=buyers,
        delegates=delegates,
        programme=programme,
        requests=wishes.requests,
        interpreters=interpreters,
        absences=absences,
        decisions=decisions(),
        pins=wishes.pins,
        problems=(),
        call=call.files,
        costs=make_costs(firms, mission),
        rates=make_rates(mission),
        hours=make_hours(interpreters, mission),
        dossier=make_dossier(firms, delegates[2]),
        tasks=make_tasks(seed, firms, delegates),
        samples=make_samples(seed, firms),
        posts=make_posts(),
        agreements=make_agreements(),
    )
    return Demo(files, make_watch_list(), TRAPS, call)


def make_mission(seed: int = SEED) -> MissionFiles:
    """Make up the mission folder's content alone."""
    return make_demo(seed).files


def _absences(seed: int, firms: Sequence[Firm], buyers: Sequence[Buyer]) -> tuple[Absence, ...]:
    """Who or what cannot be had for a while: a sick delegate, late buyers, an interpreter's errand, a closed table."""
    random_ = stream(seed, "absences")
    ill = random_.choice([firm.exporter.id for firm in firms if len(firm.people) == 3])
    free = [buyer.id for buyer in buyers if buyer.windows and buyer.id not in TRAPS.buyers]
    late = sorted(random_.sample(free[5:], 3))
    return (
        Absence(f"{ill}-3", window(2, "10", "18"), "Ill"),
        Absence("I2", window(3, "10", "12"), "Consulate"),
        Absence("T6", window(0, "10", "13"), "Table taken by the fair's press office"),
        Absence("DESK2", window(2, "13", "14"), "Lunch of the buying team"),
        *(Absence(buyer, window(random_.randrange(4), "10", "11"), "Arrives later") for buyer in late),
    )


def _with_do_not_meet(
    seed: int, firms: Sequence[Firm], buyers: Sequence[Buyer], requests: Sequence[Request]
) -> tuple[Exporter, ...]:
    """Three firms name a buyer whom they must not meet; nobody asked for these meetings."""
    random_ = stream(seed, "do not meet")
    requested = {frozenset((request.asker, request.asked)) for request in requests}
    marked = set(random_.sample(range(len(firms)), 3))
    made = []
    for index, firm in enumerate(firms):
        exporter = firm.exporter
        if index in marked:
            free = [
                b.id for b in buyers if frozenset((exporter.id, b.id)) not in requested and b.id not in TRAPS.buyers
            ]
            exporter = replace(exporter, do_not_meet=(random_.choice(free),))
        made.append(exporter)
    return tuple(made)
