"""Facts and what follows from their numbers, as their reader sees them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from tearoad.market.facts.checking import ImpliedBase
from tearoad.market.facts.document import ProposedFact
from tearoad.paper.figures import number
from tearoad.text import Text
from tearoad.words import Words

_DIGITS = 3
"""Of an implied base: it is never more exact than what it was worked out of."""


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
    ends = {"base": base.base, "low": base.low, "high": base.high}
    digits = next((digits for digits in range(_DIGITS, 9) if _apart(base.low, base.high, digits, words)), _DIGITS)
    return Text("market.facts_base", **stated, **{n: rounded_number(value, words, digits) for n, value in ends.items()})


def _apart(low: Decimal, high: Decimal, digits: int, words: Words) -> bool:
    """Whether two ends can be told apart by so many digits."""
    return low == high or rounded_number(low, words, digits) != rounded_number(high, words, digits)


def rounded_number(value: Decimal, words: Words, digits: int = _DIGITS) -> str:
    """Return a number with so many digits: three, as an implied base can have, or more where its ends are close."""
    step = Decimal(1).scaleb(min(0, value.adjusted() - digits + 1)) if value else Decimal(1)
    rounded = value if value.adjusted() < digits else value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1))
    return number(Decimal(rounded).quantize(step, ROUND_HALF_EVEN), words.language)
