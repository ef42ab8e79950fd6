"""Matching at any size: CPU seconds, a late buyer against all, and how far a shortlist is from its bound.

    python lab/benchmarks/matching_sizes.py --firms 1000 --buyers 5000

A mission of a size is several demo missions of different seeds (`sizes.py`), every id told apart. Everything is matched
twice in different order, and the two lists are compared. The bound of the shortlist is that of the dual of its linear
programme and shares nothing with the solver: whatever prices it takes, no shortlist is worth more. Prints one line of
JSON. All names are fictional.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from lab.benchmarks.sizes import sized
from tearoad.matching import Match, Matching, match
from tearoad.matching.fair_shortlist import FIRST_COUNTS, fair_shortlist
from tearoad.matching.match import MATCHES_KEPT, LateBuyers
from tearoad.values import PartyId

LATE = 50
"""So many buyers come late, one after the other."""


def bound(matches: Sequence[Match], chosen: Sequence[Match], per_exporter: int, per_buyer: int) -> float:
    """Return what no shortlist within the quotas is worth more than: scores, and what first proposals count more.

    Any prices of places at firms and buyers bound it; these are the shortest ways through what the choice leaves open.
    """
    firms = {firm: place for place, firm in enumerate(sorted({one.exporter for one in matches}))}
    buyers = {buyer: place for place, buyer in enumerate(sorted({one.buyer for one in matches}))}
    firm = np.array([firms[one.exporter] for one in matches])
    buyer = np.array([buyers[one.buyer] for one in matches])
    worth = np.array([one.score.value + FIRST_COUNTS for one in matches], dtype=float)
    taken = {(one.exporter, one.buyer) for one in chosen}
    used = np.array([(one.exporter, one.buyer) in taken for one in matches])
    later = np.array([FIRST_COUNTS * nth // max(1, per_exporter - 1) for nth in range(per_exporter)], dtype=float)
    of_firm, of_buyer = np.bincount(firm[used], minlength=len(firms)), np.bincount(buyer[used], minlength=len(buyers))
    # A firm's price is at most that of its next proposal, and at least that of its last.
    at_firm = np.where(of_firm < per_exporter, later[np.minimum(of_firm, per_exporter - 1)], np.inf)
    at_buyer = np.where(of_buyer > 0, 0.0, np.inf)
    while True:
        next_buyer, next_firm = at_buyer.copy(), at_firm.copy()
        np.minimum.at(next_buyer, buyer[~used], (at_firm[firm] - worth)[~used])
        np.minimum.at(next_firm, firm[used], (at_buyer[buyer] + worth)[used])
        if (next_buyer == at_buyer).all() and (next_firm == at_firm).all():
            break
        at_buyer, at_firm = next_buyer, next_firm
    place = np.maximum(0.0, -at_buyer)
    proposal = np.where(np.isfinite(at_firm), at_firm, later[-1])
    over = np.maximum(0.0, worth - proposal[firm] - place[buyer]).sum()
    return float(per_buyer * place.sum() + over + np.maximum(0.0, proposal[:, None] - later[None, :]).sum())


def worth_of(proposals: Sequence[Match], per_exporter: int) -> int:
    """Return what a shortlist is worth by the same measure."""
    by_firm: dict[PartyId, int] = {}
    for proposal in proposals:
        by_firm[proposal.exporter] = by_firm.get(proposal.exporter, 0) + 1
    later = [FIRST_COUNTS * nth // max(1, per_exporter - 1) for nth in range(per_exporter)]
    costs = sum(sum(later[:count]) for count in by_firm.values())
    return sum(one.score.value + FIRST_COUNTS for one in proposals) - costs


def as_list(made: Matching) -> list[tuple[str, str, int]]:
    """Return pairs and scores, as they are compared."""
    return [(one.exporter, one.buyer, one.score.value) for one in made.matches]


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1000)
    parser.add_argument("--buyers", type=int, default=5000)
    said = parser.parse_args()
    files = sized(said.firms * 6 // 5, said.buyers)  # demos do not always hold as many firms as are asked for
    exporters, buyers, on = files.exporters[: said.firms], files.buyers, files.mission.days[0].on
    before = time.process_time()
    made = match(exporters, buyers, files.requests, on=on, most=MATCHES_KEPT)
    matched_s = time.process_time() - before
    quotas = files.mission.proposals_per_exporter, 5
    before = time.process_time()
    listed = fair_shortlist(made.matches, files.requests, *quotas)
    listed_s = time.process_time() - before
    asked = {frozenset((request.asker, request.asked)) for request in files.requests}
    free = [one for one in made.matches if frozenset((one.exporter, one.buyer)) not in asked]
    most = bound(free, listed.proposals, *quotas)

    late = LateBuyers(exporters, on=on)
    took = []
    for buyer in buyers[-LATE:]:
        before = time.process_time()
        late.matches(buyer)
        took.append(time.process_time() - before)

    turned = list(exporters), list(buyers)
    for one in turned:
        random.Random(7).shuffle(one)
    again = match(*turned, files.requests, on=on, most=MATCHES_KEPT)
    print(  # a benchmark tells its figures
        json.dumps(
            {
                "firms": len(exporters),
                "buyers": len(buyers),
                "matches": len(made.matches),
                "match_cpu_s": round(matched_s, 1),
                "late_buyer_ms": {"median": _ms(sorted(took)[LATE // 2]), "most": _ms(max(took))},
                "shortlist_cpu_s": round(listed_s, 1),
                "proposals": len(listed.proposals),
                "shortlist_gap": round(1 - worth_of(listed.proposals, quotas[0]) / most, 6),
                "fair": {"total": listed.figures.fair.total, "worst_off": listed.figures.fair.worst_off},
                "unfair": {"total": listed.figures.unfair.total, "worst_off": listed.figures.unfair.worst_off},
                "equal_input_equal_list": as_list(made) == as_list(again),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


if __name__ == "__main__":
    main()
