"""Totals name their rows and carry their rung; two rungs never add."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.orders import (
    WITH_AMOUNT,
    EventConfirmation,
    EventId,
    EventType,
    Informant,
    Rung,
    ladder_totals,
)
from tearoad.values import Money
from tests.orders.demo_orders import RATES, event, of


def test_total_is_the_sum_of_its_rows_with_rate_and_without() -> None:
    found = of(
        event(1, Rung.CONTRACT, "500"),
        event(2, Rung.CONTRACT, "10", currency="USD"),
        event(3, Rung.CONTRACT, "7", currency="RUB"),
        event(4, Rung.CONTRACT, "50", type_=EventType.BACK),
    )
    total = ladder_totals((found,), RATES, "CNY").contract
    assert total.sums == (
        Money(Decimal(450), "CNY"),
        Money(Decimal(10), "USD"),
        Money(Decimal(7), "RUB"),
    )
    assert (total.home, [rate.base for rate in total.missing]) == (Money(Decimal("521.00"), "CNY"), ["RUB"])


def test_business_told_twice_counts_once_and_by_both() -> None:
    ours = of(event(1, Rung.CONTRACT, "500"))
    theirs = of(event(2, Rung.CONTRACT, "500", by=Informant.BUYER), id_="two")
    same = (frozenset((EventId("000001"), EventId("000002"))),)
    apart, joined = (ladder_totals((ours, theirs), RATES, "CNY", groups).contract for groups in ((), same))
    assert (apart.home, joined.home) == (Money(Decimal(1000), "CNY"), Money(Decimal(500), "CNY"))
    assert [(row.confirmation, row.same_as) for row in joined.rows] == [(EventConfirmation.BOTH, ("000002",))]


def test_withdrawn_double_lets_the_other_count() -> None:
    ours = of(event(1, Rung.CONTRACT, "500"), event(3, type_=EventType.WITHDRAWN, about=1))
    theirs = of(event(2, Rung.CONTRACT, "500", by=Informant.BUYER), id_="two")
    same = (frozenset((EventId("000001"), EventId("000002"))),)
    assert ladder_totals((ours, theirs), RATES, "CNY", same).contract.home == Money(Decimal(500), "CNY")


def test_confirmed_share_is_a_part_of_the_total() -> None:
    found = of(
        event(1, Rung.PAID, "500"),
        event(2, Rung.PAID, "70"),
        event(3, type_=EventType.CONFIRMED, about=2, by=Informant.BUYER),
    )
    total = ladder_totals((found,), RATES, "CNY").paid
    assert (total.home, total.confirmed_home) == (Money(Decimal(570), "CNY"), Money(Decimal(70), "CNY"))


def test_hope_told_again_replaces_the_one_before_and_papers_add_up() -> None:
    """Finds four intentions of one opportunity counted four times, and two memoranda counted as one."""
    found = of(
        event(1, Rung.INTENDED, "100"),
        event(2, Rung.INTENDED, "30", type_=EventType.BACK),
        event(3, Rung.INTENDED, "90", by=Informant.BUYER),
        event(4, Rung.INTENDED, "12", currency="USD"),
        replace(event(5, Rung.MEMORANDUM, "40"), number="M-1"),
        replace(event(6, Rung.MEMORANDUM, "50"), number="M-20"),
        replace(event(7, Rung.MEMORANDUM, "60"), number="m 20"),
        event(8, Rung.CONTRACT, "5"),
        event(9, Rung.CONTRACT, "5"),
    )
    totals = ladder_totals((found,), RATES, "CNY")
    counted = {total.at.rung: [row.event.id for row in total.rows] for total in totals.every() if total.rows}
    assert counted == {
        Rung.INTENDED: ["000003", "000004"],
        Rung.MEMORANDUM: ["000005", "000007"],
        Rung.CONTRACT: ["000008", "000009"],
    }


TYPES = {True: EventType.FORWARD, False: EventType.BACK}
_HISTORIES = st.lists(st.tuples(st.sampled_from(WITH_AMOUNT), st.integers(1, 10**6), st.booleans()), max_size=30)


@given(_HISTORIES)
def test_every_amount_stands_at_its_own_rung_and_nowhere_else(history: list[tuple[Rung, int, bool]]) -> None:
    events = [
        replace(event(place, rung, str(amount), type_=TYPES[forward]), number=f"{place}")
        for place, (rung, amount, forward) in enumerate(history)
    ]
    totals = ladder_totals((of(*events),), RATES, "CNY")
    for total in totals.every():
        own = [amount if forward else -amount for rung, amount, forward in history if rung is total.at.rung]
        assert (total.home, len(total.rows)) == (Money(Decimal(sum(own)), "CNY") if own else None, len(own))


@given(_HISTORIES)
def test_two_rungs_never_add(history: list[tuple[Rung, int, bool]]) -> None:
    events = [event(place, rung, str(amount)) for place, (rung, amount, _) in enumerate(history)]
    every = ladder_totals((of(*events),), RATES, "CNY").every()
    for total in every:
        assert (total + total).home == total.home
        for other in every:
            if other.at is not total.at:
                with pytest.raises(InputError) as met:
                    _ = total + other
                assert met.value.text.code == "orders.rungs_mixed"


PLANTED = """
from tearoad.orders import (
    Agreed, Contracted, Deposited, Intended, LadderTotals, Paid, RungTotal, Shipped, SoldAtStand,
)


def right(totals: LadderTotals, more: LadderTotals) -> None:
    a: RungTotal[Paid] = totals.paid + more.paid
    b: RungTotal[Shipped] = totals.shipped + more.shipped


def wrong(totals: LadderTotals) -> None:
    totals.paid + totals.shipped
    totals.contract + totals.intended
    totals.contract + totals.memorandum
    totals.deposit + totals.paid
    totals.shipped + totals.contract
    totals.sold_at_stand + totals.contract
    totals.memorandum + totals.intended
    totals.intended + totals.paid
    a: RungTotal[Paid] = totals.deposit
    b: list[RungTotal[Contracted]] = [totals.contract, totals.memorandum]
"""


def test_type_checker_finds_ten_planted_sums_and_no_more(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(PLANTED, encoding="utf-8")
    bare = tmp_path / "mypy.ini"
    bare.write_text("[mypy]\nstrict = true\nmypy_path = src\n", encoding="utf-8")
    root = Path(__file__).parents[2]
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        str(bare),
        "--follow-imports=silent",
        "--no-error-summary",
    ]
    found = subprocess.run([*command, str(planted)], cwd=root, capture_output=True, text=True, check=False)
    lines = PLANTED.splitlines()
    begins = lines.index("def wrong(totals: LadderTotals) -> None:") + 1
    wrong_lines = {int(line.split(":")[1]) for line in found.stdout.splitlines() if ": error:" in line}
    assert wrong_lines == set(range(begins + 1, begins + 11)), found.stdout


def test_one_rung_joined_counts_no_row_twice() -> None:
    found = of(event(1, Rung.PAID, "5"))
    total = ladder_totals((found,), RATES, "CNY").paid
    assert (total + total).rows == total.rows
