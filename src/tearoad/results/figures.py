"""Every figure of the results: its value, the rows it is made of, what is unknown. No figure crosses a rung."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tearoad.costs import CostState
from tearoad.office.reach import Delivery
from tearoad.orders import AgreementState, LadderTotals, ladder_totals
from tearoad.reference.exchange import Converted
from tearoad.reference.rounding import unit_of
from tearoad.results.order_figures import CONTRACTS_CODE, FOLLOW_UP, LADDER_CODES, WITHOUT, OrderFigures, order_figures
from tearoad.results.record import MeetingOutcome, MissionRecord
from tearoad.results.result_figure import CountedFigure, ResultFigure, count_of_rows, counted
from tearoad.results.survey import RATED, ComeAgain, MissionSurvey, average


@dataclass(frozen=True, slots=True)
class MissionResults:
    """All figures of a mission, in the order in which they are shown."""

    figures: tuple[ResultFigure, ...]
    ladder: LadderTotals

    def of(self, code: str, of: str = "") -> ResultFigure | None:
        """Return one figure; None where there is none."""
        return next((figure for figure in self.figures if (figure.code, figure.of) == (code, of)), None)

    def counted(self) -> tuple[CountedFigure, ...]:
        """Return the figures without the ids of their rows, which may be tens of thousands."""
        return tuple(counted(figure).without_rows() for figure in self.figures)

    def about(self, kind: str) -> tuple[ResultFigure, ...]:
        """Return the figures of firms, markets or products; of the whole for an empty kind."""
        return tuple(figure for figure in self.figures if figure.of.partition(":")[0] == kind)


def results_of(record: MissionRecord) -> MissionResults:
    """Return every figure. Linear in the rows, but for the groups."""
    events = [opportunity.events for opportunity in record.opportunities]
    ladder = ladder_totals(events, record.rates, record.home, record.same)
    orders = order_figures(record.opportunities, ladder, record.buyers, record.home)
    return MissionResults(tuple(figure.figure for figure in every_figure(record, orders)), ladder)


def every_figure(record: MissionRecord, orders: OrderFigures) -> tuple[CountedFigure, ...]:
    """Return every figure in the order in which they are shown, those of opportunities as they were counted."""
    orders = orders.bounded()
    rest = (
        _delegation(record),
        _floor(record),
        _worth(record, orders.contracts),
        _agreements(record),
        _survey(record.survey),
    )
    delegation, floor, worth, agreements, survey = ([counted(figure) for figure in each] for each in rest)
    return (
        *delegation,
        *floor,
        *orders.of(*FOLLOW_UP, *LADDER_CODES, CONTRACTS_CODE),
        *worth,
        *orders.of(*WITHOUT),
        orders.brought(record.home),
        *agreements,
        *survey,
        *orders.parts(),
    )


def _delegation(record: MissionRecord) -> Iterator[ResultFigure]:
    yield count_of_rows("firms", "firms", (firm.id for firm in record.firms))
    for ownership in ("state", "private", "mixed", "unknown"):
        yield count_of_rows(
            f"firms_{ownership}", "firms", (firm.id for firm in record.firms if firm.ownership == ownership)
        )
    for size in ("micro", "small", "medium", "large", "unknown"):
        code = "firms_size_unknown" if size == "unknown" else f"firms_{size}"
        yield count_of_rows(code, "firms", (firm.id for firm in record.firms if firm.size == size))
    yield count_of_rows("people", "people", (person.id for person in record.people))
    yield count_of_rows("buyers", "firms", (buyer.id for buyer in record.buyers))


def _floor(record: MissionRecord) -> Iterator[ResultFigure]:
    meetings = record.meetings
    untold = sum(meeting.outcome is MeetingOutcome.UNTOLD for meeting in meetings)
    yield count_of_rows("meetings_asked", "requests", (pair.id for pair in record.requests))
    yield count_of_rows("meetings_planned", "meetings", (meeting.id for meeting in meetings))
    for outcome in (MeetingOutcome.KEPT, MeetingOutcome.MISSED):
        rows = (meeting.id for meeting in meetings if meeting.outcome is outcome)
        yield count_of_rows(f"meetings_{outcome.value}", "meetings", rows, unknown=untold)
    yield count_of_rows("visitors_booked", "visitors", (visitor.id for visitor in record.visitors if visitor.is_booked))
    yield count_of_rows(
        "visitors_walked_in", "visitors", (visitor.id for visitor in record.visitors if not visitor.is_booked)
    )
    yield count_of_rows("contacts", "visitors", (visitor.id for visitor in record.visitors if visitor.is_contact))


def _worth(record: MissionRecord, contracts: int) -> Iterator[ResultFigure]:
    """What it cost, by money that was paid: no ratio where a cost, a rate or a meeting's end is not known."""
    paid = [reported_cost for reported_cost in record.costs if reported_cost.state is CostState.PAID]
    converted = [record.rates.convert(reported_cost.money, record.home, reported_cost.on) for reported_cost in paid]
    known = [amount.money.amount for amount in converted if isinstance(amount, Converted)]
    missing = len(paid) - len(known)
    rows = tuple(reported_cost.id for reported_cost in paid)
    cost = sum(known, Decimal(0)) if paid and not missing else None
    yield ResultFigure("cost_paid", cost, rows, "costs", currency=record.home, unknown=missing)
    outcomes = Counter(meeting.outcome for meeting in record.meetings)
    untold, kept = outcomes[MeetingOutcome.UNTOLD], outcomes[MeetingOutcome.KEPT]
    for code, number, silent in (("cost_a_meeting", kept, untold), ("cost_a_contract", contracts, 0)):
        value = None if silent else _share(cost, number, record.home)
        yield ResultFigure(code, value, rows, "costs", currency=record.home, unknown=missing + silent)


def _share(cost: Decimal | None, number: int, home: str) -> Decimal | None:
    if cost is None or not number:
        return None
    return (cost / number).quantize(unit_of(home), ROUND_HALF_UP)


def _agreements(record: MissionRecord) -> Iterator[ResultFigure]:
    """What officials agreed with officials: counted, and never with an amount."""
    every = record.agreements
    yield count_of_rows("agreements", "agreements", (agreement.id for agreement in every))
    yield count_of_rows(
        "agreements_due", "agreements", (agreement.id for agreement in every if agreement.is_something_due)
    )
    for state in (AgreementState.DONE, AgreementState.OVERDUE):
        yield count_of_rows(
            f"agreements_{state.value}", "agreements", (agreement.id for agreement in every if agreement.state is state)
        )


def _survey(survey: MissionSurvey) -> Iterator[ResultFigure]:
    """What participants answered: who left a question out is unknown, and no zero."""
    answers = tuple(answer.id for answer in survey.answers)
    silent = max(0, len(survey.asked) - len(answers))
    yield count_of_rows("survey_asked", "survey_asked", (text for text, _party in survey.asked))
    for why in (Delivery.WAITING, Delivery.FAILED):
        yield count_of_rows(f"survey_{why.value}", "survey_unreached", survey.not_sent(why))
    yield count_of_rows("survey_answered", "survey_answers", answers, unknown=silent)
    yield ResultFigure("survey_rate", survey.rate, answers, "survey_answers")
    for question in RATED:
        rated = tuple(survey.rated(question))
        rows = tuple(id_ for id_, _value in rated)
        mean = average(value for _id, value in rated)
        yield ResultFigure(f"survey_{question}", mean, rows, "survey_answers", unknown=len(answers) - len(rows))
    said = [answer for answer in survey.answers if answer.again is not None]
    again = tuple(answer.id for answer in said if answer.again is ComeAgain.YES)
    value = len(again) if said else None
    yield ResultFigure("survey_again", value, again, "survey_answers", unknown=len(answers) - len(said))
