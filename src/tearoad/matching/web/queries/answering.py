"""What somebody sees by the link to answer: who asks for them, what they said, whom they may ask for.

Nothing internal stands here: no score, no request's note, no "no" of anybody else, nobody who may not be met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.companies import Standing
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.matching.asking import AskerView, AskingRules, MeetingSide, PairState, SideAnswer, asker_view
from tearoad.matching.asking.meeting_state import YES
from tearoad.matching.public_reasons import public_reasons
from tearoad.matching.web import models as rows
from tearoad.matching.web.queries import match_of
from tearoad.matching.web.queries.progress import SIDES, asked_too_late, meetings_about, rules_of
from tearoad.matching.web.queries.wish_order import ordered_wishes
from tearoad.mission import Mission
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import core
from tearoad.names import spelling
from tearoad.names.fold import fold
from tearoad.people import Actor
from tearoad.reference import country_name
from tearoad.text import Text
from tearoad.values import Language
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

    @property
    def is_waiting(self) -> bool:
        """Whether it is unanswered."""
        return self.answer is SideAnswer.WAITING


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Somebody the reader asked for, and what may be told of it."""

    firm: FirmForReader
    view: AskerView


@dataclass(frozen=True, slots=True)
class AnsweringPage:
    """Everything that a link to answer shows first."""

    mission: Mission
    rules: AskingRules
    is_over: bool
    may_ask: bool
    """Whether the reader finds the other side in a list."""
    requests: tuple[AnswerableRequest, ...]
    """Those unanswered first, and of these what somebody wants before what is proposed."""
    own: tuple[OwnRequest, ...]

    @property
    def waiting(self) -> tuple[AnswerableRequest, ...]:
        """Those that are unanswered."""
        return tuple(one for one in self.requests if one.is_waiting)

    @property
    def answered(self) -> tuple[AnswerableRequest, ...]:
        """Those that are answered."""
        return tuple(one for one in self.requests if not one.is_waiting)

    @property
    def wants_another_time(self) -> bool:
        """Whether a "yes, but at another time" waits for being told when."""
        return any(one.answer is SideAnswer.ANOTHER_TIME for one in self.requests)


def answering_page(by: Actor, row: mission_rows.Mission, language: Language) -> AnsweringPage:
    """Return what somebody is asked and what they said; seven queries whatever the size."""
    side, rules = SIDES[by.role], rules_of(row)
    is_over = rules.is_over(fair_now())
    found = list(meetings_about(row, side, by.party))
    others = _firms(row, side.other, (getattr(one, side.other.value) for one in found), language)
    matches = _matches(row, side, by.party)
    messages = _messages(found, side)
    asked_first = _requested_by(found, side)
    requests: list[AnswerableRequest] = []
    own: list[OwnRequest] = []
    for one in found:
        firm = others.get(getattr(one, side.other.value))
        if firm is None or asked_too_late(one, side):
            continue
        if one.pk in asked_first:
            own.append(OwnRequest(firm, asker_view(PairState(one.state), is_over=is_over)))
            continue
        match = matches.get(firm.party)
        theirs = SideAnswer(getattr(one, f"{side.other.value}_answer"))
        mine = SideAnswer(getattr(one, f"{side.value}_answer"))
        reasons = public_reasons(match_of(match)) if match else ()
        requests.append(AnswerableRequest(firm, reasons, mine, theirs in YES, messages.get(one.pk, "")))
    scores = {party: match.score for party, match in matches.items()}
    requests.sort(
        key=lambda one: (not one.is_waiting, not one.they_want, -scores.get(one.firm.party, 0), one.firm.party)
    )
    return AnsweringPage(core(row), rules, is_over, rules.lets_ask(side), tuple(requests), tuple(own))


def firms_offered(
    by: Actor, row: mission_rows.Mission, language: Language, words: str = "", *, everyone: bool = False
) -> tuple[tuple[FirmForReader, bool], ...]:
    """Return whom somebody may ask for, the best for them first, and whether they did or are asked already.

    Without words only those with something in common are shown; `everyone` shows all of them.
    """
    side = SIDES[by.role]
    if not rules_of(row).lets_ask(side):
        return ()
    codes = mission_rows.Participation.objects.filter(mission=row, company__side=side.other.value)
    firms = _firms(row, side.other, codes.values_list("code", flat=True), language)
    scores = {party: match.score for party, match in _matches(row, side, by.party).items()}
    known = {getattr(one, side.other.value) for one in meetings_about(row, side, by.party)}
    sought = fold(words).split()
    found = [
        one
        for one in firms.values()
        if all(word in fold(" ".join((one.name, one.also, one.where, *one.goods))) for word in sought)
        and (sought or everyone or one.party in scores or not scores)
    ]
    found.sort(key=lambda one: (-scores.get(one.party, 0), one.name.casefold()))
    return tuple((one, one.party in known) for one in found)


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """An exporter's wishes in its order, and the mark of that order."""

    firms: tuple[FirmForReader, ...]
    version: str


def own_order(by: Actor, row: mission_rows.Mission, language: Language) -> OwnOrder:
    """Return an exporter's wishes, the dearest first, of whom it may meet; two queries."""
    if SIDES[by.role] is not MeetingSide.EXPORTER:
        return OwnOrder((), "")
    buyers = [one.buyer for one in ordered_wishes(row, by.party)]
    firms = _firms(row, MeetingSide.BUYER, buyers, language)
    return OwnOrder(tuple(firms[code] for code in buyers if code in firms), version_of(buyers))


def _requested_by(found: list[rows.MeetingProgress], side: MeetingSide) -> frozenset[object]:
    """Return the meetings that a side asked for before anybody asked it."""
    first: dict[object, tuple[str, str]] = {}
    steps = rows.MeetingStep.objects.filter(progress__in=found, undone_at=None).order_by("id")
    for progress, move, whose in steps.values_list("progress", "move", "side"):
        first.setdefault(progress, (move, whose))
    return frozenset(progress for progress, step in first.items() if step == ("request", side.value))


def _messages(found: list[rows.MeetingProgress], side: MeetingSide) -> Mapping[object, str]:
    written = rows.MeetingStep.objects.filter(progress__in=found, side=side.value, undone_at=None).exclude(message="")
    return dict(written.order_by("id").values_list("progress", "message"))


def _matches(row: mission_rows.Mission, side: MeetingSide, party: str) -> Mapping[str, rows.Match]:
    found = rows.Match.objects.filter(mission=row, **{side.value: party})
    return {getattr(one, side.other.value): one for one in found}


def _firms(
    row: mission_rows.Mission, side: MeetingSide, codes: Iterable[str], language: Language
) -> dict[str, FirmForReader]:
    """Return firms by their code, only those that may be met; one query."""
    taking_part = mission_rows.Participation.objects.filter(
        mission=row, company__side=side.value, company__standing=Standing.CLEAR, code__in=list(codes)
    ).select_related("company")
    shown = _exporter if side is MeetingSide.EXPORTER else _buyer
    return {one.code: shown(one, language) for one in taking_part}


def _exporter(one: mission_rows.Participation, language: Language) -> FirmForReader:
    firm = exporter_of(one.company, one.document)
    name = spelling.firm(firm.name, language)
    goods = tuple(spelling.firm(product.name, language).main for product in firm.products[:_GOODS_SHOWN])
    papers = tuple(dict.fromkeys(paper.kind for paper in firm.certificates))[:_GOODS_SHOWN]
    return FirmForReader(one.code, name.main, " · ".join(name.others[:1]), firm.city, goods, papers)


def _buyer(one: mission_rows.Participation, language: Language) -> FirmForReader:
    buyer = buyer_of(one.company, one.document)
    name = spelling.firm(buyer.name, language)
    country = country_name(buyer.country, language) if buyer.country else ""
    goods = tuple(want.in_language(language) for want in buyer.wants[:_GOODS_SHOWN])
    where = " · ".join(filter(None, (buyer.city, country)))
    return FirmForReader(one.code, name.main, " · ".join(name.others[:1]), where, goods, ())
