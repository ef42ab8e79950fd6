"""Plans of missions where 30 % of what was asked is answered: how many agreed meetings are placed, what consent costs.

    python lab/benchmarks/consent_plans.py --seeds 3 --answered 30

Of a demo mission every request and proposal is put before its buyer; so many of a hundred are answered, at random: 65 %
yes, 15 % no, the others ask or want another time. Three plans are made: with the usual weights of consent, with agreed
meetings alone (where that one places all of them, a plan with all exists), and with weights of nothing. The cost of
consent is what the scores of the meetings add up to in the first, beside the third. Prints a line of JSON a seed; ends
with 1 where a plan with all agreed meetings exists and the usual weights place less than 99 % of them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import replace
from typing import Any

from tearoad.demo import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.matching import Matching, Request, Strength, match
from tearoad.matching.asking import AskingRules, ConsentRule
from tearoad.matching.fair_shortlist import fair_shortlist
from tearoad.matching.match import MATCHES_KEPT
from tearoad.mission.stands import with_own_stands
from tearoad.timetable.consent_price import WITHOUT_CONSENT, agreed_pairs
from tearoad.timetable.problem_building import with_online
from tearoad.timetable.problem_building.compose import MissionInputs, compose
from tearoad.timetable.solve import solve
from tearoad.values import PartyId, WishId
from tests.journey.small_demo import small_demo

YES, NO, LEAST = 0.65, 0.15, 0.99
Pair = tuple[PartyId, PartyId]


def answered(files: MissionFiles, matching: Matching, share: float, dice: random.Random) -> tuple[Request, ...]:
    """Return the requests of a mission once a share of what is asked was answered; the firms ask, the buyers answer."""
    firms = {exporter.id for exporter in files.exporters}
    listed = fair_shortlist(matching.matches, files.requests, files.mission.proposals_per_exporter, 5).proposals
    refused = {(refusal.exporter, refusal.buyer) for refusal in matching.refusals}
    noes = {
        (one.asker, one.asked) if one.asker in firms else (one.asked, one.asker)
        for one in files.requests
        if one.strength is Strength.NO
    }
    pairs: dict[Pair, None] = {}
    for request in files.requests:
        pairs[(request.asker, request.asked) if request.asker in firms else (request.asked, request.asker)] = None
    pairs |= {(one.exporter, one.buyer): None for one in listed}
    requests: list[Request] = []
    for firm, buyer in pairs:
        if (firm, buyer) in refused | noes:
            continue
        requests.append(Request(WishId(f"{firm}-{buyer}"), firm, buyer, Strength.WISH))
        said = dice.random()
        if dice.random() < share and said < YES + NO:
            strength = Strength.WISH if said < YES else Strength.NO
            requests.append(Request(WishId(f"{buyer}-{firm}"), buyer, firm, strength))
    return tuple(requests)


def planned(said: MissionInputs, matching: Matching, rules: AskingRules, seed: int, work: float) -> set[Pair]:
    """Return the pairs that a plan under these rules holds."""
    problem = compose(replace(said, asking=rules), matching, lambda _slots: ()).problem
    wishes = {wish.id: (wish.exporter, wish.buyer) for wish in problem.wishes}
    return {wishes[meeting.wish] for meeting in solve(problem, seed=seed, work=work).meetings}


def figures(seed: int, share: float, work: float, firms: int | None) -> dict[str, Any]:
    """Make the three plans of one mission."""
    began, files = time.process_time(), small_demo(2023 + seed, firms) if firms else make_mission(2023 + seed)
    on = files.mission.days[0].on
    asked = match(files.exporters, files.buyers, files.requests, on=on, most=MATCHES_KEPT)
    requests = answered(files, asked, share, random.Random(seed))
    matching = match(files.exporters, files.buyers, requests, on=on, most=MATCHES_KEPT)
    said = MissionInputs(
        mission=with_online(with_own_stands(files.mission, files.exporters), requests),
        exporters=files.exporters,
        buyers=files.buyers,
        delegates=files.delegates,
        programme=files.programme,
        interpreters=files.interpreters,
        requests=requests,
        absences=files.absences,
        pins=(),
    )
    agreed = agreed_pairs(said, matching)
    usual = planned(said, matching, AskingRules(), seed, work)
    alone = planned(said, matching, AskingRules(consent=ConsentRule.OPT_IN), seed, work)
    without = planned(said, matching, AskingRules(weights=WITHOUT_CONSENT), seed, work)
    scores = {(one.exporter, one.buyer): one.score.value for one in matching.matches}
    worth = [sum(scores.get(pair, 0) for pair in plan) for plan in (usual, without)]
    return {
        "seed": seed,
        "asked": len({frozenset((request.asker, request.asked)) for request in requests}),
        "agreed": len(agreed),
        "plan_with_all_agreed_exists": agreed <= alone,
        "agreed_placed": len(agreed & usual),
        "agreed_placed_alone": len(agreed & alone),
        "meetings": len(usual),
        "meetings_without_weights": len(without),
        "agreed_placed_without_weights": len(agreed & without),
        "score": worth[0],
        "score_without_weights": worth[1],
        "cost_of_consent": round(1 - worth[0] / worth[1], 4),
        "cpu_s": round(time.process_time() - began, 1),
    }


def main() -> int:
    """Read the arguments, plan, print; return 1 where agreed meetings are left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--answered", type=int, default=30, help="per cent")
    parser.add_argument("--effort", type=float, default=8)
    parser.add_argument("--firms", type=int, help="so many firms of each demo, not all")
    said = parser.parse_args()
    told = []
    for seed in range(said.seeds):
        told.append(figures(seed, said.answered / 100, said.effort, said.firms))
        print(json.dumps(told[-1]), flush=True)  # a benchmark tells its figures
    held = [one["agreed_placed"] >= LEAST * one["agreed"] for one in told if one["plan_with_all_agreed_exists"]]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
