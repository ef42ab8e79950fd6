"""Who fits whom by goods alone: what people outside the office are shown is judged so, and tells no "no"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tearoad.companies import Buyer, Exporter, Standing
from tearoad.matching.match import match
from tearoad.matching.request import Match


def fit_by_goods(exporters: Iterable[Exporter], buyers: Iterable[Buyer]) -> tuple[Match, ...]:
    """Return the pairs whose goods go together, the best first; requests and refusals count nothing."""
    firms = [replace(exporter, do_not_meet=(), standing=Standing.CLEAR) for exporter in exporters]
    return match(firms, [replace(buyer, do_not_meet=(), standing=Standing.CLEAR) for buyer in buyers], ()).matches
