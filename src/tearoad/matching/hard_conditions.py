"""Hard conditions by name: which of them hold in a mission, and what of the mission they look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tearoad.mission import Delegate, Interpreter
from tearoad.values import LanguageCode, PartyId


class HardRule(StrEnum):
    """A condition without which two do not meet, in the order in which they are looked at."""

    STANDING = "standing"
    """Screening calls both clear. On the site nobody else is matched, whatever is switched."""
    OFFICE = "office"
    """The office did not decide that they must not meet."""
    REFUSAL = "refusal"
    """Neither said "no"."""
    DO_NOT_MEET = "do_not_meet"
    """Neither stands on the other's list of firms not to meet."""
    PAPERS = "papers"
    """The firm has what the buyer's market asks for with these goods."""
    MINIMUM_ORDER = "minimum_order"
    """The buyer wants at least as much as the firm sells."""
    LANGUAGE = "language"
    """The two share a language, or somebody interprets between two of theirs."""


ALL_RULES = frozenset(HardRule)
USUAL_RULES = ALL_RULES - {HardRule.PAPERS, HardRule.MINIMUM_ORDER, HardRule.LANGUAGE}
"""What holds where a mission says nothing: papers, quantities and languages can still be talked about."""
Tongues = frozenset[LanguageCode]


@dataclass(frozen=True, slots=True)
class HardConditions:
    """Which rules hold, and what they look at beside the two parties."""

    rules: frozenset[HardRule] = USUAL_RULES
    must_not: frozenset[tuple[PartyId, PartyId]] = frozenset()
    """Pairs of which the office decided that they do not meet."""
    interpreters: tuple[Interpreter, ...] = ()
    delegates: tuple[Delegate, ...] = ()
    """Who speaks for the firms: what they speak counts as their firm's."""

    def holds(self, rule: HardRule) -> bool:
        """Whether a rule holds."""
        return rule in self.rules


USUAL_CONDITIONS = HardConditions()


class SpokenLanguages:
    """Who can talk to whom, from what firms, delegates and buyers speak and between what somebody interprets."""

    def __init__(self, conditions: HardConditions) -> None:
        """Sort interpreters by the firm they are attached to; those of the pool are for everybody."""
        self._delegates = _by_firm((delegate.firm, delegate.languages) for delegate in conditions.delegates)
        self._bridges: dict[PartyId | None, set[tuple[LanguageCode, LanguageCode]]] = defaultdict(set)
        for interpreter in conditions.interpreters:
            pairs = {(pair.source, pair.target) for pair in interpreter.pairs}
            self._bridges[interpreter.attached_to] |= pairs | {(target, source) for source, target in pairs}
        self._known: dict[tuple[PartyId, Tongues, Tongues], bool] = {}

    def can_talk(self, firm: PartyId, ours: Iterable[LanguageCode], theirs: Iterable[LanguageCode]) -> bool:
        """Whether a firm and a buyer can talk; where one side's languages are not known, they can."""
        key = (firm, frozenset(ours) | self._delegates.get(firm, frozenset()), frozenset(theirs))
        if key not in self._known:
            self._known[key] = self._judge(*key)
        return self._known[key]

    def _judge(self, firm: PartyId, ours: Tongues, theirs: Tongues) -> bool:
        if not ours or not theirs or ours & theirs:
            return True
        bridges = self._bridges.get(None, set()) | self._bridges.get(firm, set())
        return any((code, other) in bridges for code in ours for other in theirs)


def _by_firm(spoken: Iterable[tuple[PartyId | None, Iterable[LanguageCode]]]) -> Mapping[PartyId, Tongues]:
    found: dict[PartyId, set[LanguageCode]] = defaultdict(set)
    for firm, languages in spoken:
        if firm is not None:
            found[firm] |= set(languages)
    return {firm: frozenset(languages) for firm, languages in found.items()}
