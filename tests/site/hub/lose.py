"""At home: end the server whose laptop is lost and renew the ways in; say whether a signature of its is good here."""

from __future__ import annotations

import json
import sys

from tearoad.site import manage

manage.start()

from dataclasses import asdict  # noqa: E402  # after the set-up

from django.core import signing  # noqa: E402  # after the set-up

from tearoad.capture.web.actions.hubs import lost, pairing  # noqa: E402  # after the set-up
from tearoad.capture.web.models import Hub  # noqa: E402  # after the set-up
from tearoad.people import Actor, Role  # noqa: E402  # after the set-up
from tearoad.people.web.models import LedgerHead, Membership, Organisation, acting_for  # noqa: E402  # after the set-up


def main() -> None:
    """Do what the first argument says."""
    what, given = sys.argv[1], sys.argv[2]
    if what == "judge":
        try:
            signing.loads(given, salt="made up")
            print("good")  # noqa: T201  # told to the test
        except signing.BadSignature:
            print("refused")  # noqa: T201  # told to the test
        return
    here = Membership.objects.get(
        role=Role.OFFICER, organisation=Organisation.objects.earliest("created_at"), pending=False
    )
    officer = Actor(here.organisation_id, Role.OFFICER, here.user_id)
    with acting_for(officer.tenant):
        if what == "head":
            head = LedgerHead.objects.get()
            print(json.dumps([head.number, head.digest]))  # noqa: T201  # told to the test
            return
        hub = Hub.objects.select_related("mission", "copy").get(pk=given)
        pairing.end(officer, hub)
        done = lost.renew_ways_in(officer, hub.mission, new_links=True, stop_phones=True)
        print(json.dumps(asdict(done) | {"held": hub.held}))  # noqa: T201  # told to the test


main()
