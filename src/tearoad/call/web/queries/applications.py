"""Applications as an officer reads them; points only to those who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from tearoad.call import Apart, Application, Call, Decision, Ranked, Scoring, propose, rank, readiness, scoring_faults
from tearoad.call.scores import apart as far_apart
from tearoad.call.scores import by_application
from tearoad.call.web import models as rows
from tearoad.call.web.queries.by_hand import mailed
from tearoad.errors import NotFoundError
from tearoad.market.brief.firms import FirmProducts
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import mission as mission_of
from tearoad.names import fold, words_sought
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document

UNCONFIRMED = "unconfirmed"
A_LIST = 500
"""So many of what nobody confirmed are listed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which applications are listed; what is empty does not narrow."""

    words: str = ""
    decision: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One application in the list."""

    id: UUID
    application: Application
    name: str
    goods: str
    readiness: int
    scored: int
    """How many people have given points."""
    mine: bool
    ranked: Ranked | None
    """Its place; None while it has none or the reader may not know it yet."""
    proposed: Decision = Decision.OPEN


def call_applicants(to: Actor, mission_id: UUID) -> tuple[FirmProducts, ...]:
    """Return what the firms sell that apply to a mission's call; who was declined or withdrew is left out.

    Raises:
        NotFoundError: there is no such mission.

    """
    require(to, Policy.SEE_CALL)
    received = rows.Application.objects.filter(mission=mission_of(to, mission_id), confirmed_at__isnull=False)
    wanted = received.exclude(decision__in=(Decision.DECLINED.value, Decision.WITHDRAWN.value)).order_by("name", "id")
    firms = (from_document(Application, row.document) for row in wanted)
    return tuple(FirmProducts(firm.name, firm.products) for firm in firms)


def application(mission: mission_rows.Mission, application_id: UUID) -> rows.Application:
    """Return an application's row.

    Raises:
        NotFoundError: the mission has none such.

    """
    found: rows.Application | None = rows.Application.objects.filter(mission=mission, pk=application_id).first()
    if found is None:
        raise NotFoundError(Text("call_pages.no_such_application"), Text("call_pages.no_such_application_hint"))
    return found


def lines(
    by: Actor, mission: mission_rows.Mission, call: Call, language: Language, wanted: Wanted = Wanted()
) -> tuple[ApplicationLine, ...]:
    """Return the applications in the order of their places, then as they came in; two queries.

    What came by the form and nobody confirmed stands apart: it is listed only where it is asked for, the latest first.
    """
    every = rows.Application.objects.filter(mission=mission)
    unread = Q(confirmed_at=None, decision=Decision.OPEN.value, pk__in=rows.Revision.objects.values("application_id"))
    if wanted.state == UNCONFIRMED:
        found = {row.code: row for row in every.filter(confirmed_at=None).order_by("-received_at", "-pk")[:A_LIST]}
    else:
        found = {row.code: row for row in every.exclude(unread)}
    known = {code: from_document(Application, row.document) for code, row in found.items()}
    points = tuple(rows.Scoring.objects.filter(mission=mission))
    given = by_application(from_document(Scoring, point.document) for point in points)
    mine = {point.application for point in points if by.user is not None and point.by_id == by.user}
    whole = tuple(scoring for those in given.values() for scoring in those)
    ranked = rank(call, known.values(), whole)
    decided = {code: applicant.decision for code, applicant in known.items()}
    proposed = {proposal.application: proposal.decision for proposal in propose(call, ranked, decided)}
    order = {candidate.application: candidate for candidate in ranked}
    made = []
    for code in (*order, *(code for code in known if code not in order)):
        applicant, there = known[code], given.get(code, ())
        made.append(
            ApplicationLine(
                found[code].pk,
                applicant,
                spelling.firm(applicant.name, language).main,
                ", ".join(dict.fromkeys(str(product.hs) for product in applicant.products if product.hs)),
                readiness(call, applicant).value,
                sum(not scoring_faults(call, each) for each in there),
                code in mine,
                order.get(code),
                proposed.get(code, Decision.OPEN),
            )
        )
    return tuple(application_line for application_line in made if _fits(application_line, wanted))


def _fits(line: ApplicationLine, wanted: Wanted) -> bool:
    applicant = line.application
    spelled = " ".join(
        map(fold, (*applicant.name.written, applicant.city, applicant.id, applicant.registration_number))
    )
    states = {
        "mine": applicant.confirmed_at is not None and not line.mine and applicant.decision is Decision.OPEN,
        "half": line.scored == 1,
        "whole": line.ranked is not None and line.ranked.total is not None,
        "apart": line.ranked is not None and bool(line.ranked.apart),
        UNCONFIRMED: applicant.confirmed_at is None,
    }
    return (
        all(word in spelled for word in words_sought(wanted.words))
        and wanted.decision in {"", applicant.decision.value}
        and (not wanted.state or states.get(wanted.state, True))
    )


@dataclass(frozen=True, slots=True)
class Points:
    """What the reader may see of an application's points."""

    own: Scoring | None
    others: tuple[Scoring, ...]
    hidden: int
    """How many others have given theirs, which the reader sees after giving their own."""
    apart: tuple[Apart, ...]


def points(by: Actor, call: Call, row: rows.Application) -> Points:
    """Return points: one's own, and the others' only after one has given one's own or the decision has been made."""
    found = [
        (scoring.by_id == by.user and by.user is not None, from_document(Scoring, scoring.document))
        for scoring in rows.Scoring.objects.filter(mission=row.mission_id, application=row.code)
    ]
    own = next((scoring for is_own, scoring in found if is_own), None)
    others = tuple(scoring for is_own, scoring in found if not is_own)
    if own is None and row.decision == Decision.OPEN.value:
        return Points(None, (), len(others), ())
    return Points(own, others, 0, far_apart(call, (scoring for _, scoring in found)))


@dataclass(frozen=True, slots=True)
class Sent:
    """One revision with its files."""

    row: rows.Revision
    files: tuple[StoredFile, ...]
    application: Application
    is_mailed: bool = True
    """Whether a mail server took the mail with its link."""

    @property
    def waits(self) -> bool:
        """Whether a person is still to say that it is the same firm."""
        return self.row.is_strange and self.row.confirmed_at is not None


def revisions(row: rows.Application) -> tuple[Sent, ...]:
    """Return what was sent, the latest first; three queries."""
    files: dict[UUID, list[StoredFile]] = {}
    for sent_file in rows.ApplicationFile.objects.filter(revision__application=row).select_related("file"):
        files.setdefault(sent_file.revision_id, []).append(sent_file.file)
    found = tuple(rows.Revision.objects.filter(application=row).order_by("-number"))
    taken = mailed([revision.pk for revision in found])
    return tuple(
        Sent(
            revision,
            tuple(files.get(revision.pk, ())),
            from_document(Application, revision.document),
            revision.pk in taken,
        )
        for revision in found
    )
