"""Fill a place with an organisation, a mission and kept files. With `forever`: go on writing until told to stop."""

from __future__ import annotations

import sys

from tearoad.site import manage

manage.start()

from django.db import transaction  # noqa: E402  # after the set-up

from tearoad.demo.make import make_mission  # noqa: E402  # after the set-up
from tearoad.journey.web.actions.write_files import write_files  # noqa: E402  # after the set-up
from tearoad.mission.web.actions.missions import make  # noqa: E402  # after the set-up
from tearoad.office.web.actions.files import keep  # noqa: E402  # after the set-up
from tearoad.people import Actor  # noqa: E402  # after the set-up
from tearoad.people.web.actions import ledger  # noqa: E402  # after the set-up
from tearoad.people.web.models import Organisation, acting_for  # noqa: E402  # after the set-up
from tearoad.site.play.few import few  # noqa: E402  # after the set-up
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # after the set-up


def write(by: Actor, number: int) -> None:
    """Keep a file and say so in the ledger, both or neither."""
    with transaction.atomic():
        content = f"file {number} {'x' * (number % 5000)}".encode()
        kept = keep(by, name=f"{number}.txt", content=content, kind="import", media_type="text/plain")
        ledger.append(by, "test.kept", "file", kept.id, {"digest": kept.digest})


def main() -> None:
    """Fill; then write on, a line for each thing that was committed."""
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        files = few(make_mission())
        write_files(officer, make(officer, files.mission), files)
        Organisation.objects.get(pk=officer.tenant)
        number = 0
        while number < 20 or "forever" in sys.argv:
            write(officer, number)
            number += 1
            print(number, flush=True)  # noqa: T201  # told to the test


main()
