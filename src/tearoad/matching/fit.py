"""How well a product answers a want: by its place in the HS tree and by what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tearoad.companies import Product, Want
from tearoad.matching.lexicon import Good, goods_in, says_only, stem
from tearoad.names.fold import fold, has_han
from tearoad.reference import hs_distance
from tearoad.text import Ref, Text
from tearoad.values import HSCode, Reason

SAME_GOOD, PART_OF_GOOD, SAME_HEADING_GOOD = 400, 330, 120
MOST_BY_WORDS = 300
CODE_POINTS = (420, 260, 70, 0)
"""By distance in the tree: same six digits, heading, chapter, nothing."""
SAME_NATIONAL_CODE = 440
NOTHING_IN_COMMON = 150
"""Below this a product does not answer a want: the same chapter alone is not enough (tea is not coffee)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A product, the want it answers best, and why."""

    product: Product
    want: Want
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """Return the points of all reasons."""
        return sum(reason.points for reason in self.reasons)


def points(product: Product, want: Want) -> int:
    """Return how well a product answers a want, whatever the two are called by id."""
    return fit(product, Ref(""), want).points


def traits(texts: Iterable[str], codes: Iterable[HSCode | None]) -> frozenset[str]:
    """Return of which a product and a want must share one, else nothing is in common: a heading, or a word."""
    written = tuple(texts)
    headings = {code.heading for code in codes if code is not None}
    headings |= {good.hs.heading for text in written for good in goods_in(text)}
    return frozenset(headings).union(*map(_parts, written))


def fit(product: Product, named: Ref, want: Want) -> Fit:
    """Rate one product against one want, at most 520 points; reasons name the product by its reference.

    The better of code and words counts in full, the other a fifth: they say the same thing twice.
    """
    reasons = [reason for reason in (_by_code(product, want), _by_words(product, named, want)) if reason is not None]
    reasons.sort(key=lambda reason: -reason.points)
    shares = [Reason(reason.text, reason.points // (1 if place == 0 else 5)) for place, reason in enumerate(reasons)]
    return Fit(product, want, tuple(shares))


def _by_code(product: Product, want: Want) -> Reason | None:
    if want.hs is None:
        return None
    best: Reason | None = None
    for code in (product.hs, product.local_code):
        reason = _code_reason(code, want.hs) if code is not None else None
        if reason is not None and (best is None or reason.points > best.points):
            best = reason
    return best


def _code_reason(ours: HSCode, theirs: HSCode) -> Reason | None:
    if min(len(ours.digits), len(theirs.digits)) >= 8 and ours.digits[:8] == theirs.digits[:8]:
        return Reason(Text("matching.same_national_code", code=str(theirs)), SAME_NATIONAL_CODE)
    distance = hs_distance(ours, theirs)
    points = CODE_POINTS[distance]
    if not points:
        return None
    code, shared = (("same_code", ours.hs6), ("same_heading", ours.heading), ("same_chapter", ours.chapter))[distance]
    return Reason(Text(f"matching.{code}", code=str(HSCode(shared))), points)


def _by_words(product: Product, named: Ref, want: Want) -> Reason | None:
    ours = tuple(dict.fromkeys(good for name in product.name.written for good in goods_in(name)))
    theirs = goods_in(want.product)
    best = max((_good_points(one, other) for one in ours for other in theirs), default=0)
    shared = max((_words_shared(name, want.product) for name in product.name.written), default=0.0)
    # The buyer's words are in the buyer's language: where they say nothing but the product, nobody reads them twice.
    if shared == 1 or any(good in ours and says_only(want.product, good) for good in theirs):
        return Reason(Text("matching.same_product", product=named), best or MOST_BY_WORDS)
    if best:
        return Reason(Text(_GOOD_TEXT[best], product=named, want=want.product), best)
    points = round(MOST_BY_WORDS * shared)
    if points < NOTHING_IN_COMMON:
        return None
    return Reason(Text("matching.same_words", product=named, want=want.product), points)


_GOOD_TEXT = {
    SAME_GOOD: "matching.same_good",
    PART_OF_GOOD: "matching.part_of_good",
    SAME_HEADING_GOOD: "matching.near_good",
}


def _good_points(one: Good, other: Good) -> int:
    if one.id == other.id:
        return SAME_GOOD
    shorter, longer = sorted((one.hs.digits, other.hs.digits), key=len)
    if len(shorter) < len(longer) and longer.startswith(shorter):
        return PART_OF_GOOD
    return SAME_HEADING_GOOD if one.hs.heading == other.hs.heading else 0


@lru_cache(maxsize=65536)
def _words_shared(one: str, other: str) -> float:
    """Return the part of words (of pairs of characters, in Chinese) that two texts share: Dice's coefficient."""
    ours, theirs = _parts(one), _parts(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _parts(text: str) -> frozenset[str]:
    folded = fold(text)
    if has_han(folded):
        joined = folded.replace(" ", "")
        return frozenset(joined[place : place + 2] for place in range(len(joined) - 1))
    return frozenset(stem(word) for word in folded.split() if len(word) > 2)
