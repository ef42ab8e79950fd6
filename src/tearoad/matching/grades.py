"""How much may be claimed of a product and a want: no more than their words and codes carry together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from tearoad.companies import Product, Want
from tearoad.matching.lexicon import Good, GoodKind
from tearoad.matching.understood import Understood, understood
from tearoad.names import FirmName
from tearoad.values import LocalText, script_of


class Grade(IntEnum):
    """What may be claimed, the least first."""

    NOTHING = 0
    NEAR = 1
    """Another good, close to what is looked for."""
    KIND = 2
    """The same good; whether it is the very sort is not said."""
    BY_NAME = 3
    """By the words it is what is looked for; no codes bear it out."""
    EXACT = 4
    """What is looked for: the words that tell kinds apart agree, and so do the codes."""


_BASKETS = frozenset({"1211", "2106", "3824", "3926", "6307", "7326", "8438", "8479", "8543", "9701"})
"""Headings of what fits nowhere else: to share one says nothing."""
_VAGUE = frozenset({
    "machine", "equipment", "tool", "device", "system", "part", "set", "material", "board", "box", "case", "cover",
    "container", "paper", "oil", "acid", "powder", "cream", "resin", "film", "product", "line",
    "машин", "оборудован", "станок", "аппарат", "прибор", "набор", "материал", "коробк", "чехл", "средств", "масл",
    "кислот", "крем", "пленк", "бумаг", "издели", "порошок", "лини",
})  # fmt: skip
"""Heads of wordings that name no good by themselves."""
_STATE = "state"


@dataclass(frozen=True, slots=True)
class _Side:
    """All wordings of one side together."""

    wordings: tuple[tuple[str, Understood], ...]
    """By the language each is written in."""
    heads: frozenset[Good]
    """The goods it names, without those of which it names a sort as well."""
    kinds: frozenset[GoodKind]
    respects: frozenset[str]
    """In which respects it tells a kind: translations of one wording may choose different words for it."""
    beside: frozenset[str]
    has_rest: bool


@lru_cache(maxsize=16384)
def _side(*texts: str) -> _Side:
    wordings = tuple((script_of(text).value, understood(text)) for text in dict.fromkeys(texts) if text)
    heads = {wording.head for _, wording in wordings if wording.head is not None}
    kinds = frozenset[GoodKind]().union(*(wording.kinds for _, wording in wordings))
    return _Side(
        wordings,
        frozenset(head for head in heads if not any(_is_sort(other, head) for other in heads)),
        kinds,
        frozenset(kind.of for kind in kinds),
        frozenset[str]().union(*(wording.beside for _, wording in wordings)),
        any(wording.rest for _, wording in wordings),
    )


def grade(product: Product, want: Want) -> Grade:
    """Return what may be claimed; what two names and two codes carry together is remembered."""
    own = tuple(code.hs6 for code in (product.hs, product.local_code) if code is not None)
    return _graded(product.name, want.product, want.said, own, want.hs.hs6 if want.hs is not None else "")


@lru_cache(maxsize=65536)
def _graded(name: FirmName, wanted: str, said: LocalText, own: tuple[str, ...], wanted_code: str) -> Grade:
    ours, theirs = _side(*name.written), _side(wanted, *said.written)
    codes = _codes(own, wanted_code)
    if _same_words(ours, theirs, codes) and not codes.contrary:
        return Grade.EXACT if codes.agree else Grade.BY_NAME
    if _kin(ours, theirs):
        return Grade.NEAR if codes.contrary_heading or _other_state(ours, theirs) else Grade.KIND
    if codes.agree and _same_head_word(ours, theirs):
        return Grade.KIND
    return Grade.NEAR if _near(ours, theirs) else Grade.NOTHING


def are_two_sorts(product: Product, want: Want) -> bool:
    """Whether the words of both sides say different things of the same respect: fresh and dried, red and green."""
    ours, theirs = _side(*product.name.written), _side(want.product, *want.said.written)
    if any(head != other and head.lineage & other.lineage for head in ours.heads for other in theirs.heads):
        return True
    return any(
        kind.of == other.of and kind not in theirs.kinds and other not in ours.kinds
        for kind in ours.kinds
        for other in theirs.kinds
    )


@dataclass(frozen=True, slots=True)
class _Codes:
    """How far the codes of both sides go together."""

    agree: bool
    """To six digits at least."""
    contrary: bool
    """Both are known, and no code of the product is the want's, or above or below it."""
    contrary_heading: bool


def _codes(own: tuple[str, ...], wanted: str) -> _Codes:
    if not own or not wanted:
        return _Codes(agree=False, contrary=False, contrary_heading=False)
    return _Codes(
        agree=len(wanted) == 6 and wanted in own,
        contrary=not any(text.startswith(wanted) or wanted.startswith(text) for text in own),
        contrary_heading=not any(text[:4].startswith(wanted[:4]) or wanted[:4].startswith(text[:4]) for text in own),
    )


def _same_words(ours: _Side, theirs: _Side, codes: _Codes) -> bool:
    """Whether the wordings name the same thing: in every language that both use, or else across languages."""
    if ours.respects != theirs.respects or ours.beside != theirs.beside:
        return False
    if ours.heads and theirs.heads and ours.heads != theirs.heads:
        return False
    pairs = [(own, other) for language, own in ours.wordings for same, other in theirs.wordings if language == same]
    if not pairs:  # only what is understood to the last word can be held against another language
        pairs = [(own, other) for _, own in ours.wordings for _, other in theirs.wordings if own.whole and other.whole]
    if not pairs or not all(own == other or _same_meaning(own, other) for own, other in pairs):
        return False
    # A word in a third language that nobody understands may tell a kind: then the codes have to bear it out.
    return codes.agree or not (ours.has_rest ^ theirs.has_rest)


def _same_meaning(first: Understood, second: Understood) -> bool:
    return (first.whole and second.whole) and (first.head, first.kinds, first.beside) == (
        second.head,
        second.kinds,
        second.beside,
    )


def _kin(ours: _Side, theirs: _Side) -> bool:
    """Whether both name one good, or sorts of one."""
    return any(
        head == other or _is_sort(head, other) or _is_sort(other, head) or bool(head.lineage & other.lineage)
        for head in ours.heads
        for other in theirs.heads
    )


def _is_sort(good: Good, other: Good) -> bool:
    """Whether the one is a sort of the other: said so in the lexicon, or below it in the tree of codes."""
    below = good.hs.digits.startswith(other.hs.digits) and len(good.hs.digits) > len(other.hs.digits)
    return other.id in good.lineage or below


def _other_state(ours: _Side, theirs: _Side) -> bool:
    own, wanted = ({kind for kind in side.kinds if kind.of == _STATE} for side in (ours, theirs))
    return bool(own and wanted and own != wanted)


def _same_head_word(ours: _Side, theirs: _Side) -> bool:
    """Whether an unknown good is called by the same word on both sides, and the word names a good."""
    own, wanted = ({wording.head_word for _, wording in side.wordings if wording.head_word} for side in (ours, theirs))
    return bool((own & wanted) - _VAGUE)


def _near(ours: _Side, theirs: _Side) -> bool:
    return any(
        head.hs.heading == other.hs.heading and head.hs.heading not in _BASKETS
        for head in ours.heads
        for other in theirs.heads
    )
