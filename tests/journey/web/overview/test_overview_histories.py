"""Whatever happens to a mission, its Overview agrees with a count of the rows, and no two sentences contradict."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.errors import Conflict
from tearoad.matching.web.models import Matched
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions import jobs
from tearoad.people import Actor
from tearoad.timetable.web.actions.notifying import mark_notified_by_hand
from tearoad.timetable.web.actions.publishing import publish, publish_again
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.timetable.web.queries.publishing.letters import plan_notifications
from tearoad.web.clock import now
from tests.journey.web.overview.claims import claims, recount
from tests.timetable.web.drafts import first_draft, mission_row, second_draft

QUICK, HISTORIES, STEPS = 12, 300, 8


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The small demo in rows, everybody cleared."""
    return mission_row(officer)


class MissionHistory:
    """What may happen to a mission, one thing after the other."""

    def __init__(self, by: Actor, mission: Mission, seed: int) -> None:
        """Begin with the mission as it is."""
        self.by, self.mission, self.chance = by, mission, random.Random(seed)

    def happen(self) -> str:
        """Let one thing happen and return its name; what the actions refuse does not happen."""
        move = self.chance.choice(self.moves)
        try:
            with transaction.atomic():
                move()
        except Conflict:
            return f"{move.__name__} refused"
        self.mission.refresh_from_db()
        return move.__name__

    @property
    def moves(self) -> list[Callable[[], object]]:
        """What may happen next; a plan is published as often as everything else together."""
        publishing = [self.publish_newest, self.publish_again, self.publish_repair]
        others = [self.screen, self.clear_all, self.touch, self.match, self.merge, self.part]
        return [*publishing * 2, *others, self.draft, self.draft, self.plan, self.fail, self.edit, self.tell]

    @property
    def _number(self) -> int:
        return max(Draft.objects.filter(mission=self.mission).values_list("number", flat=True), default=0) + 1

    def screen(self) -> None:
        """Somebody's standing becomes another."""
        rows = list(Company.objects.filter(merged_into=None).order_by("name"))
        row, standing = self.chance.choice(rows), self.chance.choice(list(Standing))
        Company.objects.filter(pk=row.pk).update(standing=standing)

    def clear_all(self) -> None:
        """Everybody may be met."""
        Company.objects.update(standing=Standing.CLEAR)

    def touch(self) -> None:
        """Something of the mission changes."""
        touch(self.mission)

    def match(self) -> None:
        """The mission is matched."""
        known = {"mission_revision": self.mission.revision, "matched_at": now()}
        Matched.objects.update_or_create(mission=self.mission, defaults=known | {"tenant": self.mission.tenant})

    def merge(self) -> None:
        """Two buyers of the mission turn out to be one."""
        buyers = Company.objects.filter(side="buyer", merged_into=None).order_by("name")
        kept, joined = self.chance.sample(list(buyers), 2)
        merge_companies(self.by, kept, joined, {})

    def part(self) -> None:
        """The last merge is undone."""
        merge = CompanyMerge.objects.filter(undone_at=None).first()
        if merge is not None:
            undo_merge(self.by, merge)

    def draft(self) -> Draft:
        """A plan is made."""
        if self.chance.choice([True, False]):
            return first_draft(self.by, self.mission, self._number)
        return second_draft(self.by, self.mission, 2, self._number)

    def plan(self) -> None:
        """A plan is being made."""
        self._unplanned(job=jobs.ask(self.by, "timetable.plan", str(self._number)))

    def fail(self) -> None:
        """No plan could be made, or somebody stopped it."""
        self._unplanned(state=self.chance.choice([DraftState.FAILED, DraftState.CANCELLED, DraftState.PLANNING]))

    def _unplanned(self, **known: object) -> None:
        known |= {"mission": self.mission, "mission_revision": self.mission.revision, "made_at": now()}
        Draft.objects.create(number=self._number, **known)

    def edit(self) -> None:
        """The newest draft is changed on the board."""
        row = Draft.objects.filter(mission=self.mission, state=DraftState.READY).order_by("-number").first()
        if row is not None:
            Draft.objects.filter(pk=row.pk).update(revision=row.revision + 1)

    def publish_newest(self) -> None:
        """The newest draft that holds a plan is published."""
        ready = Draft.objects.filter(mission=self.mission, state=DraftState.READY, repair={})
        row = ready.order_by("-number").first() or self.draft()
        publish(self.by, row, row.revision, although_outdated=True)

    def publish_again(self) -> None:
        """An earlier plan comes into force once more."""
        plans = list(Published.objects.filter(mission=self.mission).order_by("number"))
        if plans:
            publish_again(self.by, self.chance.choice(plans))

    def publish_repair(self) -> None:
        """A repair of the plan in force is published."""
        plan = Published.objects.filter(mission=self.mission).order_by("-number").first()
        if plan is not None:
            row = second_draft(self.by, self.mission, self.chance.randint(1, 3), self._number)
            row.repair = {"number": plan.number}
            row.save()
            publish(self.by, row, row.revision, although_outdated=True)

    def tell(self) -> None:
        """Somebody is told by telephone."""
        plan = Published.objects.filter(mission=self.mission).order_by("-number").first()
        waiting = (
            [letter for letter in plan_notifications(self.mission, plan).letters if letter.to_tell] if plan else []
        )
        if plan and waiting:
            mark_notified_by_hand(self.by, plan, waiting[0].role.value, waiting[0].party)


def wrong(page: str, truth: dict[str, Any]) -> set[str]:
    """Return about what a page says anything else than the rows, in any of its sentences."""
    return {fact for fact, value in claims(page) if value != truth[fact]}


_IN_THE_LIST = re.compile(r'</span></p>\s*<p><a href="([^"]+)">([^<]+)')
_IN_THE_OVERVIEW = re.compile(r'</ol>\s*<p><a class="button primary" href="([^"]+)">([^<]+)')


def next_step(page: str, where: re.Pattern[str]) -> tuple[str, str]:
    """Return where a page says that a mission goes on, and how it calls that."""
    ((address, text),) = where.findall(page)
    return address, text


def mission_address(mission: Mission) -> str:
    """Return the address of a mission's Overview."""
    return reverse("mission-page", args=[mission.pk])


def check(client: Client, mission: Mission, happened: list[str]) -> None:
    """See that every sentence agrees with the rows, and so with every other sentence."""
    page = client.get(mission_address(mission)).content.decode()
    truth = recount(mission)
    assert wrong(page, truth) == set(), (happened, claims(page), truth)


def follow(client: Client, by: Actor, mission: Mission, seed: int) -> None:
    """Let a random history happen, and look at the page after each thing."""
    history = MissionHistory(by, mission, seed)
    happened = [str(seed)]
    for _step in range(STEPS):
        happened.append(history.happen())
        check(client, mission, happened)
    pages = [client.get(text).content.decode() for text in (reverse("mission-list"), mission_address(mission))]
    assert next_step(pages[0], _IN_THE_LIST) == next_step(pages[1], _IN_THE_OVERVIEW), happened


@pytest.mark.parametrize("seed", range(QUICK))
def test_the_overview_says_what_the_rows_say(signed_in: Client, officer: Actor, mission: Mission, seed: int) -> None:
    follow(signed_in, officer, mission, seed)


@pytest.mark.parametrize("seed", range(QUICK, HISTORIES))
def test_three_hundred_histories_are_told_truly(signed_in: Client, officer: Actor, mission: Mission, seed: int) -> None:
    follow(signed_in, officer, mission, seed)


def test_a_sentence_that_is_untrue_or_contradicts_another_is_found(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    first_draft(officer, mission)
    page = signed_in.get(reverse("mission-page", args=[mission.pk])).content.decode()
    truth = recount(mission)
    assert wrong(page, truth) == set()
    assert wrong(page.replace("Draft 1 is ready", "Draft 2 is ready"), truth) == {"number of the newest draft"}
    untrue = page.replace("No plan has been published yet.", "Number 1: 3 meetings")
    assert wrong(untrue, truth) == {"number of the plan in force", "meetings in force"}
    Company.objects.filter(side="buyer").update(standing=Standing.HELD)
    assert wrong(page, recount(mission)) == {"clear", "held", "somebody is to be screened"}
