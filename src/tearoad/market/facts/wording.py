"""Facts and what follows from their numbers, as their reader sees them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from tearoad.market.facts.checking import ImpliedBase
from tearoad.market.facts.document import ProposedFact
from tearoad.paper.figures import number
from tearoad.text import Text
from tearoad.words import Words

_DIGITS, _MOST_DIGITS = 3, 9
"""Of an implied base: it is never more exact than what it was worked out of, but its ends are told apart."""
_COUNTED = (
    "tonne kilogram kilometre square_metre cubic_metre metre litre hectare dollar yuan rouble euro pound tenge dong yen"
    " person firm container train truck wagon ship country stand"
)
_NAMED_UNITS = frozenset(f"market.fact_unit_{unit}" for unit in _COUNTED.split())


def fact_line(fact: ProposedFact) -> Text:
    """Return what a fact is, as it is written, and since when it holds."""
    since = str(fact.since) if fact.since else ""
    return Text(
        "market.fact_since" if since else "market.fact",
        type=Text(f"market.fact_{fact.type}"),
        written=fact.written,
        **({"since": since} if since else {}),
    )


def implied_line(base: ImpliedBase, words: Words) -> Text:
    """Return what was there before a change, with what rounding leaves open."""
    stated = {"quantity": base.quantity.written, "change": base.change.written}
    if base.base is None or base.low is None or base.high is None:
        return Text("market.facts_no_base", **stated)
    low, middle, high = base_numbers((base.low, base.base, base.high), words)
    unit = f"market.fact_unit_{base.quantity.unit}"
    amount = Text(unit, amount=middle) if unit in _NAMED_UNITS else middle
    return Text("market.facts_base", **stated, base=amount, low=low, high=high)


def base_numbers(ends: tuple[Decimal, Decimal, Decimal], words: Words) -> tuple[str, ...]:
    """Return the least, the likeliest and the most as numbers that can be told apart, as far as they differ at all."""
    for digits in range(_DIGITS, _MOST_DIGITS):
        shown = tuple(rounded_number(end, words, digits) for end in ends)
        if len(set(shown)) == len(set(ends)):
            return shown
    return tuple(rounded_number(end, words) for end in ends)


def rounded_number(value: Decimal, words: Words, digits: int = _DIGITS) -> str:
    """Return a number with so many digits: three, as an implied base can have, or more where its ends are close."""
    step = Decimal(1).scaleb(min(0, value.adjusted() - digits + 1)) if value else Decimal(1)
    rounded = value if value.adjusted() < digits else value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1))
    return number(Decimal(rounded).quantize(step, ROUND_HALF_EVEN), words.language)
