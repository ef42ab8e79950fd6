"""Pairs judged by hand, written down before the code: whether the two may meet, and what speaks for it."""

from __future__ import annotations

import pytest

from tearoad.matching import match
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say
from tests.matching.meeting_pairs import FAIR, MeetingPair, meeting_pairs

PAIRS = tuple(meeting_pairs())
RULES = {
    "not_clear": "standing",
    "office_decided": "office",
    "said_no": "refusal",
    "do_not_meet": "do_not_meet",
    "paper_missing": "papers",
    "below_minimum": "minimum_order",
    "no_common_language": "language",
}
GOODS = {
    "same_product": "exact", "same_good": "exact", "part_of_good": "kind", "other_sort": "kind", "near_good": "near",
}  # fmt: skip
OTHERS = {
    "volume_enough": "volume", "certified": "papers", "asked_wish": "wish", "asked_must": "must",
}  # fmt: skip
ORDER = ("exact", "kind", "near", "code", "volume", "papers", "wish", "must")


def judged(pair: MeetingPair) -> tuple[str, tuple[Text, ...]]:
    """Return what the program says of a pair in the words of the file, and its sentences."""
    found = match([pair.exporter], [pair.buyer], pair.requests, on=FAIR, conditions=pair.conditions)
    if found.refusals:
        (refusal,) = found.refusals
        assert found.matches == ()
        return f"refused {RULES[_bare(refusal.why)]}", (refusal.why,)
    if not found.matches:
        return "nothing", ()
    reasons = tuple(reason.text for reason in found.matches[0].score.reasons)
    codes = set(map(_bare, reasons))
    goods = {GOODS[code] for code in codes & GOODS.keys()}
    if not goods and codes & {"same_code", "same_heading", "same_words", "same_national_code"}:
        goods = {"code"}
    said = goods | {OTHERS[code] for code in codes & OTHERS.keys()}
    return " ".join(("fits", *(word for word in ORDER if word in said))), reasons


def _bare(text: Text) -> str:
    return text.code.removeprefix("matching.")


def test_there_are_as_many_pairs_as_promised_in_three_languages() -> None:
    assert len(PAIRS) >= 150
    written = " ".join(pair.line for pair in PAIRS)
    assert all(word in written for word in ("Зелёный чай", "茶叶", "Green tea"))
    assert {pair.expected.split()[1] for pair in PAIRS if pair.expected.startswith("refused")} == set(RULES.values())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair.number))
def test_a_pair_is_judged_as_people_judge_it(pair: MeetingPair) -> None:
    found, sentences = judged(pair)
    assert found == pair.expected, pair.line
    for language in Language:
        assert all(say(sentence, language) for sentence in sentences)


@pytest.mark.parametrize("rule", sorted({rule for pair in PAIRS for rule in pair.conditions.rules}))
def test_a_rule_that_is_switched_off_refuses_nobody(rule: str) -> None:
    refused = [pair for pair in PAIRS if pair.expected == f"refused {rule}"]
    assert refused
    for pair in refused:
        conditions = type(pair.conditions)(
            frozenset(hard_rule for hard_rule in pair.conditions.rules if hard_rule != rule),
            pair.conditions.must_not,
            pair.conditions.interpreters,
        )
        found = match([pair.exporter], [pair.buyer], pair.requests, on=FAIR, conditions=conditions)
        assert rule not in {RULES[_bare(refusal.why)] for refusal in found.refusals}
