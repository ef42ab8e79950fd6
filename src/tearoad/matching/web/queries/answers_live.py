"""How answers come in: by day, by firm, by product; who has nobody, and whom everybody wants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from tearoad.matching.asking import MeetingSide, MoveChannel, PairState, SideAnswer
from tearoad.matching.asking.meeting_state import ANSWERS, YES
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries.joined_companies import (
    MeetingOfCompanies,
    further_meetings,
    meetings_of_companies,
)
from tearoad.matching.web.queries.progress import progress_rows, said_in_sheets, wanted_again
from tearoad.matching.web.queries.reaching import UNSENT, reached
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.same_company import ids_of_company, same_in
from tearoad.text import Ref
from tearoad.values import PartyId
from tearoad.values.document import text_from_document

MOST_WANTED = 10
COUNTED = ("yes", "no", "another_time", "asks_back", "waiting", UNSENT)
"""How answers are counted: both sorts of yes together, and who was not reached apart from who has not answered."""
_OUT = frozenset({PairState.NOT_THIS_TIME.value, PairState.CANCELLED.value, PairState.MISSED.value})


@dataclass(frozen=True, slots=True)
class AnswersCounted:
    """What the other side said to one firm, buyer or product."""

    code: str
    counts: Mapping[str, int]

    @property
    def cells(self) -> list[tuple[str, int]]:
        """The figures in the order of the table, each with what it counts."""
        return [(text, self.counts.get(text, 0)) for text in COUNTED]


@dataclass(frozen=True, slots=True)
class AnswersLive:
    """The answers of a mission as they stand."""

    by_day: tuple[tuple[date, int], ...]
    """Of how many meetings a side answered on each day of the office, the first first; what sheets say is no answer."""
    by_firm: tuple[AnswersCounted, ...]
    by_product: tuple[AnswersCounted, ...]
    without: tuple[tuple[str, ...], tuple[str, ...]]
    """The firms, and the buyers, of whose meetings none can still take place."""
    wanted: tuple[tuple[str, int], ...]
    """Whom most of the other side want to meet."""


def answers_live(row: mission_rows.Mission) -> AnswersLive:
    """Return how the answers stand, a company under two ids counted once; eleven queries whatever the size."""
    here, same = _clear(row), same_in(row)
    sides = dict(here.values_list("code", "company__side"))
    found = meetings_of_companies(
        (
            meeting_progress
            for meeting_progress in progress_rows(row)
            if meeting_progress.exporter in sides and meeting_progress.buyer in sides
        ),
        same,
    )
    firms: dict[str, Counter[str]] = defaultdict(Counter)
    products: dict[str, Counter[str]] = defaultdict(Counter)
    wanted: Counter[str] = Counter()
    product_of, had = _products(row), reached(row)
    for meeting in found:
        said = _counted(meeting.answer_of(MeetingSide.BUYER))
        if said == "waiting" and (MeetingSide.BUYER.value, meeting.buyer) not in had:
            said = UNSENT
        if said:
            firms[meeting.exporter][said] += 1
            products[product_of.get((meeting.counting.exporter, meeting.counting.buyer), "")][said] += 1
        wanted[meeting.exporter] += meeting.answer_of(MeetingSide.BUYER) in YES
        wanted[meeting.buyer] += meeting.answer_of(MeetingSide.EXPORTER) in YES
    has = {party for meeting in found if meeting.state not in _OUT for party in (meeting.exporter, meeting.buyer)}
    left = tuple(
        tuple(
            sorted(
                code for code, of in sides.items() if of == side.value and code not in has and PartyId(code) not in same
            )
        )
        for side in MeetingSide
    )
    return AnswersLive(
        _by_day(row, found),
        _sorted(firms),
        _sorted({code: counts for code, counts in products.items() if code}),
        (left[0], left[1]),
        tuple((code, count) for code, count in wanted.most_common(MOST_WANTED) if count),
    )


def listed_meetings(row: mission_rows.Mission) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings of which anybody said anything, of those who may be met: who may not leaves every list."""
    clear = _clear(row).values("code")
    return progress_rows(row).filter(exporter__in=clear, buyer__in=clear).exclude(pk__in=[*further_meetings(row)])


FIGURES = ("party", "own", "wants", "said", "product", "on", "consent", "again")
"""What an address may say of the figure whose meetings are listed."""


def narrowed(
    query: QuerySet[rows.MeetingProgress], row: mission_rows.Mission, sought: Mapping[str, str]
) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings behind one figure: of a party or product, with an answer, of a day, planned by consent."""
    query = _of_party(query, row, sought)
    if (said := sought.get("said", "")) in COUNTED:
        query = _answered_so(query, row, said)
    if (sides := sought.get("consent", "")) in _CONSENTS:
        query = query.filter(_CONSENTS[sides], state__in=_PLANNED)
    if sought.get("again"):
        query = query.filter(pk__in=[progress.pk for progress in wanted_again(row)])
    if product := sought.get("product", "")[:100]:
        pairs = Q(pk=None)
        for (exporter, buyer), code in _products(row, product.partition("#")[0]).items():
            if code == product:
                pairs |= Q(exporter=exporter, buyer=buyer)
        query = query.filter(pairs)
    if on := _day(sought.get("on", "")):
        start = datetime.combine(on, time(), row.home_zone)
        steps = _answer_steps(row).filter(made_at__gte=start, made_at__lt=start + timedelta(days=1))
        further = further_meetings(row)
        query = query.filter(pk__in={further.get(of, of) for of in steps.values_list("progress", flat=True)})
    return query


def _answered_so(
    query: QuerySet[rows.MeetingProgress], row: mission_rows.Mission, said: str
) -> QuerySet[rows.MeetingProgress]:
    if said not in {"waiting", UNSENT}:
        return query.filter(buyer_answer__in=_ANSWERS[said])
    waits = query.filter(buyer_answer__in=_ANSWERS["waiting"])
    had = Q(buyer__in=[party for role, party in reached(row) if role == MeetingSide.BUYER])
    return waits.exclude(had) if said == UNSENT else waits.filter(had)


def _of_party(
    query: QuerySet[rows.MeetingProgress], row: mission_rows.Mission, sought: Mapping[str, str]
) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings of a party, those it answered so, or those in which the other side wants it."""
    if party := sought.get("party", "")[:80]:
        ids = frozenset(ids_of_company(row, party))
        query = query.filter(Q(exporter__in=ids) | Q(buyer__in=ids))
        if own := _OWN.get(sought.get("own", "")):
            query = query.filter(Q(exporter__in=ids, exporter_answer__in=own) | Q(buyer__in=ids, buyer_answer__in=own))
            in_sheet = _in_sheet(query, ids)
            query = query.filter(pk__in=in_sheet) if sought.get("own") == "in_sheet" else query.exclude(pk__in=in_sheet)
    if wanted := sought.get("wants", "")[:80]:
        ids = frozenset(ids_of_company(row, wanted))
        query = query.filter(
            Q(exporter__in=ids, buyer_answer__in=sorted(YES)) | Q(buyer__in=ids, exporter_answer__in=sorted(YES))
        )
    return query


def _in_sheet(query: QuerySet[rows.MeetingProgress], ids: Container[str]) -> list[UUID]:
    """Return of which meetings of a party a sheet alone says what it wants."""
    said = said_in_sheets(rows.MeetingStep.objects.filter(progress__in=query))
    side = {progress.pk: MeetingSide.EXPORTER if progress.exporter in ids else MeetingSide.BUYER for progress in query}
    return [meeting for meeting, of in side.items() if (meeting, of) in said]


def _clear(row: mission_rows.Mission) -> QuerySet[mission_rows.Participation]:
    query: QuerySet[mission_rows.Participation] = mission_rows.Participation.objects.filter(
        mission_rows.MAY_BE_PLANNED, mission=row
    )
    return query


_ANSWERS = {
    "yes": tuple(sorted(answer.value for answer in YES)),
    "no": (SideAnswer.NOT_THIS_TIME.value,),
    "another_time": (SideAnswer.ANOTHER_TIME.value,),
    "asks_back": (SideAnswer.ASKS_BACK.value,),
    "waiting": (SideAnswer.WAITING.value,),
}


_OWN = {
    "waiting": _ANSWERS["waiting"],
    "answered": tuple(answer for said, answers in _ANSWERS.items() if said != "waiting" for answer in answers),
}
_OWN |= {"in_sheet": _OWN["answered"]}
_FIRM_SAYS_YES, _BUYER_SAYS_YES = Q(exporter_answer__in=sorted(YES)), Q(buyer_answer__in=sorted(YES))
_CONSENTS = {
    "2": _FIRM_SAYS_YES & _BUYER_SAYS_YES,
    "1": (_FIRM_SAYS_YES & ~_BUYER_SAYS_YES) | (~_FIRM_SAYS_YES & _BUYER_SAYS_YES),
    "0": ~_FIRM_SAYS_YES & ~_BUYER_SAYS_YES,
}
_PLANNED = sorted(state.value for state in (PairState.PLANNED, PairState.NOTIFIED, PairState.CONFIRMED))


def _counted(answer: str) -> str:
    return next((said for said, answers in _ANSWERS.items() if answer in answers), "")


def _sorted(found: Mapping[str, Counter[str]]) -> tuple[AnswersCounted, ...]:
    lines = (AnswersCounted(code, counts) for code, counts in found.items())
    return tuple(sorted(lines, key=lambda counted: (-counted.counts.get("yes", 0), counted.code)))


def _products(row: mission_rows.Mission, exporter: str = "") -> Mapping[tuple[str, str], str]:
    """Return which product speaks most for each pair, as the last matching saw it; one query."""
    matches = rows.Match.objects.filter(mission=row)
    matches = matches.filter(exporter=exporter) if exporter else matches
    found: dict[tuple[str, str], str] = {}
    for firm, buyer, reasons in matches.values_list("exporter", "buyer", "reasons"):
        for reason in reasons:
            product = dict(text_from_document(reason["text"]).params).get("product")
            if isinstance(product, Ref):
                found[firm, buyer] = str(product.id)
                break
    return found


def _answer_steps(row: mission_rows.Mission) -> QuerySet[rows.MeetingStep]:
    query: QuerySet[rows.MeetingStep] = rows.MeetingStep.objects.filter(
        progress__mission=row, undone_at=None, move__in=[answer.value for answer in ANSWERS]
    ).exclude(channel=MoveChannel.SHEET)
    return query


def _by_day(row: mission_rows.Mission, meant: Iterable[MeetingOfCompanies]) -> tuple[tuple[date, int], ...]:
    zone: ZoneInfo = row.home_zone
    steps = _answer_steps(row).values_list("progress", "made_at")
    counted = {kept.pk: meeting.counting.pk for meeting in meant for kept in meeting.kept}
    days = {(at.astimezone(zone).date(), counted[progress]) for progress, at in steps if progress in counted}
    return tuple(sorted(Counter(on for on, _progress in days).items()))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
