from collections import Counter

import pytest

from tearoad.companies import Product, Want
from tearoad.demo.make import make_mission
from tearoad.matching import match
from tearoad.matching.fit import fit
from tearoad.matching.grades import Grade, grade
from tearoad.names import FirmName
from tearoad.text import Ref, Text
from tearoad.timetable.papers.wording import names
from tearoad.timetable.roster import Roster
from tearoad.values import HSCode, Language, LocalText
from tearoad.words import say
from tests.matching.goods_pairs import May, Pair, pairs

_CLAIMS = {
    "matching.same_product": May.EXACT,
    "matching.same_good": May.EXACT,
    "matching.part_of_good": May.KIND,
    "matching.other_sort": May.KIND,
    "matching.near_good": May.RELATED,
}
"""What a reason says of a pair; shared words and codes are told as such and claim nothing."""


def claimed(pair: Pair) -> May:
    reasons = fit(pair.product, pair.want, Ref("E1#0"), Ref("B1#0")).reasons
    return max((_CLAIMS.get(reason.text.code, May.NOTHING) for reason in reasons), default=May.NOTHING)


def half(*, held_out: bool) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs() if pair.held_out is held_out)


def test_there_are_pairs_enough_of_every_claim_in_both_halves() -> None:
    assert len(pairs()) == 459
    assert len({pair.line for pair in pairs()}) == 459
    counted = [Counter(pair.may for pair in half(held_out=held_out)) for held_out in (True, False)]
    assert [min(count.values()) >= 16 and len(count) == len(May) for count in counted] == [True, True]
    assert [sum(count.values()) >= 200 for count in counted] == [True, True]


def test_no_claim_of_the_half_it_was_tuned_on_is_false() -> None:
    assert [pair.line for pair in half(held_out=False) if claimed(pair) > pair.may] == []


def test_at_most_one_claim_in_a_hundred_of_the_other_half_is_false() -> None:
    other = half(held_out=True)
    false = [pair.line for pair in other if claimed(pair) > pair.may]
    assert len(false) * 100 <= len(other), false


def test_what_is_sought_is_still_called_so() -> None:
    exact = [pair for pair in half(held_out=True) if pair.may is May.EXACT]
    said = [pair for pair in exact if claimed(pair) is May.EXACT]
    assert len(said) * 10 >= len(exact) * 9, [pair.line for pair in exact if pair not in said]


BAIJIU = FirmName(native="酱香型白酒", latin="Sauce-aroma baijiu", local="Байцзю с соевым ароматом")


@pytest.mark.parametrize(
    ("name", "code", "want", "expected"),
    [
        (BAIJIU, "22089020", Want("Байцзю с соевым ароматом", HSCode("220890")), Grade.EXACT),
        (BAIJIU, "22089020", Want("Байцзю с сильным ароматом", HSCode("220890")), Grade.KIND),
        (BAIJIU, "22089020", Want("байцзю", HSCode("220890")), Grade.KIND),
        (BAIJIU, "22089020", Want("Байцзю с соевым ароматом"), Grade.BY_NAME),
        (BAIJIU, "22089020", Want("Байцзю с соевым ароматом", HSCode("2208")), Grade.BY_NAME),
        (BAIJIU, "22089020", Want("Байцзю с соевым ароматом", HSCode("220820")), Grade.KIND),
        (BAIJIU, "22089020", Want("Байцзю с соевым ароматом", HSCode("330210")), Grade.NEAR),
        (BAIJIU, "22089020", Want("байцзю", said=LocalText(zh="浓香型白酒")), Grade.KIND),
        # One word in a language of its own tells a kind that nobody else was told.
        (FirmName(native="秘酿白酒", local="байцзю"), "22089020", Want("байцзю"), Grade.KIND),
        (FirmName(latin="tea packing machine"), "842240", Want("tea", HSCode("0902")), Grade.NOTHING),
        (FirmName(latin="strawberry jam"), "200799", Want("strawberry", HSCode("081010")), Grade.NOTHING),
        (FirmName(latin="premium honey"), "040900", Want("мёд", HSCode("040900")), Grade.EXACT),
        (FirmName(latin="dried cherries"), "081340", Want("frozen cherries", HSCode("081120")), Grade.NEAR),
    ],
)
def test_a_claim_grows_with_words_and_codes(name: FirmName, code: str, want: Want, expected: Grade) -> None:
    assert grade(Product(name, HSCode(code)), want) is expected


def test_the_demo_calls_nothing_exact_that_a_chinese_reader_sees_is_not() -> None:
    files = make_mission()
    products = {
        exporter.product_id(n): good for exporter in files.exporters for n, good in enumerate(exporter.products)
    }
    wants = {buyer.id: {want.said["zh"] or want.product for want in buyer.wants} for buyer in files.buyers}
    wanted: Counter[bool] = Counter()
    for found in match(files.exporters, files.buyers, files.requests).matches:
        for reason in found.score.reasons:
            if reason.text.code == "matching.same_product":
                product = reason.text["product"]
                assert isinstance(product, Ref)
                wanted[products[product.id].name.native in wants[found.buyer]] += 1
    assert wanted[False] == 0
    assert wanted[True] > 300


def test_a_want_is_quoted_in_the_readers_language() -> None:
    files = make_mission()
    buyer = next(buyer for buyer in files.buyers if buyer.wants[0].said["zh"] not in {"", buyer.wants[0].product})
    number, want = 0, buyer.wants[0]
    text = Text("matching.near_good", product=Ref(files.exporters[0].product_id(0)), want=Ref(buyer.want_id(number)))
    roster = Roster(files.mission, files.exporters, files.buyers, (), (), (), {})
    for language, written in (
        (Language.ZH, want.said["zh"]),
        (Language.RU, want.said["ru"]),
        (Language.EN, want.said["en"]),
    ):
        assert written in say(text, language, names(roster, language))
