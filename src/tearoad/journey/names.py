"""The names a reader sees for ids, in the reader's language and script."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.companies import Buyer, Exporter
from tearoad.journey.files import MissionFiles
from tearoad.journey.outcome import Outcome
from tearoad.mission.papers import spelling
from tearoad.mission.where import Spots
from tearoad.programme.changes import items_of
from tearoad.timetable.papers.wording import names
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Language

NOBODY: Mapping[str, str] = {}


def names_for(roster: Roster, language: Language) -> Mapping[str, str]:
    """Return the name of every party, person, interpreter, place and programme item of a mission."""
    items = {str(item.id): item.title.in_language(language) for item in roster.programme}
    return items | names(roster, language)


def office_names(
    files: MissionFiles, roster: Roster, problem: Problem, language: Language, earlier: Mapping[str, str] = NOBODY
) -> Mapping[str, str]:
    """Return the names for the office, with companies held out of the roster and wishes by their pair.

    `earlier` are names out of an earlier plan, for those who are gone.
    """
    companies: tuple[Exporter | Buyer, ...] = (*files.exporters, *files.buyers)
    known = dict(earlier) | {str(company.id): spelling.firm(company.name, language).main for company in companies}
    known |= names_for(roster, language)
    return known | {wish.id: f"{known[wish.exporter]} – {known[wish.buyer]}" for wish in problem.wishes}


def outcome_names(outcome: Outcome, language: Language) -> Mapping[str, str]:
    """Return the names for the office of everybody a run speaks of, and of where changed items are held."""
    known = office_names(outcome.files, outcome.roster, outcome.problem, language, outcome.told_names)
    places = Spots(outcome.roster.mission, known, language).of(items_of(outcome.programme_changes or ()))
    return {**places, **known}
