"""Every figure of the results: its value, the rows it is made of, what is unknown. No figure crosses a rung."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tearoad.costs import Converted, CostState, unit_of
from tearoad.orders import (
    BROUGHT,
    CONFIRMED,
    AgreementState,
    CountedEvent,
    EventType,
    LadderTotals,
    Rung,
    RungTotal,
    WithoutMission,
    ladder_totals,
)
from tearoad.results.record import MeetingOutcome, MissionRecord
from tearoad.results.survey import RATED, ComeAgain, MissionSurvey, average
from tearoad.text import Text
from tearoad.values import Money

UNKNOWN = "?"
"""The part of what nobody said."""
QUICK = timedelta(days=7)
"""A firm that is written to later has often bought elsewhere."""


@dataclass(frozen=True, slots=True)
class ResultFigure:
    """One figure. `value` is None where it cannot be said, which is not nothing."""

    code: str
    """What it is: the catalogue has its name and its definition."""
    value: int | Decimal | None
    rows: tuple[str, ...]
    """The ids of the rows it is made of, all of one table."""
    table: str
    """Which table: `firms`, `people`, `meetings`, `visitors`, `opportunities`, `events`, `costs`,
    `agreements`, `survey_asked`, `survey_answers`."""
    of: str = ""
    """Of which firm, market or product: `firm:E01`, `market:RU`, `product:09`; empty for the whole."""
    currency: str = ""
    rung: Rung | None = None
    unknown: int = 0
    """Rows that could say more and do not: no answer, no rate."""

    @property
    def name(self) -> Text:
        """What the figure is called."""
        return Text(f"results.{self.code}")

    @property
    def definition(self) -> Text:
        """What exactly is counted."""
        return Text(f"results.{self.code}_definition")


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure with the number of its rows instead of their ids."""

    figure: ResultFigure
    count: int


@dataclass(frozen=True, slots=True)
class MissionResults:
    """All figures of a mission, in the order in which they are shown."""

    figures: tuple[ResultFigure, ...]
    ladder: LadderTotals

    def of(self, code: str, of: str = "") -> ResultFigure | None:
        """Return one figure; None where there is none."""
        return next((one for one in self.figures if (one.code, one.of) == (code, of)), None)

    def counted(self) -> tuple[CountedFigure, ...]:
        """Return the figures without the ids of their rows, which may be tens of thousands."""
        return tuple(CountedFigure(replace(one, rows=()), len(one.rows)) for one in self.figures)

    def about(self, kind: str) -> tuple[ResultFigure, ...]:
        """Return the figures of firms, markets or products; of the whole for an empty kind."""
        return tuple(one for one in self.figures if one.of.partition(":")[0] == kind)


def results_of(record: MissionRecord) -> MissionResults:
    """Return every figure. Linear in the rows, but for the groups."""
    events = [one.events for one in record.opportunities]
    ladder = ladder_totals(events, record.rates, record.home, record.same)
    figures = (
        *_delegation(record),
        *_floor(record),
        *_follow_up(record),
        *_ladder(ladder, record.home),
        *_worth(record, ladder),
        *_brought(record, ladder),
        *_agreements(record),
        *_survey(record.survey),
        *_parts(record, ladder),
    )
    return MissionResults(figures, ladder)


def _count(code: str, table: str, rows: Iterable[str], *, of: str = "", unknown: int = 0) -> ResultFigure:
    found = tuple(rows)
    return ResultFigure(code, len(found), found, table, of=of, unknown=unknown)


def _delegation(record: MissionRecord) -> Iterator[ResultFigure]:
    yield _count("firms", "firms", (one.id for one in record.firms))
    for ownership in ("state", "private", "mixed", "unknown"):
        yield _count(f"firms_{ownership}", "firms", (one.id for one in record.firms if one.ownership == ownership))
    yield _count("people", "people", (person for person, _firm in record.people))
    yield _count("buyers", "firms", (one.id for one in record.buyers))


def _floor(record: MissionRecord) -> Iterator[ResultFigure]:
    meetings = record.meetings
    untold = sum(one.outcome is MeetingOutcome.UNTOLD for one in meetings)
    yield _count("meetings_planned", "meetings", (one.id for one in meetings))
    for outcome in (MeetingOutcome.KEPT, MeetingOutcome.MISSED):
        rows = (one.id for one in meetings if one.outcome is outcome)
        yield _count(f"meetings_{outcome.value}", "meetings", rows, unknown=untold)
    yield _count("visitors_booked", "visitors", (one.id for one in record.visitors if one.is_booked))
    yield _count("visitors_walked_in", "visitors", (one.id for one in record.visitors if not one.is_booked))
    yield _count("contacts", "visitors", (one.id for one in record.visitors if one.is_contact))


def _follow_up(record: MissionRecord) -> Iterator[ResultFigure]:
    every = record.opportunities
    yield _count("opportunities", "opportunities", (one.events.id for one in every))
    lost = (one.events.id for one in every if one.events.history.loss is not None)
    yield _count("opportunities_lost", "opportunities", lost)
    quick = (
        one.events.id for one in every if one.first_event_on is not None and one.first_event_on <= one.opened_on + QUICK
    )
    yield _count("followed_in_a_week", "opportunities", quick)
    answered = tuple(one.events.id for one in every if one.is_answered)
    yield _count("answered", "opportunities", answered, unknown=len(every) - len(answered))
    yield _count("unanswered", "opportunities", (one.events.id for one in every if not one.is_answered))


def _ladder(ladder: LadderTotals, home: str, of: str = "") -> Iterator[ResultFigure]:
    for total in ladder.every():
        if total.rows or not of:
            yield from _rung(total, home, of)


def _rung(total: RungTotal[Any], home: str, of: str) -> Iterator[ResultFigure]:
    rung = total.at.rung
    unknown = sum(not row.is_converted for row in total.rows)
    for code, kept, amount in (
        ("amount", total.rows, total.home),
        ("confirmed", tuple(row for row in total.rows if row.confirmation in CONFIRMED), total.confirmed_home),
    ):
        yield ResultFigure(
            f"{rung.value}_{code}",
            _value(amount, kept),
            tuple(row.event.id for row in kept),
            "events",
            of=of,
            currency=home,
            rung=rung,
            unknown=unknown,
        )


def _value(amount: Money | None, rows: tuple[CountedEvent, ...]) -> Decimal | None:
    """No rows are nothing; rows without any rate are unknown."""
    if amount is not None:
        return amount.amount
    return None if rows else Decimal(0)


def _worth(record: MissionRecord, ladder: LadderTotals) -> Iterator[ResultFigure]:
    """What it cost, by money that was paid: no ratio without costs, and none where a rate is missing."""
    paid = [one for one in record.costs if one.state is CostState.PAID]
    converted = [record.rates.convert(one.money, record.home, one.on) for one in paid]
    known = [one.money.amount for one in converted if isinstance(one, Converted)]
    missing = len(paid) - len(known)
    rows = tuple(one.id for one in paid)
    cost = sum(known, Decimal(0)) if paid and not missing else None
    yield ResultFigure("cost_paid", cost, rows, "costs", currency=record.home, unknown=missing)
    kept = sum(one.outcome is MeetingOutcome.KEPT for one in record.meetings)
    contracts = sum(
        row.event.type is EventType.FORWARD and row.confirmation in CONFIRMED for row in ladder.contract.rows
    )
    for code, number in (("cost_a_meeting", kept), ("cost_a_contract", contracts)):
        value = _share(cost, number, record.home)
        yield ResultFigure(code, value, rows, "costs", currency=record.home, unknown=missing)


def _share(cost: Decimal | None, number: int, home: str) -> Decimal | None:
    if cost is None or not number:
        return None
    return (cost / number).quantize(unit_of(home), ROUND_HALF_UP)


def _brought(record: MissionRecord, ladder: LadderTotals) -> Iterator[ResultFigure]:
    """What would have come without the mission, and what of the contracts the mission brought, by that."""
    said = {one.events.id: one.events.history.without for one in record.opportunities}
    silent = sum(one is None for one in said.values())
    for answer in WithoutMission:
        rows = (id_ for id_, one in said.items() if one is answer)
        yield _count(f"without_{answer.value}", "opportunities", rows, unknown=silent)
    answered = [(row, share) for row in ladder.contract.rows if (share := said[row.opportunity]) is not None]
    known = [(home, share) for row, share in answered if (home := row.signed_home) is not None]
    brought = sum((home.amount * BROUGHT[share] for home, share in known), Decimal(0))
    value = brought.quantize(unit_of(record.home), ROUND_HALF_UP) if known or not ladder.contract.rows else None
    yield ResultFigure(
        "contract_brought",
        value,
        tuple(row.event.id for row, _share in answered),
        "events",
        currency=record.home,
        rung=Rung.CONTRACT,
        unknown=len(ladder.contract.rows) - len(known),
    )


def _agreements(record: MissionRecord) -> Iterator[ResultFigure]:
    """What officials agreed with officials: counted, and never with an amount."""
    every = record.agreements
    yield _count("agreements", "agreements", (one.id for one in every))
    yield _count("agreements_due", "agreements", (one.id for one in every if one.is_something_due))
    for state in (AgreementState.DONE, AgreementState.OVERDUE):
        yield _count(f"agreements_{state.value}", "agreements", (one.id for one in every if one.state is state))


def _survey(survey: MissionSurvey) -> Iterator[ResultFigure]:
    """What participants answered: who left a question out is unknown, and no zero."""
    answers = tuple(one.id for one in survey.answers)
    silent = len(survey.asked) - len(answers)
    yield _count("survey_asked", "survey_asked", (one for one, _party in survey.asked))
    yield _count("survey_answered", "survey_answers", answers, unknown=silent)
    yield ResultFigure("survey_rate", survey.rate, answers, "survey_answers")
    for question in RATED:
        rated = tuple(survey.rated(question))
        rows = tuple(id_ for id_, _value in rated)
        mean = average(value for _id, value in rated)
        yield ResultFigure(f"survey_{question}", mean, rows, "survey_answers", unknown=len(answers) - len(rows))
    said = [one for one in survey.answers if one.again is not None]
    again = tuple(one.id for one in said if one.again is ComeAgain.YES)
    value = len(again) if said else None
    yield ResultFigure("survey_again", value, again, "survey_answers", unknown=len(answers) - len(said))


def _parts(record: MissionRecord, ladder: LadderTotals) -> Iterator[ResultFigure]:
    """The ladder by firm, by market and by product; what has no code stands under its own head."""
    countries = {one.id: one.country or UNKNOWN for one in record.buyers}
    for kind, part_of in (
        ("firm", lambda row: str(row.firm)),
        ("market", lambda row: countries.get(row.buyer, UNKNOWN)),
        ("product", product_part),
    ):
        yield from _by(kind, part_of, record, ladder)


def _by(
    kind: str, part_of: Callable[[CountedEvent], str], record: MissionRecord, ladder: LadderTotals
) -> Iterator[ResultFigure]:
    parts = ladder.parted(part_of)
    for part in sorted(parts):
        yield from _ladder(parts[part], record.home, f"{kind}:{part}")


def product_part(row: CountedEvent) -> str:
    """Return the chapter of the goods; several chapters in one contract are told as such, and not parted."""
    chapters = sorted({code.chapter for code in row.event.hs})
    return "+".join(chapters) if chapters else UNKNOWN
