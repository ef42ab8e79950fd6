"""What papers are made from: public facts about those who may be met.

A roster holds no verdict, no request, no "no" and no private note: a paper cannot leak what it was never given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.companies import Buyer, Exporter
from tearoad.mission import Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.text import Text
from tearoad.values import PartyId, WishId


@dataclass(frozen=True, slots=True)
class Roster:
    """The mission, its people and, for each wish, why the two were brought together (fit for both sides' eyes)."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    buyers: tuple[Buyer, ...]
    delegates: tuple[Delegate, ...]
    programme: tuple[ProgrammeItem, ...]
    interpreters: tuple[Interpreter, ...]
    reasons: Mapping[WishId, tuple[Text, ...]]
    called_off: frozenset[tuple[PartyId, PartyId]] = frozenset()
    """Pairs whose meeting stands in the plan and does not take place, as far as the reader may know."""
