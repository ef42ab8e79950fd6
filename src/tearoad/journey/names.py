"""The names a reader sees for ids, in the reader's language and script."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.companies import Buyer, Exporter
from tearoad.journey.files import MissionFiles
from tearoad.mission.papers import spelling
from tearoad.timetable.papers.wording import names
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Language


def names_for(roster: Roster, language: Language) -> Mapping[str, str]:
    """Return the name of every party, person, interpreter, place and programme item of a mission."""
    items = {str(item.id): item.title.in_language(language) for item in roster.programme}
    return items | names(roster, language)


def office_names(files: MissionFiles, roster: Roster, problem: Problem, language: Language) -> Mapping[str, str]:
    """Return the names for the office, with companies that are held out of the roster, and wishes by their pair."""
    companies: tuple[Exporter | Buyer, ...] = (*files.exporters, *files.buyers)
    known = {str(one.id): spelling.firm(one.name, language).main for one in companies} | dict(
        names_for(roster, language)
    )
    return known | {wish.id: f"{known[wish.exporter]} – {known[wish.buyer]}" for wish in problem.wishes}
