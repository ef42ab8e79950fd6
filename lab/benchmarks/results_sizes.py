"""How long results take at a size: the live page, the report as a PDF, workbook, JSON, and how much memory.

    python -m lab.benchmarks.results_sizes [--opportunities 5000] [--events 8] [--rounds 7]

Makes a site in a folder of its own (or in the database that TEAROAD_DATABASE_URL names, which must be empty) with one
mission of so many opportunities, each with so many events, and asks for its results in this process, one file after the
other. Prints a line for each and, last, a line of JSON. Everything runs on one thread, so processor seconds are what a
quiet machine takes. Exit code 1: 95 of 100 live pages took more than 0.3 of them, one event written before each; a
report more than 2, an export more than 10, or the process more than 500 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, product
from statistics import median, quantiles
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.test import Client

    from tearoad.mission.web.models import Mission
    from tearoad.orders import OrderEvent
    from tearoad.people import Actor

MOST_S = {
    "nothing kept": 0.3,
    "counted by the job": 10.0,
    "unchanged": 0.3,
    "one event more": 0.3,
    "another rate": 0.3,
    "rate by the job": 10.0,
    "rows of a figure": 0.3,
    "missions": 0.3,
    "board": 0.3,
    "rung of the board": 0.3,
    "list by day": 0.3,
    "mission": 0.3,
    "events by the job": 10.0,
    "API": 2.0,
    "results.pdf": 2.0,
    "results.xlsx": 10.0,
    "results.json": 10.0,
}
"""What is asked for, and how many processor seconds it may take: pages, the job that counts, the API, the files.

Nothing is kept of a mission that no reader and no job has counted. Another rate is one for the first day of all: every
amount in its currency is converted by it.
"""
MOST_MB = 500
_AT_ONCE = 500
_LISTS = {
    "board": "orders/",
    "rung of the board": "orders/rungs/contract/?page=3",
    "list by day": "orders/days/?page=50",
    "mission": "",
}
"""Pages of orders; one event is written down before each visit."""


@dataclass(frozen=True, slots=True)
class VisitsTaken:
    """What some visits of one address took."""

    seconds: Sequence[float]
    memory_mb: float
    """The most that the process ever held, until then."""


def mission_with_orders(by: Actor, opportunities: int, events: int, seed: int = 1) -> Mission:
    """Make the demo's mission with so many opportunities, each of so many events."""
    from tearoad import orders as core  # noqa: PLC0415  # settings are named first
    from tearoad.demo import make_mission  # noqa: PLC0415  # settings are named first
    from tearoad.journey.web.actions.write_files import write_files  # noqa: PLC0415  # settings are named first
    from tearoad.mission.web.actions.missions import make  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.models import Opportunity, OpportunityEvent  # noqa: PLC0415  # settings are named first
    from tearoad.values.document import to_document  # noqa: PLC0415  # settings are named first
    from tearoad.web.clock import now  # noqa: PLC0415  # settings are named first

    rng, files = random.Random(seed), make_mission()
    mission = make(by, files.mission)
    write_files(by, mission, files)
    mission.refresh_from_db()
    pairs = list(product(files.exporters, files.buyers))
    made = []
    for place in range(opportunities):
        firm, buyer = pairs[place % len(pairs)]
        wanted = core.Opportunity(firm.id, buyer.id, f"Tea {place} (fictional)", mission.ends_on)
        document = to_document(wanted)
        made.append(Opportunity(mission=mission, firm=firm.id, buyer=buyer.id, document=document, opened_at=now()))
    rows = Opportunity.objects.bulk_create(made, batch_size=_AT_ONCE)
    told = (
        OpportunityEvent(
            pk=UUID(event.id), opportunity=row, document=to_document(event), recorded_at=now(), recorded_by="Officer"
        )
        for row in rows
        for event in islice(_events(rng, mission), events)
    )
    while batch := list(islice(told, _AT_ONCE)):
        OpportunityEvent.objects.bulk_create(batch)
    return mission


def _events(rng: random.Random, mission: Mission) -> Iterator[OrderEvent]:
    """Go on telling: mostly business that came to a rung, some of it back, some silence."""
    from decimal import Decimal  # noqa: PLC0415  # beside the others

    from uuid_utils.compat import uuid7  # noqa: PLC0415  # beside the others

    from tearoad import orders as core  # noqa: PLC0415  # settings are named first
    from tearoad.values import HSCode, Money  # noqa: PLC0415  # settings are named first

    while True:
        type_ = rng.choice((core.EventType.FORWARD,) * 6 + (core.EventType.BACK, core.EventType.NOTHING_NEW))
        rung = rng.choice(core.WITH_AMOUNT) if type_ is not core.EventType.NOTHING_NEW else None
        money = Money(Decimal(rng.randrange(1, 10**8)) / 100, rng.choice(("CNY", "CNY", "USD"))) if rung else None
        yield core.OrderEvent(
            core.EventId(str(uuid7())),
            type_,
            mission.ends_on + timedelta(days=rng.randrange(360)),
            rng.choice(list(core.Informant)),
            rung=rung,
            money=money,
            hs=(HSCode(rng.choice(("090210", "210390", "160414"))),) if rung else (),
        )


def visits(client: Client, address: str, before_each: Iterable[object]) -> VisitsTaken:
    """Return what some visits took, whatever is done before each of them not counted."""
    seconds = []
    for _ in before_each:
        begun = time.process_time()
        answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{answer.status_code} {address} {answer.content[:300]!r}")
        seconds.append(time.process_time() - begun)
    return VisitsTaken(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(opportunities: int, events: int, rounds: int) -> dict[str, VisitsTaken]:
    """Make the site, and ask for everything."""
    from tearoad.site import manage  # noqa: PLC0415  # after the environment

    manage.start()
    from django.test import Client  # noqa: PLC0415  # after the set-up

    from tearoad.people import Role  # noqa: PLC0415  # after the set-up
    from tearoad.people.web.models import User, acting_for  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.organisation import ADDRESSES, FIRST, found_organisation  # noqa: PLC0415  # after the set-up
    from tearoad.site.serve.loaded import leave_loaded  # noqa: PLC0415  # after the set-up
    from tearoad.site.serve.preparing import collect_static_once, prepare  # noqa: PLC0415  # after the set-up

    prepare()
    collect_static_once()
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        mission = mission_with_orders(officer, opportunities, events)
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(email=ADDRESSES[Role.OFFICER]))
        page = f"/missions/{mission.id}/results/"
        mission_api = f"/api/missions/{mission.id}/results"
        rows = f"{page}rows/contract_amount/?page={opportunities * events // 1000}"
        telling = _one_event_each(officer, mission)
        visits(client, "/results/", range(1))  # the first visit of a process loads the site
        leave_loaded()
        return {
            "nothing kept": visits(client, page, range(1)),
            "counted by the job": _counted(mission),
            "unchanged": visits(client, page, range(rounds)),
            "one event more": visits(client, page, islice(telling, rounds)),
            "another rate": visits(client, page, _other_rate(officer, mission)),
            "rate by the job": _counted(mission),
            "rows of a figure": visits(client, rows, islice(telling, rounds)),
            "missions": visits(client, "/results/", range(rounds)),
            **{
                name: visits(client, f"/missions/{mission.id}/{address}", islice(telling, rounds))
                for name, address in _LISTS.items()
            },
            "events by the job": _counted(mission),  # those before each page of orders, which nobody has counted
            "API": visits(client, mission_api, islice(telling, 1)),
            **{name: visits(client, page + name, range(1)) for name in MOST_S if name.startswith("results.")},
        }


def _one_event_each(by: Actor, mission: Mission) -> Iterator[None]:
    """Write one event down, as the office does, each time this is asked for the next."""
    from tearoad.orders.web.actions.events import write_event  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.models import Opportunity  # noqa: PLC0415  # settings are named first

    rng = random.Random(mission.pk.int)
    found = list(Opportunity.objects.filter(mission=mission))
    for event in _events(rng, mission):
        write_event(by, rng.choice(found), event)
        yield


def _other_rate(by: Actor, mission: Mission) -> Iterator[None]:
    """Write a rate of the last day of the fair down, by which every amount in its currency is converted anew."""
    from decimal import Decimal  # noqa: PLC0415  # beside the others

    from tearoad.costs.web.queries.stored_kinds import STORED_RATES  # noqa: PLC0415  # settings are named first
    from tearoad.mission.web.actions.rows import add  # noqa: PLC0415  # settings are named first
    from tearoad.reference.exchange import ExchangeRate  # noqa: PLC0415  # settings are named first

    add(by, mission, STORED_RATES, ExchangeRate("USD", "CNY", Decimal("7.0123"), mission.ends_on, "A bank"))
    yield


def _counted(mission: Mission) -> VisitsTaken:
    """Return what the job takes that counts what changed; nobody waits for it."""
    from tearoad.results.web.queries.current_figures import keep_figures  # noqa: PLC0415  # settings are named first

    begun = time.process_time()
    keep_figures(mission, lambda: False)
    return VisitsTaken([time.process_time() - begun], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opportunities", type=int, default=5000)
    parser.add_argument("--events", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=20)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TEAROAD_DATA"] = folder
        taken = measured(said.opportunities, said.events, said.rounds)
    figures, slow = {}, []
    for name, visited in taken.items():
        seconds = visited.seconds
        high = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
        figures[name] = {"median_s": round(median(seconds), 3), "p95_s": round(high, 3)}
        if high > MOST_S[name]:
            slow.append(f"{name}: {high:.2f} s, at most {MOST_S[name]} s")
        print(
            f"{name:18} median {median(seconds):8.3f} s  p95 {high:8.3f} s  {visited.memory_mb:4.0f} MB at most so far"
        )
    memory = max(visits_taken.memory_mb for visits_taken in taken.values())
    if memory > MOST_MB:
        slow.append(f"memory: {memory:.0f} MB, at most {MOST_MB} MB")
    for text in slow:
        print("TOO MUCH", text)
    rows = said.opportunities * said.events
    print(json.dumps({"events": rows, "memory_mb": round(memory), "too_much": len(slow), "figures": figures}))
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
