"""Fill an empty place with missions of two firms each, and print their links as JSON."""

from __future__ import annotations

import json
import sys

from tearoad.site import manage

manage.start()

from tearoad.companies import Standing  # noqa: E402  # after the set-up
from tearoad.companies.web.models import Company  # noqa: E402  # after the set-up
from tearoad.journey.example import example_files, example_mission  # noqa: E402  # after the set-up
from tearoad.journey.web.actions.write_files import write_files  # noqa: E402  # after the set-up
from tearoad.mission.web.actions import links  # noqa: E402  # after the set-up
from tearoad.mission.web.actions.missions import make  # noqa: E402  # after the set-up
from tearoad.people import Role  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # after the set-up
from tearoad.values import Language  # noqa: E402  # after the set-up

FIRMS = ("E01", "E02")


def main(missions: int) -> None:
    """Fill and tell."""
    officer = found_organisation(FIRST)
    told = []
    with acting_for(officer.tenant):
        for _number in range(missions):
            mission = make(officer, example_mission())
            write_files(officer, mission, example_files(Language.EN))
            Company.objects.update(standing=Standing.CLEAR)
            made = {firm: links.make(officer, mission, Role.EXPORTER, firm).address for firm in FIRMS}
            told.append({firm: "/v/" + text.rstrip("/").rpartition("/")[2] + "/" for firm, text in made.items()})
    print(json.dumps(told))


main(int(sys.argv[1]))
