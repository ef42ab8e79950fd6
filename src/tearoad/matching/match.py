"""Every exporter against every buyer: a score with reasons, or the reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tearoad.companies import Buyer, Decides, Exporter
from tearoad.matching.crossing import Crossing
from tearoad.matching.fit import Fit, fit
from tearoad.matching.refusals import Barred
from tearoad.matching.request import Match, Refusal, Request, Strength
from tearoad.matching.terms import terms
from tearoad.screening import Verdict
from tearoad.text import Ref, Text
from tearoad.values import PartyId, Reason, Score

MOST = 1000
ASKED_MUST, ASKED_WISH = 130, 90
_DECIDES = {Decides.DECIDES: 60, Decides.INFLUENCES: 30, Decides.GATHERS: -30}
_IMPORTS = 30
_ASKED = {Strength.MUST: ASKED_MUST, Strength.WISH: ASKED_WISH}


@dataclass(frozen=True, slots=True)
class Matching:
    """All pairs: those that may fit, best first, and those that were refused, in the order of the parties."""

    matches: tuple[Match, ...]
    refusals: tuple[Refusal, ...]


def match(
    exporters: Sequence[Exporter],
    buyers: Sequence[Buyer],
    requests: Sequence[Request],
    verdicts: Sequence[Verdict] = (),
    on: date | None = None,
) -> Matching:
    """Score every pair that may meet, 0 to 1000; refuse the others with one reason each.

    A pair with nothing in common is refused unless one side asked for the other. `on` is the day on which certificates
    must hold. Deterministic; time O(exporters x buyers + different products x different wants).
    """
    barred = Barred(requests, {verdict.party: verdict for verdict in verdicts}, exporters, buyers)
    asked = _asked(requests)
    crossing, nothing = Crossing(exporters, buyers), Text("matching.nothing_in_common")
    matches: list[Match] = []
    refusals: list[Refusal] = []
    for exporter in exporters:
        for buyer in buyers:
            why = barred.why(exporter, buyer)
            reasons = () if why else _reasons(exporter, buyer, _fit(exporter, buyer, crossing), asked, on)
            if why is None and reasons:
                matches.append(Match(exporter.id, buyer.id, _score(reasons)))
            else:
                refusals.append(Refusal(exporter.id, buyer.id, why or nothing, hard=why is not None))
    matches.sort(key=lambda found: (-found.score.value, found.exporter, found.buyer))
    return Matching(tuple(matches), tuple(refusals))


def _asked(requests: Sequence[Request]) -> Mapping[tuple[PartyId, PartyId], Strength]:
    """The strongest request of each asker for each asked; a "no" is no request."""
    found: dict[tuple[PartyId, PartyId], Strength] = {}
    for request in requests:
        pair = (request.asker, request.asked)
        if request.strength is Strength.MUST or (request.strength is Strength.WISH and pair not in found):
            found[pair] = request.strength
    return found


def _fit(exporter: Exporter, buyer: Buyer, crossing: Crossing) -> Fit | None:
    best = crossing.best(exporter, buyer)
    if best is None:
        return None
    place, number = best
    names = Ref(exporter.product_id(place)), Ref(buyer.want_id(number))
    return fit(exporter.products[place], buyer.wants[number], *names)


def _reasons(
    exporter: Exporter,
    buyer: Buyer,
    found: Fit | None,
    asked: Mapping[tuple[PartyId, PartyId], Strength],
    on: date | None,
) -> tuple[Reason, ...]:
    pairs = [pair for pair in ((exporter.id, buyer.id), (buyer.id, exporter.id)) if pair in asked]
    if found is None and not pairs:
        return ()
    wishes = tuple(
        Reason(Text(f"matching.asked_{asked[pair].value}", party=Ref(pair[0])), _ASKED[asked[pair]]) for pair in pairs
    )
    trade = (*found.reasons, *terms(exporter, found.product, buyer, found.want, on)) if found else ()
    return (*trade, *wishes, *_buyer_reasons(buyer))


def _buyer_reasons(buyer: Buyer) -> tuple[Reason, ...]:
    points = _DECIDES.get(buyer.decides)
    found = (Reason(Text(f"matching.person_{buyer.decides.value}"), points),) if points is not None else ()
    if buyer.importer_of_record:
        found = (*found, Reason(Text("matching.imports"), _IMPORTS))
    return found


def _score(reasons: tuple[Reason, ...]) -> Score:
    """Return the sum of the points, from 0 to 1000, with the reasons, the heaviest first."""
    value = max(0, min(MOST, sum(reason.points for reason in reasons)))
    return Score(value, tuple(sorted(reasons, key=lambda reason: -abs(reason.points))))
