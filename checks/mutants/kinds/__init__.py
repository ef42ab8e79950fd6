"""Kinds of faults, by what somebody has forgotten: each says what is written in place of a piece of the source.

A kind is a function from a node of the syntax tree to what may be written instead. `plain` has what fits everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checks.mutants.kinds import amounts, days, limits, plain, rows, sides
from checks.mutants.kinds.node import Node

Kind = Callable[[Node], Iterator[str]]

KINDS: Mapping[str, Kind] = {
    "bound": limits.bound,
    "boundary": limits.boundary,
    "cache": rows.cache,
    "day": days.day,
    "filter": rows.filter_rows,
    "folding": sides.folding,
    "language": sides.language,
    "lock": rows.lock,
    "pages": limits.pages,
    "policy": rows.policy,
    "rate": days.rate,
    "rounding": amounts.rounding,
    "side": sides.side,
    "sign": amounts.sign,
    "unit": amounts.unit,
}
"""What is drawn from, each as often as every other."""
PLAIN = "plain"
EVERY: Mapping[str, Kind] = {**KINDS, PLAIN: plain.plain}
