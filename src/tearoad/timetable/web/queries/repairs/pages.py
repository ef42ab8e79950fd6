"""The page of one repair: what changes, who is told, how sure it is that fewer cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tearoad.mission import Absence
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.difference import Change, ChangeKind, announced_meetings, change_text, changes
from tearoad.timetable.problem_building import wish_id
from tearoad.timetable.repair import Kind, Reported, Scene
from tearoad.timetable.repair.repair_offers import Mended, Offer
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import drafts
from tearoad.timetable.web.queries.publishing.candidates import of_draft
from tearoad.timetable.web.queries.publishing.differences import Difference, difference
from tearoad.timetable.web.queries.publishing.in_force import in_force, published
from tearoad.timetable.web.queries.publishing.letters import plan_notifications
from tearoad.timetable.web.queries.repairs.mended import mended_of, scene_of
from tearoad.timetable.web.queries.repairs.reading_reports import report_sentence
from tearoad.timetable.web.queries.repairs.report_page import words_of
from tearoad.values import Language, Window, WishId
from tearoad.values.document import text_from_document
from tearoad.web.clock import fair_now
from tearoad.words import Words

REASONS = 2
"""So many reasons why a meeting falls out are told; the draft's page has all."""
LASTING = frozenset({Kind.ABSENT, Kind.LATE, Kind.INTERPRETER, Kind.PLACE})
"""What a mission can keep as an absence."""


@dataclass(frozen=True, slots=True)
class RepairedMeeting:
    """One meeting that is not as people were told, and why it falls out where it does."""

    kind: ChangeKind
    text: Text
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A finished proposal against the plan in force."""

    difference: Difference
    lines: tuple[RepairedMeeting, ...]
    proofs: tuple[Text, ...]
    other: tuple[int, Offer] | None
    """The other way to mend it, where there is one."""
    edited: bool
    """Whether the board has moved on since: the proofs are of the proposal."""
    unheld: tuple[Text, ...]
    """Why the meeting that was wanted is not held."""
    unheld_proved: bool
    """Whether no plan can hold it."""
    untold: int
    """People who know no plan yet: they get their whole day."""
    lasts: bool
    """Whether the mission can keep it for later plans."""

    @property
    def dropped(self) -> int:
        """How many meetings that people hold fall out."""
        return sum(line.kind is ChangeKind.DROPPED for line in self.lines)


@dataclass(frozen=True, slots=True)
class RepairPage:
    """One repair."""

    words: Words
    draft: Draft
    trouble: Text
    state: DraftState
    standing: drafts.PlanningProgress | None
    failure: drafts.Failure | None
    now: Published | None
    """The plan in force."""
    number: int
    """The plan that was mended."""
    proposed: Proposed | None

    @property
    def is_published(self) -> bool:
        """Whether it is the plan in force."""
        return self.now is not None and self.now.draft_id == self.draft.pk

    @property
    def stale(self) -> bool:
        """Whether another plan came into force since: it is mended anew."""
        return self.now is not None and self.now.number != self.number and not self.is_published


def repair_page(mission: Mission, draft: Draft, language: Language) -> RepairPage:
    """Return one repair; a fixed number of queries whatever the size."""
    mended, state, now = mended_of(draft), drafts.state_of(draft), in_force(mission)
    scene = scene_of(published(mission, mended.number), fair_now())
    waiting = state is DraftState.PLANNING
    page = RepairPage(
        words=words_of(mission, scene, language),
        draft=draft,
        trouble=report_sentence(mended.reported, scene),
        state=state,
        standing=drafts.standing(draft) if waiting else None,
        failure=drafts.failure_of(draft),
        now=now,
        number=mended.number,
        proposed=None,
    )
    if state is not DraftState.READY or page.stale or page.is_published:
        return page
    return replace(page, proposed=_proposed(mission, draft, mended, language))


def absence_of(reported: Reported, scene: Scene) -> Absence | None:
    """Return what a mission keeps of a trouble, so that every later plan keeps clear of it; None of what it cannot."""
    slots = reported.slots(scene)
    if reported.kind not in LASTING or not slots:
        return None
    first, last = (scene.problem.slots[nth].window for nth in (min(slots), max(slots)))
    return Absence(reported.who, Window(first.start_at, last.end_at))


def _proposed(mission: Mission, draft: Draft, mended: Mended, language: Language) -> Proposed:
    found = difference(mission, of_draft(draft), language)
    edited = draft.revision != mended.revision
    others = [(nth, offer) for nth, offer in enumerate(mended.offers) if nth != mended.chosen]
    return Proposed(
        difference=found,
        lines=tuple(_lines(draft, mended)),
        proofs=() if edited else tuple(_proofs(mended)),
        other=others[0] if others and not edited else None,
        edited=edited,
        unheld=tuple(_unheld(draft, mended)),
        unheld_proved=not edited and mended.offers[mended.chosen].holds_most,
        untold=_untold(mission, found),
        lasts=mended.reported.kind in LASTING,
    )


def _lines(draft: Draft, mended: Mended) -> Iterator[RepairedMeeting]:
    problem = problem_of(draft)
    before, after = (announced_meetings(problem, those) for those in (problem.previous, plan_of(draft).meetings))
    for change in changes(before, after).changes:
        yield RepairedMeeting(change.kind, change_text(change), tuple(_why(draft, mended, change)))


def _why(draft: Draft, mended: Mended, change: Change) -> Iterator[Text]:
    """Yield why a meeting falls out; of one that was called off everybody knows."""
    if change.kind is ChangeKind.DROPPED and change.before is not None:
        wish = wish_id(change.before.exporter, change.before.buyer)
        if mended.reported.kind is not Kind.OFF or wish != mended.reported.who:
            yield from _obstacles(draft, wish)


def _obstacles(draft: Draft, wish: WishId) -> Iterator[Text]:
    explanation = draft.explanations.get(wish)
    if explanation:
        yield from map(text_from_document, explanation["obstacles"][:REASONS])


def _unheld(draft: Draft, mended: Mended) -> Iterator[Text]:
    held = {meeting.wish for meeting in plan_of(draft).meetings}
    for wish in mended.reported.wanted():
        if wish not in held:
            yield from _obstacles(draft, wish)


def _proofs(mended: Mended) -> Iterator[Text]:
    """Yield how sure it is that nobody is told, and no meeting lost, for nothing."""
    offer = mended.offers[mended.chosen]
    fewer = offer.people - mended.fewest_people
    if not fewer:
        yield Text("repair_pages.proved_fewest")
    elif offer.fewest_so:
        yield Text("repair_pages.proved_without_loss")
    else:
        yield Text("repair_pages.at_most_fewer", count=fewer)
    if offer.holds_most and offer.dropped:
        yield Text("repair_pages.proved_held")


def _untold(mission: Mission, found: Difference) -> int:
    if found.before is None:
        return 0
    row = published(mission, found.number)
    return plan_notifications(mission, row).still_to_tell
