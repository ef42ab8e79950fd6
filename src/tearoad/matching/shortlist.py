"""Meetings nobody asked for that are worth proposing: best first, and fair between exporters."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from tearoad.matching.request import Match, Request
from tearoad.values import PartyId


def shortlist(
    matches: Sequence[Match], requests: Sequence[Request], per_exporter: int, per_buyer: int | None = None
) -> tuple[Match, ...]:
    """Return up to `per_exporter` proposals a firm, in rounds: each firm gets its first before any gets its second.

    Pairs that either side asked for (or refused) are left out. In a round the firm with the fewest proposals so far,
    then the better score, goes first, and a buyer who was proposed often waits behind one who was not. `per_buyer`
    limits how often one buyer is proposed; None sets no limit. Deterministic; time O(per_exporter x matches) where few
    firms compete for the same buyers.
    """
    requested = {frozenset((request.asker, request.asked)) for request in requests}
    free = [found for found in matches if frozenset((found.exporter, found.buyer)) not in requested]
    by_exporter: dict[PartyId, list[Match]] = {}
    for match in free:
        by_exporter.setdefault(match.exporter, []).append(match)
    times: dict[PartyId, int] = {}
    chosen: list[Match] = []
    for _ in range(per_exporter):
        chosen += _round(by_exporter, times, per_buyer)
    return tuple(chosen)


def _round(by_exporter: dict[PartyId, list[Match]], times: dict[PartyId, int], per_buyer: int | None) -> list[Match]:
    """Let every firm take one proposal, the firm with the best candidate first."""
    taken: list[Match] = []
    first = (_best(candidates, times, per_buyer) for candidates in by_exporter.values())
    waiting = [(_rank(match, times), match.exporter) for match in first if match is not None]
    heapify(waiting)
    while waiting:
        rank, exporter = heappop(waiting)
        best = _best(by_exporter[exporter], times, per_buyer)
        # A rank only falls back within a round: whoever still leads after a second look is the best of all.
        if best is not None and _rank(best, times) == rank:
            taken.append(best)
            by_exporter[exporter].remove(best)
            times[best.buyer] = times.get(best.buyer, 0) + 1
        elif best is not None:
            heappush(waiting, (_rank(best, times), exporter))
    return taken


_PER_TIME = 40
"""Points a buyer falls back for each time they are proposed already."""


def _rank(match: Match, times: dict[PartyId, int]) -> tuple[int, PartyId, PartyId]:
    return (_PER_TIME * times.get(match.buyer, 0) - match.score.value, match.exporter, match.buyer)


def _best(candidates: list[Match], times: dict[PartyId, int], per_buyer: int | None) -> Match | None:
    open_ones = (
        candidate for candidate in candidates if per_buyer is None or times.get(candidate.buyer, 0) < per_buyer
    )
    return min(open_ones, key=lambda match: _rank(match, times), default=None)
