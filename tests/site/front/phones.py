"""Fill a prepared place with a mission and a phone of one of its firms; print who the phone is, as JSON."""

from __future__ import annotations

import json
import secrets
from uuid import UUID

from tearoad.site import manage

manage.start()

from uuid_utils.compat import uuid7  # noqa: E402  # after the set-up

from tearoad.capture.web.actions.phones import enrol  # noqa: E402  # after the set-up
from tearoad.companies import Standing  # noqa: E402  # after the set-up
from tearoad.companies.web.models import Company  # noqa: E402  # after the set-up
from tearoad.demo.make import make_mission  # noqa: E402  # after the set-up
from tearoad.journey.web.actions.write_files import write_files  # noqa: E402  # after the set-up
from tearoad.mission.web.actions import links  # noqa: E402  # after the set-up
from tearoad.mission.web.actions.missions import make  # noqa: E402  # after the set-up
from tearoad.people import Actor, Role  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tearoad.site.play.few import few  # noqa: E402  # after the set-up
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # after the set-up


def main() -> None:
    """Fill and tell."""
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        files = few(make_mission())
        mission = make(officer, files.mission)
        write_files(officer, mission, files)
        Company.objects.update(standing=Standing.CLEAR)
        party = str(files.exporters[0].id)
        link = links.make(officer, mission, Role.EXPORTER, party).link
        by = Actor(officer.tenant, Role.EXPORTER, mission=mission.pk, party=party)
        secret = secrets.token_urlsafe(32)
        phone = enrol(by, link, UUID(str(uuid7())), secret, "android")
        print(json.dumps({"id": str(phone.pk), "secret": secret}))  # noqa: T201  # told to the test


main()
