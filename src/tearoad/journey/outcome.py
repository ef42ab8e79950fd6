"""Everything one run found out, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tearoad.companies.duplicates import Duplicate
from tearoad.journey.files import MissionFiles
from tearoad.matching import Match, Refusal
from tearoad.paper.sheets import held_rows
from tearoad.programme import ItemChange
from tearoad.screening import Verdict
from tearoad.screening.goods_warnings import GoodsWarning
from tearoad.screening.lists import Lists
from tearoad.timetable.difference import Changes
from tearoad.timetable.explain import Explanation, explain
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.timetable.rules import Violation
from tearoad.values import WishId


@dataclass(frozen=True)
class Outcome:
    """A mission folder, screened, matched and planned. For the office: papers get the roster, the problem, the plan."""

    files: MissionFiles
    lists: Lists
    verdicts: tuple[Verdict, ...]
    goods: tuple[GoodsWarning, ...]
    duplicates: tuple[Duplicate, ...]
    matches: tuple[Match, ...]
    refusals: tuple[Refusal, ...]
    roster: Roster
    problem: Problem
    plan: Plan
    violations: tuple[Violation, ...]
    clash: tuple[WishId, ...]
    """Musts that cannot be held together; empty where all musts are planned."""
    changes: Changes | None
    """What changed against the plan people were told; None in a first run."""
    programme_changes: tuple[ItemChange, ...] | None
    """What changed in the programme against what people were told; None where the earlier plan does not say."""
    told_names: Mapping[str, str]
    """How the earlier plan called those who may be gone by now."""

    @cached_property
    def explanations(self) -> tuple[Explanation, ...]:
        """Why each wish that found no place found none; worked out when first read, beside the presses."""
        return explain(self.problem, self.plan)

    @property
    def missed(self) -> tuple[WishId, ...]:
        """Every must, pins included, that the plan does not hold."""
        placed = {meeting.wish for meeting in self.plan.meetings}
        musts = self.problem.lookup.musts
        return tuple(wish.id for wish in self.problem.wishes if wish.id in musts and wish.id not in placed)

    @property
    def held_back(self) -> int:
        """How many rows and parties were held back: rows with an error, and companies screening holds."""
        return held_rows(self.files.problems) + sum(not verdict.may_be_met for verdict in self.verdicts)
