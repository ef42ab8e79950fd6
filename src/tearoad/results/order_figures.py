"""The figures that opportunities make: those of all together, or those of a firm, which add up to the same.

Whoever keeps the figures of each firm counts one firm anew where one event was written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tearoad.orders import (
    BROUGHT,
    CONFIRMED,
    CountedEvent,
    EventConfirmation,
    LadderTotals,
    Rung,
    RungTotal,
    WithoutMission,
    ladder_totals,
)
from tearoad.reference.exchange import RateBook
from tearoad.reference.rounding import unit_of
from tearoad.results.record import ReportedBuyer, ReportedOpportunity
from tearoad.results.result_figure import CountedFigure, ResultFigure, count_of_rows, counted
from tearoad.values import Money

UNKNOWN = "?"
"""The part of what nobody said."""
QUICK = timedelta(days=7)
"""A firm that is written to later has often bought elsewhere."""
PARTS = ("firm", "market", "product")
"""By what the ladder is parted."""
FOLLOW_UP = ("opportunities", "opportunities_lost", "followed_in_a_week", "answered", "unanswered")
WITHOUT = tuple(f"without_{answer.value}" for answer in WithoutMission)
BROUGHT_CODE = "contract_brought"
CONTRACTS_CODE = "contracts_confirmed"
CONFIRMED_BY = {
    "confirmed": CONFIRMED,
    "both": frozenset({EventConfirmation.BOTH}),
    "with_officer": frozenset({EventConfirmation.WITH_OFFICER}),
}
"""What of an amount is confirmed, and by whom: the two are parts of the first."""
LADDER_CODES = tuple(f"{rung.value}_{code}" for rung in Rung for code in ("amount", *CONFIRMED_BY))
_PLACES = {
    code: place for place, code in enumerate((*FOLLOW_UP, *LADDER_CODES, CONTRACTS_CODE, *WITHOUT, BROUGHT_CODE))
}


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """What some opportunities add to the figures of a mission."""

    figures: tuple[CountedFigure, ...]
    """What the mission brought is not rounded yet, and what is confirmed not held against the whole."""

    @property
    def contracts(self) -> int:
        """So many contracts are confirmed and not cancelled: what a contract costs is worked out by them."""
        return sum(int(figure.figure.value or 0) for figure in self.of(CONTRACTS_CODE))

    def without_rows(self) -> OrderFigures:
        """Return the same without the ids of the rows."""
        return replace(self, figures=tuple(figure.without_rows() for figure in self.figures))

    def of(self, *codes: str) -> Iterator[CountedFigure]:
        """Return the figures of the whole with these codes, in their order."""
        found = {figure.figure.code: figure for figure in self.figures if not figure.figure.of}
        return (found[code] for code in codes if code in found)

    def parts(self) -> Iterator[CountedFigure]:
        """Return the ladder by firm, by market and by product."""
        return (figure for figure in self.figures if figure.figure.of)

    def bounded(self) -> OrderFigures:
        """Return the same with nothing more confirmed than there is: a return may have cost more by its day's rate."""
        amounts = {
            (counted_figure.figure.of, counted_figure.figure.code): counted_figure.figure.value
            for counted_figure in self.figures
        }
        figures = []
        for counted_figure in self.figures:
            figure = counted_figure.figure
            if figure.rung is not None and figure.value is not None and figure.code in _bounds(figure.rung):
                most = max(amounts[figure.of, f"{figure.rung.value}_amount"] or Decimal(0), Decimal(0))
                both = amounts.get((figure.of, f"{figure.rung.value}_both")) or Decimal(0)
                most -= min(both, most) if figure.code.endswith("_with_officer") else 0
                figures.append(CountedFigure(figure._replace(value=min(figure.value, most)), counted_figure.count))
            else:
                figures.append(counted_figure)
        return OrderFigures(tuple(figures))

    def brought(self, home: str) -> CountedFigure:
        """Return which part of the contracts the mission brought, rounded; not known where no contract says so."""
        contracts, raw = self.of(f"{Rung.CONTRACT.value}_amount", BROUGHT_CODE)
        is_known = contracts.count > raw.figure.unknown or not contracts.count
        value = Decimal(raw.figure.value or 0).quantize(unit_of(home), ROUND_HALF_UP) if is_known else None
        return CountedFigure(raw.figure._replace(value=value), raw.count)


def order_figures(
    found: Iterable[ReportedOpportunity], ladder: LadderTotals, buyers: Iterable[ReportedBuyer], home: str
) -> OrderFigures:
    """Return the figures of opportunities; `ladder` is theirs. Linear in the rows, but for the groups."""
    every = tuple(found)
    figures = (
        *_follow_up(every),
        *_ladder(ladder, home),
        _contracts(ladder),
        *_brought(every, ladder, home),
        *_parts(ladder, buyers, home),
    )
    return OrderFigures(tuple(counted(figure) for figure in figures))


def no_ladder(home: str) -> LadderTotals:
    """Return the ladder of no opportunities at all."""
    return ladder_totals((), RateBook(()), home)


def joined(parts: Iterable[OrderFigures], home: str) -> OrderFigures:
    """Return the figures of all from those of each: no opportunity stands in two of them."""
    each = (order_figures((), no_ladder(home), (), home), *parts)
    same: dict[tuple[str, str], list[CountedFigure]] = {}
    for part in each:
        for figure in part.figures:
            same.setdefault((figure.figure.of, figure.figure.code), []).append(figure)
    in_order = sorted(same, key=lambda key: (_part_place(key[0]), _PLACES[key[1]]))
    return OrderFigures(tuple(_sum(same[key]) for key in in_order))


def _part_place(of: str) -> tuple[int, str]:
    kind, _, part = of.partition(":")
    return (PARTS.index(kind) + 1, part) if of else (0, "")


def _sum(same: Sequence[CountedFigure]) -> CountedFigure:
    """Add up one figure: what cannot be said of any part with rows cannot be said of the whole."""
    first = same[0].figure
    with_rows = [figure.figure.value for figure in same if figure.count]
    known = [value for value in with_rows if value is not None]
    nothing = 0 if isinstance(first.value, int) else Decimal(0)
    value = sum(known, nothing) if known or not with_rows else None
    rows = tuple(sorted(row for figure in same for row in figure.figure.rows))
    unknown = sum(figure.figure.unknown for figure in same)
    return CountedFigure(first._replace(value=value, rows=rows, unknown=unknown), sum(figure.count for figure in same))


def _follow_up(every: Sequence[ReportedOpportunity]) -> Iterator[ResultFigure]:
    yield count_of_rows("opportunities", "opportunities", (opportunity.events.id for opportunity in every))
    lost = (opportunity.events.id for opportunity in every if opportunity.events.history.loss is not None)
    yield count_of_rows("opportunities_lost", "opportunities", lost)
    speed = [(opportunity.events.id, _was_quick(opportunity)) for opportunity in every]
    quick = (id_ for id_, was_quick in speed if was_quick)
    unknown = sum(was_quick is None for _id, was_quick in speed)
    yield count_of_rows("followed_in_a_week", "opportunities", quick, unknown=unknown)
    answered = tuple(opportunity.events.id for opportunity in every if opportunity.is_answered)
    yield count_of_rows("answered", "opportunities", answered, unknown=len(every) - len(answered))
    yield count_of_rows(
        "unanswered", "opportunities", (opportunity.events.id for opportunity in every if not opportunity.is_answered)
    )


def _was_quick(opportunity: ReportedOpportunity) -> bool | None:
    """Whether something was written down within a week; None where the day of the talk is not known, or dated later.

    What was typed later of a day within the week proves nothing: nobody saw it then.
    """
    if opportunity.met_on is None:
        return None
    until = opportunity.met_on + QUICK
    if opportunity.first_event_on is not None and opportunity.first_event_on <= until:
        return True
    is_dated_back = any(event.on <= until for event in opportunity.events.history.events)
    return None if is_dated_back else False


def _ladder(ladder: LadderTotals, home: str, of: str = "") -> Iterator[ResultFigure]:
    for total in ladder.every():
        if total.rows or not of:
            yield from _rung(total, home, of)


def _rung(total: RungTotal[Any], home: str, of: str) -> Iterator[ResultFigure]:
    rung = total.at.rung
    unknown = sum(not row.is_converted for row in total.rows)

    def figure(code: str, amount: Decimal | None, kept: Iterable[CountedEvent]) -> ResultFigure:
        rows = tuple(sorted(row.event.id for row in kept))
        name = f"{rung.value}_{code}"
        return ResultFigure(name, amount, rows, "events", of=of, currency=home, rung=rung, unknown=unknown)

    yield figure("amount", _value(total.home, total.rows), total.rows)
    for code, by in CONFIRMED_BY.items():
        if code == "confirmed" or not of:
            said = [row for row in total.rows if row.is_of(by)]
            known = [row.left_home for row in said if row.is_converted]
            yield figure(code, sum(known, Decimal(0)) if known or not said else None, said)


def _bounds(rung: Rung) -> frozenset[str]:
    return frozenset(f"{rung.value}_{code}" for code in CONFIRMED_BY)


def _contracts(ladder: LadderTotals) -> ResultFigure:
    """The contracts that more than one side says, as far as something of them was not cancelled."""
    total = ladder.contract
    rows = sorted(row.event.id for row in total.rows if row.is_of(CONFIRMED) and row.is_left)
    return ResultFigure(CONTRACTS_CODE, len(rows), tuple(rows), "events", rung=total.at.rung)


def _value(amount: Money | None, rows: tuple[CountedEvent, ...]) -> Decimal | None:
    """No rows are nothing; rows without any rate are unknown."""
    if amount is not None:
        return amount.amount
    return None if rows else Decimal(0)


def _brought(every: Sequence[ReportedOpportunity], ladder: LadderTotals, home: str) -> Iterator[ResultFigure]:
    """What would have come without the mission, and what of the contracts the mission brought, by that."""
    said = {opportunity.events.id: opportunity.events.history.without for opportunity in every}
    silent = sum(mission is None for mission in said.values())
    for answer in WithoutMission:
        rows = (id_ for id_, mission in said.items() if mission is answer)
        yield count_of_rows(f"without_{answer.value}", "opportunities", rows, unknown=silent)
    answered = [(row, share) for row in ladder.contract.rows if (share := said[row.opportunity]) is not None]
    known = [(signed, share) for row, share in answered if (signed := row.signed_home) is not None]
    yield ResultFigure(
        BROUGHT_CODE,
        sum((signed.amount * BROUGHT[share] for signed, share in known), Decimal(0)),
        tuple(sorted(row.event.id for row, _share in answered)),
        "events",
        currency=home,
        rung=Rung.CONTRACT,
        unknown=len(ladder.contract.rows) - len(known),
    )


def _parts(ladder: LadderTotals, buyers: Iterable[ReportedBuyer], home: str) -> Iterator[ResultFigure]:
    """The ladder by firm, by market and by product; what has no code stands under its own head."""
    countries = {buyer.id: buyer.country or UNKNOWN for buyer in buyers}
    part_of: Mapping[str, Callable[[CountedEvent], str]] = {
        "firm": lambda row: str(row.firm),
        "market": lambda row: countries.get(row.buyer, UNKNOWN),
        "product": product_part,
    }
    for kind in PARTS:
        parts = ladder.parted(part_of[kind])
        for part in sorted(parts):
            yield from _ladder(parts[part], home, f"{kind}:{part}")


def product_part(row: CountedEvent) -> str:
    """Return the chapter of the goods; several chapters in one contract are told as such, and not parted."""
    chapters = sorted({code.chapter for code in row.goods})
    return "+".join(chapters) if chapters else UNKNOWN
