"""What somebody sees by the link to answer: who asks for them, what they said, whom they may ask for.

Nothing internal stands here: no score, no request's note, no "no" of anybody else, nobody who may not be met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tearoad.companies import Buyer, Exporter
from tearoad.companies.known_papers import paper_name
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.matching.asking import (
    AskerView,
    AskingRules,
    MeetingMove,
    MeetingPhase,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    RecordedMove,
    SideAnswer,
    status_after,
)
from tearoad.matching.asking.asker_view import asker_view, asks_first, is_wanted, seen_by
from tearoad.matching.asking.meeting_state import ANSWERS
from tearoad.matching.asking.same_company import STATE_THAT_COUNTS, STRICTEST_ANSWER
from tearoad.matching.by_goods import fit_by_goods
from tearoad.matching.public_reasons import public_reasons
from tearoad.matching.request import Match
from tearoad.matching.web.queries.progress import (
    SIDES,
    asked_too_late,
    is_told,
    meetings_about,
    meetings_between,
    moves_of,
    requests_made,
    rules_of,
)
from tearoad.matching.web.queries.wish_order import ordered_wishes
from tearoad.mission import Mission
from tearoad.mission.naming import town_called
from tearoad.mission.same_company import SameCompany
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.same_company import same_in
from tearoad.names import spelling
from tearoad.names.fold import fold, words_sought
from tearoad.people import Actor
from tearoad.reference import country_name
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.web.clock import fair_now
from tearoad.web.saving.stale import version_of

_GOODS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class FirmForReader:
    """A firm of the other side, as this reader may see it."""

    party: str
    name: str
    also: str
    """Its name in another script."""
    where: str
    goods: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerableRequest:
    """One meeting about which somebody is asked."""

    firm: FirmForReader
    reasons: tuple[Text, ...]
    answer: SideAnswer
    they_want: bool
    """Whether the other side asked for it; else the office proposes it."""
    message: str
    """What the reader wrote last."""
    is_own: bool
    """Whether the reader asked for it."""
    view: AskerView
    """What may be told of it to whoever asked."""
    seen: MeetingStatus
    """Where it stands as far as the reader may know."""
    ids: frozenset[str] = frozenset()
    """Every id under which the company takes part of which somebody said anything, and the one that counts."""

    @property
    def is_planned(self) -> bool:
        """Whether it has its time in the plan."""
        return self.seen.phase in {MeetingPhase.PLANNED, MeetingPhase.NOTIFIED}

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.seen.phase is MeetingPhase.CANCELLED

    @property
    def version(self) -> str:
        """The mark of what the reader's side says."""
        return version_of(self.answer.value)

    @property
    def is_waiting(self) -> bool:
        """Whether it is unanswered."""
        return self.answer is SideAnswer.WAITING


@dataclass(frozen=True, slots=True)
class AnsweringPage:
    """Everything that a link to answer shows first."""

    mission: Mission
    rules: AskingRules
    is_over: bool
    may_ask: bool
    """Whether the reader finds the other side in a list."""
    left: int
    """So many more the reader may ask for."""
    every: tuple[AnswerableRequest, ...]
    """Those unanswered first, and of these what somebody wants before what is proposed."""

    @property
    def requests(self) -> tuple[AnswerableRequest, ...]:
        """Those about which the reader is asked."""
        return tuple(request for request in self.every if not request.is_own)

    @property
    def own(self) -> tuple[AnswerableRequest, ...]:
        """Those that the reader asked for."""
        return tuple(request for request in self.every if request.is_own)

    @property
    def waiting(self) -> tuple[AnswerableRequest, ...]:
        """Those that are unanswered."""
        return tuple(request for request in self.requests if request.is_waiting)

    @property
    def answered(self) -> tuple[AnswerableRequest, ...]:
        """Those that are answered."""
        return tuple(request for request in self.requests if not request.is_waiting)

    @property
    def asks_back(self) -> int:
        """How many the reader answered with a question that is still open."""
        return sum(request.answer is SideAnswer.ASKS_BACK for request in self.every)

    @property
    def wants_another_time(self) -> bool:
        """Whether a "yes, but at another time" waits for being told when."""
        return any(request.answer is SideAnswer.ANOTHER_TIME for request in self.every)


def answering_page(by: Actor, row: mission_rows.Mission, language: Language) -> AnsweringPage:
    """Return what somebody is asked and what they said; eight queries whatever the size.

    A company of either side that takes part under two ids stands here once, with what it says by the rule of the plan.
    """
    side, rules, same = SIDES[by.role], rules_of(row), same_in(row)
    found = list(meetings_about(row, side, by.party))
    codes = {progress.pk: _counting(getattr(progress, side.other.value), same) for progress in found}
    others = _others(row, side.other, codes.values())
    fits, moves = _fits(row, side, by.party, others), moves_of(found)
    too_late, is_announced = asked_too_late(row, rules, found), is_told(row, rules)
    every: dict[str, AnswerableRequest] = {}
    mission = core(row)
    for progress in found:
        code, made = codes[progress.pk], moves.get(progress.pk, ())
        if code not in others or (progress.pk, side) in too_late:
            continue
        mine = SideAnswer(getattr(progress, f"{side.value}_answer"))
        request = AnswerableRequest(
            _for_reader(others[code], language, mission),
            public_reasons(fits[code]) if code in fits else (),
            mine,
            is_wanted(side, made),
            _last_message(side, made),
            asks_first(side, made) and mine is not SideAnswer.WAITING,
            asker_view(status_after(made), is_told=is_announced),
            seen_by(side, made, is_told=is_announced),
            frozenset({code, getattr(progress, side.other.value)}),
        )
        every[code] = _of_one_company(request, every[code]) if code in every else request
    listed = sorted(
        every.values(),
        key=lambda request: (not request.is_waiting, not request.they_want, _place(request.firm.party, fits)),
    )
    is_over = rules.is_over(fair_now())
    left = max(0, rules.most_requests - requests_made(side, found, moves, same))
    return AnsweringPage(mission, rules, is_over, rules.lets_ask(side), left, tuple(listed))


def _of_one_company(request: AnswerableRequest, known: AnswerableRequest) -> AnswerableRequest:
    """Return the one of two requests of one company that counts, with what either says of who asked for it."""
    first, second = sorted((known, request), key=_rank)
    return replace(
        first,
        they_want=first.they_want or second.they_want,
        message=first.message or second.message,
        ids=first.ids | second.ids,
    )


def _rank(request: AnswerableRequest) -> tuple[int, int]:
    return STRICTEST_ANSWER.index(request.answer), STATE_THAT_COUNTS.index(request.seen.state)


def _counting(code: str, same: SameCompany) -> str:
    return same.get(PartyId(code), code)


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What somebody's side said last: by whom, how and when."""

    answer: SideAnswer
    channel: MoveChannel
    at: datetime


def last_answer(by: Actor, row: mission_rows.Mission, other: str) -> LastAnswer | None:
    """Return what somebody's side said last of a meeting; two queries."""
    side = SIDES[by.role]
    said = [
        LastAnswer(ANSWERS.get(move.move, SideAnswer.WANTED), move.channel, move.at)
        for made in moves_of(meetings_between(row, side, by.party, other)).values()
        for move in made
        if move.side is side and move.undone_at is None and move.move in {*ANSWERS, MeetingMove.REQUEST}
    ]
    return max(said, key=lambda answer: answer.at, default=None)


def firms_offered(
    by: Actor, row: mission_rows.Mission, language: Language, words: str = "", *, everyone: bool = False
) -> tuple[tuple[FirmForReader, bool], ...]:
    """Return whom somebody may ask for, the best for them first, and whether they did or are asked already.

    Without words only those with something in common are shown; `everyone` shows all of them.
    """
    side = SIDES[by.role]
    if not rules_of(row).lets_ask(side):
        return ()
    same = same_in(row)
    others = {code: party for code, party in _others(row, side.other).items() if PartyId(code) not in same}
    fits = _fits(row, side, by.party, others)
    known = {_counting(getattr(progress, side.other.value), same) for progress in meetings_about(row, side, by.party)}
    sought, mission = words_sought(words), core(row)
    found = [
        reader
        for reader in (_for_reader(other, language, mission) for other in others.values())
        if all(word in fold(" ".join((reader.name, reader.also, reader.where, *reader.goods))) for word in sought)
        and (sought or everyone or reader.party in fits or not fits)
    ]
    found.sort(key=lambda reader: (_place(reader.party, fits)[0], reader.name.casefold()))
    return tuple((reader, reader.party in known) for reader in found)


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """An exporter's wishes in its order, and the mark of that order."""

    firms: tuple[FirmForReader, ...]
    version: str


def own_order(by: Actor, row: mission_rows.Mission, language: Language) -> OwnOrder:
    """Return an exporter's wishes, the dearest first, of whom it may meet; two queries."""
    if SIDES[by.role] is not MeetingSide.EXPORTER:
        return OwnOrder((), "")
    buyers = [group[0].buyer for group in ordered_wishes(row, by.party)]
    known, mission = _others(row, MeetingSide.BUYER, buyers), core(row)
    firms = tuple(_for_reader(known[code], language, mission) for code in buyers if code in known)
    return OwnOrder(firms, version_of(buyers))


def _last_message(side: MeetingSide, moves: Iterable[RecordedMove]) -> str:
    written = [move.message for move in moves if move.side is side and move.message and move.undone_at is None]
    return written[-1] if written else ""


def _place(code: str, fits: Mapping[str, Match]) -> tuple[int, str]:
    return (-fits[code].score.value if code in fits else 0), code


def _fits(
    row: mission_rows.Mission, side: MeetingSide, party: str, others: Mapping[str, Exporter | Buyer]
) -> Mapping[str, Match]:
    """Return with whom of the other side somebody's goods go together, whatever anybody answered; one query."""
    mine = mission_rows.Participation.objects.filter(mission=row, company__side=side.value, code=party)
    everyone = [*map(_party, mine.select_related("company")), *others.values()]
    found = fit_by_goods(
        [exporter for exporter in everyone if isinstance(exporter, Exporter)],
        [buyer for buyer in everyone if isinstance(buyer, Buyer)],
    )
    return {str(getattr(match, side.other.value)): match for match in found}


def _others(
    row: mission_rows.Mission, side: MeetingSide, codes: Iterable[str] | None = None
) -> dict[str, Exporter | Buyer]:
    """Return who takes part on a side and may be met, by code, all of them or some; one query."""
    query = mission_rows.Participation.objects.filter(
        mission_rows.MAY_BE_PLANNED, mission=row, company__side=side.value
    ).select_related("company")
    chosen = query if codes is None else query.filter(code__in=list(codes))
    return {participation.code: _party(participation) for participation in chosen}


def _party(participation: mission_rows.Participation) -> Exporter | Buyer:
    is_firm = participation.company.side == MeetingSide.EXPORTER.value
    return (
        exporter_of(participation.company, participation.document)
        if is_firm
        else buyer_of(participation.company, participation.document)
    )


def _for_reader(exporter: Exporter | Buyer, language: Language, mission: Mission) -> FirmForReader:
    city = town_called(mission, exporter.city, language)
    name = spelling.firm(exporter.name, language)
    also = " · ".join(name.others[:1])
    if isinstance(exporter, Exporter):
        goods = tuple(spelling.firm(product.name, language).main for product in exporter.products[:_GOODS_SHOWN])
        papers = tuple(dict.fromkeys(paper_name(paper.kind, language) for paper in exporter.certificates))[
            :_GOODS_SHOWN
        ]
        return FirmForReader(exporter.id, name.main, also, city, goods, papers)
    country = country_name(exporter.country, language) if exporter.country else ""
    where = " · ".join(filter(None, (city, country)))
    wants = tuple(want.in_language(language) for want in exporter.wants[:_GOODS_SHOWN])
    return FirmForReader(exporter.id, name.main, also, where, wants, ())
