"""What the numbers of a sentence imply of each other, and where they contradict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tearoad.market.facts.document import FactType, ProposedFact, StatedNumber

LOW_BASE = Decimal(50)
"""A change of so many percent or more may tell more about the year before than about this one."""
_HUNDRED = Decimal(100)
_RESPECTIVELY = re.compile("分别|respectively|соответственно")


class NumberWarning(StrEnum):
    """What is to be looked at before a number is used."""

    LOW_BASE = "low_base"
    CONFLICT = "conflict"
    """The base that is stated lies outside of what the other numbers allow."""
    IMPOSSIBLE = "impossible"
    """A fall by all or more of it, with something left."""


@dataclass(frozen=True, slots=True)
class ImpliedBase:
    """What a quantity must have been before a change; low and high come from how the numbers were rounded."""

    quantity: ProposedFact
    change: ProposedFact
    base: Decimal | None
    low: Decimal | None
    high: Decimal | None
    stated: ProposedFact | None
    warnings: tuple[NumberWarning, ...]


def implied_base(now: StatedNumber, change: StatedNumber) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return the base with its lowest and highest value; None where no base can be."""
    low, middle, high = (1 + amount / _HUNDRED for amount in (change.low, change.value, change.high))
    if low <= 0:
        return None
    return now.value / middle, now.low / high, now.high / low


def check_numbers(facts: Iterable[ProposedFact]) -> tuple[ImpliedBase, ...]:
    """Return what follows from each change that stands beside a quantity in its sentence."""
    by_sentence: dict[str, list[ProposedFact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.sentence, []).append(fact)
    return tuple(base for inside in by_sentence.values() for base in _checked(inside))


def _checked(facts: list[ProposedFact]) -> Iterator[ImpliedBase]:
    """Pair each change with the quantity in front of it; where there is none, with the one behind it."""
    in_order = _in_order(facts)
    for place, change in enumerate(facts):
        if change.type is not FactType.PERCENTAGE or change.unit != "change":
            continue
        counted = [fact for fact in (*reversed(facts[:place]), *facts[place:]) if _countable(fact) and not fact.base]
        if not counted:
            continue
        quantity = in_order.get(place, counted[0])
        stated = next((fact for fact in facts if fact.base and fact.unit == quantity.unit), None)
        yield _implied(quantity, change, stated)


def _in_order(facts: list[ProposedFact]) -> dict[int, ProposedFact]:
    """Return which quantity each change belongs to where a sentence says `respectively`, by the change's place."""
    changes = [place for place, fact in enumerate(facts) if fact.type is FactType.PERCENTAGE and fact.unit == "change"]
    if not changes or not _RESPECTIVELY.search(facts[0].sentence):
        return {}
    counted = [fact for fact in facts[: changes[0]] if _countable(fact) and not fact.base]
    return dict(zip(changes, counted[-len(changes) :], strict=False)) if len(counted) >= len(changes) else {}


def _countable(fact: ProposedFact) -> bool:
    return fact.type is FactType.QUANTITY and fact.unit not in {"day", "hour", "month", "year"}


def _implied(quantity: ProposedFact, change: ProposedFact, stated: ProposedFact | None) -> ImpliedBase:
    if quantity.number is None or change.number is None:  # only quantities and percentages come here
        raise TypeError(quantity, change)
    found = implied_base(quantity.number, change.number)
    if found is None:
        return ImpliedBase(quantity, change, None, None, None, stated, (NumberWarning.IMPOSSIBLE,))
    base, low, high = found
    warnings = [NumberWarning.LOW_BASE] if change.number.value >= LOW_BASE else []
    if stated is not None and stated.number is not None and (stated.number.high < low or high < stated.number.low):
        warnings.append(NumberWarning.CONFLICT)
    return ImpliedBase(quantity, change, base, low, high, stated, tuple(warnings))
