from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tearoad.checklist import DiplomaticPost, Fate, PostId, Road, Sample, SampleId
from tearoad.checklist.samples import SampleTotal, Total, by_fate, by_firm, by_road, total, warnings
from tearoad.mission import LocalText
from tearoad.values import CountryCode, HSCode, Money, PartyId

TEA = Sample(
    SampleId("S1"),
    LocalText("Tea"),
    PartyId("E01"),
    hs=HSCode("090210"),
    value=Money(Decimal(40), "USD"),
    road=Road.CARGO,
)


def codes(sample: Sample) -> list[str]:
    return [warning.code for warning in warnings(sample)]


def test_a_carnet_is_warned_of_unless_all_comes_back() -> None:
    carnet = replace(TEA, road=Road.CARNET)
    assert codes(carnet) == ["checklist.carnet_unsaid"]
    assert codes(replace(carnet, meant_for=Fate.RETURNED)) == []
    for fate in (Fate.TASTED, Fate.GIVEN, Fate.DESTROYED):
        assert codes(replace(carnet, meant_for=fate)) == ["checklist.carnet_consumed"]
        assert codes(replace(carnet, meant_for=Fate.RETURNED, fate=fate)) == ["checklist.carnet_consumed"]
        assert codes(replace(TEA, meant_for=fate)) == []


def test_what_customs_asks_for_is_missed() -> None:
    assert codes(replace(TEA, hs=None, value=None)) == ["checklist.sample_without_value", "checklist.sample_without_hs"]


def test_currencies_stand_side_by_side() -> None:
    yuan = replace(TEA, firm=PartyId("E02"), value=Money(Decimal("9.50"), "CNY"), fate=Fate.TASTED)
    bare = replace(TEA, value=None)
    assert total([TEA, yuan, TEA, bare]) == Total(4, (Money(Decimal("9.50"), "CNY"), Money(Decimal(80), "USD")), 1)
    assert by_firm([TEA, yuan]) == (SampleTotal("E01", total([TEA])), SampleTotal("E02", total([yuan])))
    assert by_fate([TEA, yuan]) == (SampleTotal("", total([TEA])), SampleTotal("tasted", total([yuan])))


@given(st.lists(st.tuples(st.sampled_from(("E01", "E02")), st.integers(0, 99), st.sampled_from(Road))))
def test_the_parts_add_up_to_the_whole(rows: list[tuple[str, int, Road]]) -> None:
    samples = [
        replace(TEA, firm=PartyId(firm), value=Money(Decimal(worth), "USD"), road=road) for firm, worth, road in rows
    ]
    for parts in (by_firm(samples), by_road(samples), by_fate(samples)):
        assert sum(part.total.lines for part in parts) == len(samples)
        assert sum(money.amount for part in parts for money in part.total.values) == sum(
            worth for _f, worth, _r in rows
        )


def test_a_post_without_source_or_day_is_marked() -> None:
    post = DiplomaticPost(PostId("P1"), LocalText("Embassy"), CountryCode("RU"))
    assert not post.is_sourced
    assert not replace(post, source="https://example.org").is_sourced
    assert replace(post, source="https://example.org", retrieved_on=date(2027, 1, 1)).is_sourced
