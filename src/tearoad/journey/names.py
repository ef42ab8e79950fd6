"""The names a reader sees for ids, in the reader's language and script."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.journey.files import MissionFiles
from tearoad.mission.papers import spelling
from tearoad.timetable.papers.wording import names
from tearoad.timetable.roster import Roster
from tearoad.values import Language


def names_for(roster: Roster, language: Language) -> Mapping[str, str]:
    """Return the name of every party, person, interpreter, place and programme item of a mission."""
    items = {str(item.id): item.title.in_language(language) for item in roster.programme}
    return items | names(roster, language)


def office_names(files: MissionFiles, roster: Roster, language: Language) -> Mapping[str, str]:
    """Return the names for the office, companies that are held out of the roster included."""
    companies = {str(one.id): spelling.firm(one.name, language).main for one in (*files.exporters, *files.buyers)}
    return companies | dict(names_for(roster, language))
