"""One run: a mission folder in, an outcome out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tearoad.companies import Buyer, Exporter, declined
from tearoad.companies.duplicates import find_duplicates
from tearoad.errors import InputError, NotFoundError, SetupError
from tearoad.journey.files import LISTS, MISSION_FILE, MissionFiles
from tearoad.journey.kinds import SHEETS
from tearoad.journey.outcome import Outcome
from tearoad.journey.plan_file import PreviousPlan, read_previous_plan, without_office_note
from tearoad.journey.read import read_folder, read_without_mission
from tearoad.journey.watch import Watch, go_on
from tearoad.matching.match import Matching, match
from tearoad.mission import Mission, Objective
from tearoad.mission.stands import unknown_in_mission
from tearoad.mission.toml import read_header_mapping, read_meanings, read_mission
from tearoad.paper.sheets import CellProblem, Grid, Severity, held_rows
from tearoad.programme import ItemChange
from tearoad.programme import changes as changed_items
from tearoad.reference import hs_exists
from tearoad.screening import Verdict
from tearoad.screening.goods_warnings import goods_warnings
from tearoad.screening.lists import Lists, read_lists
from tearoad.screening.screen import screen
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.difference import Changes, announced_meetings, as_previous, changes
from tearoad.timetable.explain import clash
from tearoad.timetable.objectives import measure
from tearoad.timetable.papers.read_back import read_back
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building import with_online
from tearoad.timetable.problem_building.compose import MissionInputs, compose, pins_that_hold, without_held
from tearoad.timetable.problem_building.quotas_and_precedences import idle_quotas_and_precedences
from tearoad.timetable.problem_building.spoken import languages_unknown
from tearoad.timetable.problem_building.strangers import requested_but_absent, requested_differently
from tearoad.timetable.ready_loops import COMPILING_S, ready_loops
from tearoad.timetable.roster import Roster
from tearoad.timetable.solve import DEFAULT_WORK, Progress, solve


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who starts a run may set."""

    previous: Path | None = None
    seed: int = 0
    effort: float = DEFAULT_WORK
    """How much is searched, roughly seconds on one quiet core for 500 wishes: the same at any load."""
    time_limit_s: float = 600.0
    """When the clock ends the search, however far it is."""
    refuse_errors: bool = False


class NothingToPlanError(InputError):
    """The folder cannot be planned; `problems` says why, all at once."""

    def __init__(
        self,
        problems: tuple[CellProblem, ...],
        grids: tuple[Grid, ...] = (),
        verdicts: tuple[Verdict, ...] = (),
        *,
        waits: int = 0,
    ) -> None:
        """Keep the problems, the sheets they stand in, and what screening said, as far as the run came.

        `waits` is how many cells alone keep the folder from being planned, for a "no" may stand in them.
        """
        self.waits = waits
        self.problems = problems
        self.grids = grids
        self.verdicts = verdicts
        super().__init__(*self._problem_and_hint())

    def _problem_and_hint(self) -> tuple[Text, Text]:
        if self.waits:
            return Text("journey.no_may_stand", count=self.waits), Text("journey.no_may_stand_hint")
        held = sum(not verdict.may_be_met for verdict in self.verdicts)
        if self.errors:
            return Text("journey.nothing_to_plan", count=self.errors), Text("journey.nothing_hint")
        if held:
            return Text("journey.everyone_held", count=held), Text("journey.everyone_held_hint")
        return Text("journey.no_wishes"), Text("journey.no_wishes_hint")

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def held_back(self) -> int:
        """How many rows and parties are held back."""
        return held_rows(self.problems) + sum(not verdict.may_be_met for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A folder, read, screened and matched: all that the timetable needs."""

    files: MissionFiles
    lists: Lists
    verdicts: tuple[Verdict, ...]
    matching: Matching
    roster: Roster
    problem: Problem
    told: PreviousPlan | None


def run(folder: Path, options: Options, watch: Watch) -> Outcome:
    """Plan a mission folder.

    The same folder and seed give the same outcome at any load unless the clock ends the search (see `solve`).

    Who stops the search goes on with the plan it had.

    Raises:
        NothingToPlanError: the folder holds nothing that can be planned, or a row is wrong and `refuse_errors` is set.
        InputError, NotFoundError: the folder or the previous plan is not there or not what it should be.
        Interrupted: the watch asked to stop.

    """
    ready = prepare(folder, options, watch)
    if not ready_loops(_compilation_step(watch)):
        watch.show_message(Text("journey.no_compiler"))
    watch.step(Text("journey.step_solve"))
    plan = solve(
        ready.problem,
        seed=options.seed,
        work=options.effort,
        time_limit_s=options.time_limit_s,
        stop=watch.stop,
        on_first_plan=_first_plan_of(ready.problem, watch),
        progress=_progress_of(watch),
    )
    if watch.goes_on_with_plan():
        watch.show_message(Text("journey.stopped_with_plan"))
    go_on(watch)
    return _outcome(ready, plan)


def prepare(folder: Path, options: Options, watch: Watch) -> Prepared:
    """Read, screen and match a folder and build its timetable problem; errors as in `run`."""
    watch.step(Text("journey.step_read"))
    plan = read_previous_plan(options.previous) if options.previous and options.previous.suffix == ".json" else None
    files = read_mission_folder(folder)
    _same_fair(plan, files.mission)
    lists = read_lists(folder / LISTS)
    files = replace(files, problems=(*files.problems, *lists.problems))
    _refuse(files, lists, refuse_errors=options.refuse_errors)
    go_on(watch)
    watch.step(Text("journey.step_screen"))
    companies: tuple[Exporter | Buyer, ...] = (*files.exporters, *files.buyers)
    verdicts = screen(companies, lists.entries, files.decisions)
    go_on(watch)
    watch.step(Text("journey.step_match"))
    held = {verdict.party for verdict in verdicts if not verdict.may_be_met} | declined(companies)
    kept = without_held(mission_inputs(files), held)
    matching = match(kept.exporters, kept.buyers, kept.requests, on=kept.mission.days[0].on)
    pins = pins_that_hold(mission_inputs(files), matching, held)
    files = replace(files, problems=(*files.problems, *pins.problems))
    _refuse(files, lists, refuse_errors=options.refuse_errors)
    composed = compose(
        replace(kept, pins=pins.kept), matching, lambda slots: as_previous(plan.meetings if plan else (), slots)
    )
    roster, problem = composed.roster, composed.problem
    found = (*idle_quotas_and_precedences(problem, kept.quotas, kept.precedences), *languages_unknown(problem))
    found += (*requested_but_absent(roster, kept.requests), *requested_differently(roster, kept.requests))
    files = replace(files, problems=(*files.problems, *found))
    if not problem.wishes:
        raise NothingToPlanError(files.problems, files.grids, verdicts)
    go_on(watch)
    ready = Prepared(files, lists, verdicts, matching, roster, problem, plan)
    return _with_edited_workbook(ready, options.previous) if options.previous and plan is None else ready


def _same_fair(previous: PreviousPlan | None, mission: Mission) -> None:
    """Refuse a plan none of whose meetings is on a day of this fair: it is another mission's."""
    days = {day.on for day in mission.days}
    if previous and previous.meetings and all(meeting.start_at.date() not in days for meeting in previous.meetings):
        raise InputError(
            Text("journey.other_fair", told=previous.meetings[0].start_at.date(), fair=mission.days[0].on),
            Text("journey.previous_hint"),
        )


def _with_edited_workbook(ready: Prepared, path: Path) -> Prepared:
    """Take an edited timetable for what people were told; rows that cannot be understood are listed."""
    if not path.is_file():
        raise NotFoundError(Text("journey.no_plan", path=str(path)), Text("journey.previous_hint"))
    meetings, faults = read_back(path, ready.roster, ready.problem)
    return replace(
        ready,
        files=replace(ready.files, problems=(*ready.files.problems, *faults)),
        problem=replace(ready.problem, previous=meetings),
        told=PreviousPlan(announced_meetings(ready.problem, meetings), {}),
    )


def read_mission_folder(folder: Path) -> MissionFiles:
    """Read everything that stands in a mission's folder; errors as in `run`."""
    path = folder / MISSION_FILE
    if not folder.is_dir() or not path.is_file():
        raise InputError(Text("journey.no_mission", path=str(path)), Text("journey.no_mission_hint"))
    mission, problems = read_mission(path, SHEETS)
    mapping, meanings = read_header_mapping(path, SHEETS), read_meanings(path, SHEETS)
    if mission is None:
        sheets = read_without_mission(folder, mapping, hs_exists)
        raise NothingToPlanError((*problems, *sheets.problems, *read_lists(folder / LISTS).problems), sheets.grids)
    files = read_folder(folder, mission, mapping, hs_exists, meanings)
    mission = with_online(files.mission, files.requests)
    parties = [*(exporter.id for exporter in files.exporters), *(buyer.id for buyer in files.buyers)]
    unknown = unknown_in_mission(mission, parties)
    return replace(files, mission=mission, problems=(*problems, *unknown, *files.problems))


def _refuse(files: MissionFiles, lists: Lists, *, refuse_errors: bool) -> None:
    """Stop where planning would mislead.

    That is: no companies, a watch list that cannot be read (who is listed?), a cell or a whole sheet in which a "no"
    may stand that nobody could read, any error where those are refused.
    """
    wrong = any(problem.severity is Severity.ERROR for problem in files.problems)
    if not files.exporters or not files.buyers or not lists.whole or (refuse_errors and wrong):
        raise NothingToPlanError(files.problems, files.grids)
    waits = sum(problem.stops for problem in files.problems)
    if waits:
        raise NothingToPlanError(files.problems, files.grids, waits=waits)


def mission_inputs(files: MissionFiles) -> MissionInputs:
    """Return everything said in a folder that its timetable depends on."""
    return MissionInputs(
        mission=files.mission,
        exporters=files.exporters,
        buyers=files.buyers,
        delegates=files.delegates,
        programme=files.programme,
        interpreters=files.interpreters,
        requests=files.requests,
        absences=files.absences,
        pins=files.pins,
        quotas=files.quotas,
        precedences=files.precedences,
    )


def _compilation_step(watch: Watch) -> Callable[[int, int], None]:
    """Return what makes a step of the compilation of loops, if any has to be compiled."""
    is_begun = False

    def report(done: int, total: int) -> None:
        nonlocal is_begun
        if not is_begun:
            from tearoad.timetable.loop_cache import expect_to_keep  # noqa: PLC0415  # there is a compiler

            try:
                expect_to_keep()
            except SetupError as unkept:
                watch.show_message(unkept.text)
                watch.show_message(Text("journey.loops_unkept_hint"))
            watch.step(Text("journey.step_compile", seconds=COMPILING_S))
            is_begun = True
        watch.advance(done, total)
        go_on(watch)

    return report


def _first_plan_of(problem: Problem, watch: Watch) -> Callable[[Sequence[Meeting]], None]:
    def report(meetings: Sequence[Meeting]) -> None:
        value = measure(Objective.VALUE, problem, meetings)
        watch.show_message(Text("journey.first_plan", count=len(meetings), wishes=len(problem.wishes), value=value))

    return report


def _progress_of(watch: Watch) -> Progress:
    begun = set[Objective]()

    def report(level: Objective, value: int, bound: int, share: float) -> None:
        named = Text(f"journey.objective_{level.value}")
        note = Text("journey.solver_note", objective=named, value=value, bound=bound)
        if level not in begun:
            begun.add(level)
            watch.log(note)
        watch.advance(round(100 * share), 100, note)

    return report


def _outcome(ready: Prepared, plan: Plan) -> Outcome:
    problem = ready.problem
    after = announced_meetings(problem, plan.meetings)
    difference: Changes | None = None if ready.told is None else changes(ready.told.meetings, after)
    return Outcome(
        files=ready.files,
        lists=ready.lists,
        verdicts=ready.verdicts,
        goods=goods_warnings(ready.files.exporters, ready.lists.goods),
        duplicates=find_duplicates((*ready.files.exporters, *ready.files.buyers)),
        matches=ready.matching.matches,
        refusals=ready.matching.refusals,
        roster=ready.roster,
        problem=problem,
        plan=plan,
        violations=check(problem, plan),
        clash=clash(problem) if _misses_musts(problem, plan) else (),
        changes=difference,
        programme_changes=_programme_changes(ready),
        told_names=ready.told.names if ready.told else {},
    )


def _programme_changes(ready: Prepared) -> tuple[ItemChange, ...] | None:
    announced = ready.told.programme if ready.told else None
    return None if announced is None else changed_items(announced, map(without_office_note, ready.roster.programme))


def _misses_musts(problem: Problem, plan: Plan) -> bool:
    return not problem.lookup.musts <= {meeting.wish for meeting in plan.meetings}
