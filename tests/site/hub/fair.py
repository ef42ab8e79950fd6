"""Fill a place with a mission at a fair, two firms' links and two hubs; print what a test needs as JSON."""

from __future__ import annotations

import json

from tearoad.site import manage

manage.start()

from tearoad.capture.web.actions.hubs import pairing  # noqa: E402  # after the set-up
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


def main() -> None:
    """Fill and tell."""
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        mission = make(officer, example_mission())
        write_files(officer, mission, example_files(Language.EN))
        Company.objects.update(standing=Standing.CLEAR)
        made = {code: links.make(officer, mission, Role.EXPORTER, code).address for code in ("E01", "E02")}
        facts = {
            "links": {code: "/v/" + text.rstrip("/").rpartition("/")[2] + "/" for code, text in made.items()},
            "keys": [pairing.make(officer, mission, name).key for name in ("Hall 7", "Hall 8")],
        }
    print(json.dumps(facts))  # noqa: T201  # told to the test


main()
