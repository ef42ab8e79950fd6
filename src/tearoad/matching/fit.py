"""How well a product answers a want: by its place in the HS tree and by what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tearoad.companies import Product, Want
from tearoad.matching.grades import Grade, are_two_sorts, grade
from tearoad.matching.lexicon import stem
from tearoad.matching.understood import understood
from tearoad.names.fold import fold, has_han
from tearoad.reference import hs_distance
from tearoad.text import Ref, Text
from tearoad.values import HSCode, Reason

CODE_POINTS = (420, 260, 70, 0)
"""By distance in the tree: same six digits, heading, chapter, nothing."""
SAME_NATIONAL_CODE = 440
GRADE_POINTS = {Grade.EXACT: 400, Grade.BY_NAME: 400, Grade.KIND: 330, Grade.NEAR: 120}
MOST_BY_WORDS = 300
NOTHING_IN_COMMON = 150
"""Below this a product does not answer a want: the same chapter alone is not enough (tea is not coffee)."""
_GRADE_TEXT = {
    Grade.EXACT: "matching.same_product",
    Grade.BY_NAME: "matching.same_good",
    Grade.KIND: "matching.part_of_good",
    Grade.NEAR: "matching.near_good",
}
_NATIONAL_LENGTHS = (10, 8)


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
    return fit(product, want, Ref(""), Ref("")).points


def traits(texts: Iterable[str], codes: Iterable[HSCode | None]) -> frozenset[str]:
    """Return of which a product and a want must share one, else nothing is in common: a heading, a good or a word."""
    written = tuple(texts)
    headings = {code.heading for code in codes if code is not None}
    goods = {good for text in written if (good := understood(text).head) is not None}
    headings |= {good.hs.heading for good in goods}
    return frozenset(headings).union(*({good.id} | good.lineage for good in goods), *map(_parts, written))


def fit(product: Product, want: Want, product_name: Ref, want_name: Ref) -> Fit:
    """Rate one product against one want, at most 520 points; readers see both names in their own language.

    The better of code and words counts in full, the other a fifth: they say the same thing twice.
    """
    by_words = _by_words(product, want, product_name, want_name)
    reasons = [reason for reason in (_by_code(product.hs, product.local_code, want.hs), by_words) if reason is not None]
    reasons.sort(key=lambda reason: -reason.points)
    shares = [Reason(reason.text, reason.points // (1 if place == 0 else 5)) for place, reason in enumerate(reasons)]
    return Fit(product, want, tuple(shares))


@lru_cache(maxsize=65536)
def _by_code(ours: HSCode | None, local: HSCode | None, wanted: HSCode | None) -> Reason | None:
    """Rate a product's codes, the exporter's and the host's, against the code of a want."""
    if wanted is None:
        return None
    same = _national_digits(local, wanted)
    if same:
        return Reason(Text("matching.same_national_code", code=str(HSCode(same))), SAME_NATIONAL_CODE)
    found = [_code_reason(code, wanted) for code in (ours, local) if code is not None]
    return max((reason for reason in found if reason), key=lambda reason: reason.points, default=None)


def _national_digits(local: HSCode | None, wanted: HSCode) -> str:
    """Return what both have of the host's own tariff; the exporter's national digits mean other things there."""
    ours = local.digits if local else ""
    lengths = (length for length in _NATIONAL_LENGTHS if min(len(ours), len(wanted.digits)) >= length)
    return next((ours[:length] for length in lengths if ours[:length] == wanted.digits[:length]), "")


def _code_reason(ours: HSCode, theirs: HSCode) -> Reason | None:
    distance = hs_distance(ours, theirs)
    points = CODE_POINTS[distance]
    if not points:
        return None
    code, shared = (("same_code", ours.hs6), ("same_heading", ours.heading), ("same_chapter", ours.chapter))[distance]
    return Reason(Text(f"matching.{code}", code=str(HSCode(shared))), points)


def _by_words(product: Product, want: Want, product_name: Ref, want_name: Ref) -> Reason | None:
    claim = grade(product, want)
    if claim is Grade.EXACT:  # both are called the same: nobody reads it twice
        return Reason(Text(_GRADE_TEXT[claim], product=product_name), GRADE_POINTS[claim])
    if claim is not Grade.NOTHING:
        two_sorts = claim is Grade.KIND and are_two_sorts(product, want)
        code = "matching.other_sort" if two_sorts else _GRADE_TEXT[claim]
        return Reason(Text(code, product=product_name, want=want_name), GRADE_POINTS[claim])
    shared = max((_words_shared(name, want.product) for name in product.name.written), default=0.0)
    points = round(MOST_BY_WORDS * shared)
    if points < NOTHING_IN_COMMON:
        return None
    return Reason(Text("matching.same_words", product=product_name, want=want_name), points)


@lru_cache(maxsize=65536)
def _words_shared(text: str, other: str) -> float:
    """Return the part of words (of pairs of characters, in Chinese) that two texts share: Dice's coefficient."""
    ours, theirs = _parts(text), _parts(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _parts(text: str) -> frozenset[str]:
    folded = fold(text)
    if has_han(folded):
        joined = folded.replace(" ", "")
        return frozenset(joined[place : place + 2] for place in range(len(joined) - 1))
    return frozenset(stem(word) for word in folded.split() if len(word) > 2)
