from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tearoad.companies import (
    Buyer,
    Certificate,
    Decides,
    Exporter,
    Price,
    Product,
    Quantity,
    Standing,
    Want,
)
from tearoad.demo import make_mission
from tearoad.matching import Match, Matching, Request, Strength, match, public_reasons, shortlist
from tearoad.matching.match import Rating
from tearoad.names import FirmName
from tearoad.screening import Status, Verdict
from tearoad.text import Ref, Text
from tearoad.values import CountryCode, HSCode, Incoterm, Language, Money, PartyId, Score, WishId
from tearoad.words import say

E1, B1 = PartyId("E1"), PartyId("B1")
TEA = Product(
    FirmName(native="都匀毛尖绿茶", latin="Duyun green tea", local="зелёный чай"),
    HSCode("09021010"),
    HSCode("0902100001"),
    minimum_order=Quantity(Decimal(100), "kg"),
    price=Price(Money(Decimal(20), "USD"), "kg", Incoterm.FOB),
)
WANT = Want("зелёный чай листовой", HSCode("090210"))
EXPORTER = Exporter(E1, FirmName(native="茶业"), products=(TEA,))
BUYER = Buyer(B1, FirmName(native="Ромашка"), country=CountryCode("TR"), wants=(WANT,))


def codes(exporter: Exporter, buyer: Buyer, *requests: Request, on: date | None = None) -> dict[str, int]:
    (found,) = match([exporter], [buyer], requests, on=on).matches
    assert found.score.value == max(0, min(1000, sum(reason.points for reason in found.score.reasons)))
    return {reason.text.code.removeprefix("matching."): reason.points for reason in found.score.reasons}


def request(asker: PartyId, asked: PartyId, strength: Strength = Strength.WISH) -> Request:
    return Request(WishId(f"{asker}-{asked}"), asker, asked, strength)


def refusal(exporter: Exporter, buyer: Buyer, *requests: Request, verdicts: tuple[Verdict, ...] = ()) -> Text | None:
    found = match([exporter], [buyer], requests, verdicts)
    assert len(found.matches) + len(found.refusals) <= 1
    return found.why_not(exporter.id, buyer.id)


@pytest.mark.parametrize(
    ("want", "expected"),
    [
        (Want("зелёный чай", HSCode("0902109900")), {"same_code": 420, "part_of_good": 66}),
        (Want("зелёный чай", HSCode("0902100001")), {"same_national_code": 440, "part_of_good": 66}),
        (Want("зелёный чай", HSCode("0902100099")), {"same_national_code": 440, "part_of_good": 66}),
        (Want("都匀毛尖绿茶", HSCode("090210")), {"same_code": 420, "same_product": 80}),
        (Want("都匀毛尖绿茶", HSCode("090230")), {"part_of_good": 330, "same_heading": 52}),
        (Want("чёрный чай", HSCode("090230")), {"same_heading": 260, "near_good": 24}),
        (Want("чай"), {"part_of_good": 330}),
        (Want("绿茶"), {"part_of_good": 330}),
        (Want("都匀毛尖绿茶"), {"same_good": 400}),
        (Want("зелёный чай листовой"), {"part_of_good": 330}),
        (Want("Duyun leaf", HSCode("0902")), {"same_heading": 260}),
    ],
)
def test_a_product_answers_a_want_by_code_and_by_name(want: Want, expected: dict[str, int]) -> None:
    assert codes(EXPORTER, replace(BUYER, wants=(want,))) == expected


@pytest.mark.parametrize("want", [Want("кофе", HSCode("090121")), Want("мебель"), Want("чёрный кофе"), Want("")])
def test_the_same_chapter_alone_is_nothing_in_common(want: Want) -> None:
    assert refusal(EXPORTER, replace(BUYER, wants=(want,))) == Text("matching.nothing_in_common")


def test_words_count_where_no_lexicon_knows_the_good() -> None:
    product = Product(FirmName(latin="silver filigree brooch"))
    found = codes(replace(EXPORTER, products=(product,)), replace(BUYER, wants=(Want("silver brooch filigree"),)))
    assert found == {"same_words": 300}
    found = codes(replace(EXPORTER, products=(product,)), replace(BUYER, wants=(Want("silver brooch"),)))
    assert found == {"same_words": 240}


@pytest.mark.parametrize(
    ("volume", "expected"),
    [
        (Quantity(Decimal(1), "т"), {"volume_enough": 90}),
        (Quantity(Decimal(100), "кг"), {"volume_enough": 90}),
        (Quantity(Decimal(99), "kg"), {"volume_too_little": -60}),
        (Quantity(Decimal(5), "箱"), {}),
        (None, {}),
    ],
)
def test_volume_is_held_against_the_minimum_order(volume: Quantity | None, expected: dict[str, int]) -> None:
    found = codes(EXPORTER, replace(BUYER, wants=(replace(WANT, volume=volume),)))
    assert {code: points for code, points in found.items() if code.startswith("volume")} == expected


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (Price(Money(Decimal(20), "USD"), "kg", Incoterm.FOB), {"price_fits": 90}),
        (Price(Money(Decimal(20000), "USD"), "t", Incoterm.FOB), {"price_fits": 90}),
        (Price(Money(Decimal(18), "USD"), "kg", Incoterm.FOB), {"price_near": 40}),
        (Price(Money(Decimal(10), "USD"), "kg", Incoterm.FOB), {"price_apart": -60}),
        (Price(Money(Decimal(10), "USD"), "kg", Incoterm.CIF), {}),
        (Price(Money(Decimal(10), "RUB"), "kg", Incoterm.FOB), {}),
        (None, {}),
    ],
)
def test_prices_are_compared_only_in_the_same_terms(price: Price | None, expected: dict[str, int]) -> None:
    found = codes(EXPORTER, replace(BUYER, wants=(replace(WANT, price=price),)))
    assert {code: points for code, points in found.items() if code.startswith("price")} == expected


@pytest.mark.parametrize(
    ("papers", "country", "expected"),
    [
        ((Certificate("EAC"),), "RU", {"certified": 50}),
        ((Certificate("Декларация ТР ТС"),), "KZ", {"certified": 50}),
        ((Certificate("EAC", expires_on=date(2023, 1, 1)),), "RU", {"not_certified": -20}),
        ((Certificate("ISO 22000"),), "RU", {"not_certified": -20}),
        ((), "TR", {}),
    ],
)
def test_food_to_the_union_needs_a_valid_eac_paper(
    papers: tuple[Certificate, ...], country: str, expected: dict[str, int]
) -> None:
    exporter, buyer = replace(EXPORTER, certificates=papers), replace(BUYER, country=CountryCode(country))
    found = codes(exporter, buyer, on=date(2023, 2, 6))
    assert {code: points for code, points in found.items() if "certified" in code} == expected


def test_requests_import_label_and_decision_power_are_counted() -> None:
    buyer = replace(
        BUYER, decides=Decides.DECIDES, importer_of_record=True, wants=(replace(WANT, private_label=True),)
    )  # fmt: skip
    found = codes(EXPORTER, buyer, request(E1, B1), request(B1, E1, Strength.MUST))
    assert found == {
        "same_code": 420, "part_of_good": 66, "asked_must": 130, "asked_wish": 90,
        "person_decides": 60, "imports": 30, "private_label": 0,
    }  # fmt: skip


def test_a_request_is_a_match_even_with_nothing_in_common() -> None:
    assert codes(EXPORTER, replace(BUYER, wants=()), request(B1, E1)) == {"asked_wish": 90}


def test_the_best_pair_of_product_and_want_counts() -> None:
    sauce = Product(FirmName(latin="chili sauce"), HSCode("210390"))
    found = codes(replace(EXPORTER, products=(sauce, TEA)), replace(BUYER, wants=(Want("мебель"), WANT)))
    assert found == {"same_code": 420, "part_of_good": 66}


@pytest.mark.parametrize(
    ("exporter", "buyer", "requests", "why"),
    [
        (EXPORTER, BUYER, (request(E1, B1, Strength.NO),), Text("matching.said_no", party=Ref("E1"))),
        (EXPORTER, BUYER, (request(B1, E1, Strength.NO), request(E1, B1)), Text("matching.said_no", party=Ref("B1"))),
        (replace(EXPORTER, do_not_meet=("b1",)), BUYER, (), Text("matching.do_not_meet", party=Ref("E1"))),
        (replace(EXPORTER, do_not_meet=("Romashka LLC",)), BUYER, (), Text("matching.do_not_meet", party=Ref("E1"))),
        (EXPORTER, replace(BUYER, do_not_meet=("茶业",)), (), Text("matching.do_not_meet", party=Ref("B1"))),
        (EXPORTER, replace(BUYER, standing=Standing.BLOCKED), (), Text("matching.not_clear", party=Ref("B1"))),
        (replace(EXPORTER, do_not_meet=("Василёк",)), BUYER, (), None),
    ],
)
def test_a_hard_condition_refuses_the_pair(
    exporter: Exporter, buyer: Buyer, requests: tuple[Request, ...], why: Text | None
) -> None:
    assert refusal(exporter, buyer, *requests) == why


@pytest.mark.parametrize("status", list(Status))
def test_only_those_who_may_be_met_are_matched(status: Status) -> None:
    verdict = Verdict(B1, status)
    expected = None if verdict.may_be_met else Text("matching.not_clear", party=Ref("B1"))
    assert refusal(EXPORTER, BUYER, request(E1, B1, Strength.MUST), verdicts=(verdict,)) == expected


def test_public_reasons_say_what_fits_and_nothing_else() -> None:
    buyer = replace(
        BUYER,
        country=CountryCode("RU"),
        decides=Decides.DECIDES,
        importer_of_record=True,
        wants=(
            replace(
                WANT,
                volume=Quantity(Decimal(1), "t"),
                price=Price(Money(Decimal(30), "USD"), "kg", Incoterm.FOB),
                private_label=True,
            ),
        ),
    )
    (found,) = match([EXPORTER], [buyer], [request(B1, E1, Strength.MUST)]).matches
    assert public_reasons(found) == (
        Text("matching.same_code", code="0902.10"),
        Text("matching.part_of_good", product=Ref("E1#0"), want=Ref("B1#0")),
    )
    for language in Language:
        assert all(say(reason.text, language) for reason in found.score.reasons)


def test_a_reason_names_the_product_that_fits_by_its_place_in_the_firms_list() -> None:
    exporter = replace(EXPORTER, products=(Product(FirmName(native="辣椒酱", local="соус чили")), TEA))
    (found,) = match([exporter], [replace(BUYER, wants=(Want("кофе"), Want("都匀毛尖绿茶")))], []).matches
    named = Text("matching.same_good", product=Ref(exporter.product_id(1)), want=Ref(BUYER.want_id(1)))
    assert public_reasons(found) == (named,)


def test_matching_is_the_same_every_time_and_best_first() -> None:
    buyers = [replace(BUYER, id=PartyId(f"B{n}"), wants=(WANT,) if n % 2 else (Want("чай"),)) for n in range(6)]
    once, again = match([EXPORTER], buyers, ()), match([EXPORTER], buyers, ())
    assert once == again
    assert [found.buyer for found in once.matches] == ["B1", "B3", "B5", "B0", "B2", "B4"]
    assert once.refusals == ()
    assert match([EXPORTER], [replace(BUYER, wants=())], ()) == Matching((), ())


def pair(exporter: str, buyer: str, value: int) -> Match:
    return Match(PartyId(exporter), PartyId(buyer), Score(value, ()))


def test_proposals_leave_out_what_was_asked_for_or_refused() -> None:
    matches = [pair("E1", "B1", 900), pair("E1", "B2", 800), pair("E1", "B3", 700)]
    requests = [request(B1, E1), request(E1, PartyId("B2"), Strength.NO)]
    assert shortlist(matches, requests, 10) == (pair("E1", "B3", 700),)


def test_every_exporter_gets_a_first_proposal_before_any_gets_a_second() -> None:
    matches = [pair("E1", "B1", 900), pair("E1", "B2", 890), pair("E2", "B1", 300)]
    assert shortlist(matches, (), 2) == (pair("E1", "B1", 900), pair("E2", "B1", 300), pair("E1", "B2", 890))
    assert shortlist(matches, (), 1) == (pair("E1", "B1", 900), pair("E2", "B1", 300))


def test_a_buyer_is_not_proposed_to_everyone() -> None:
    matches = [pair(f"E{n}", buyer, value) for n in (1, 2) for buyer, value in (("B1", 900), ("B2", 880))]
    assert shortlist(matches, (), 1) == (pair("E1", "B1", 900), pair("E2", "B2", 880))
    assert shortlist(matches, (), 2, per_buyer=1) == (pair("E1", "B1", 900), pair("E2", "B2", 880))


def test_no_proposals_are_asked_for_and_none_are_made() -> None:
    assert shortlist([pair("E1", "B1", 900)], (), 0) == ()


def test_what_is_kept_of_many_is_the_best_of_each_side_and_what_was_asked_for() -> None:
    files = make_mission()
    exporters, buyers, on = files.exporters[:12], files.buyers[:60], files.mission.days[0].on
    requests = [request(exporters[0].id, buyer.id) for buyer in buyers[:40:8]]
    whole, most = match(exporters, buyers, requests, on=on), 3
    ranked = sorted(whole.matches, key=lambda matched: (-matched.score.value, matched.exporter, matched.buyer))
    kept = {(wish.asker, wish.asked) for wish in requests}
    for side in ("exporter", "buyer"):
        counted: dict[str, int] = {}
        for matched in (
            ranked if side == "exporter" else sorted(ranked, key=lambda other: (-other.score.value, other.exporter))
        ):
            party = getattr(matched, side)
            counted[party] = counted.get(party, 0) + 1
            kept |= {(matched.exporter, matched.buyer)} if counted[party] <= most else set()
    found = match(exporters, buyers, requests, on=on, most=most)
    assert {(matched.exporter, matched.buyer) for matched in found.matches} == kept
    assert set(found.matches) < set(whole.matches)


def test_what_is_rated_by_figures_is_the_sum_of_the_reasons() -> None:
    files = make_mission()
    exporters, buyers, on = files.exporters[:12], files.buyers[:60], files.mission.days[0].on
    rating = Rating(exporters, buyers, {}, frozenset(), on)
    pairs = list(rating.best_pairs(None))
    assert len(pairs) > 50
    for pair in pairs:
        assert rating.points(*pair) == sum(reason.points for reason in rating.reasons(*pair))
