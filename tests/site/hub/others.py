"""Give a place more than one mission and more than one organisation, all with things that no hall may have."""

from __future__ import annotations

import json

from tearoad.site import manage

manage.start()

from allauth.mfa.models import Authenticator  # noqa: E402  # after the set-up

from tearoad.companies import Standing  # noqa: E402  # after the set-up
from tearoad.companies.web.models import Company  # noqa: E402  # after the set-up
from tearoad.journey.example import example_files, example_mission  # noqa: E402  # after the set-up
from tearoad.journey.web.actions.write_files import write_files  # noqa: E402  # after the set-up
from tearoad.mission.web.actions import links  # noqa: E402  # after the set-up
from tearoad.mission.web.actions.missions import make  # noqa: E402  # after the set-up
from tearoad.office.web.actions.files import keep  # noqa: E402  # after the set-up
from tearoad.office.web.actions.messages import post  # noqa: E402  # after the set-up
from tearoad.people import Actor, Role  # noqa: E402  # after the set-up
from tearoad.people.web.actions import ledger  # noqa: E402  # after the set-up
from tearoad.people.web.models import Membership, Organisation, User, acting_for  # noqa: E402  # after the set-up
from tearoad.values import Language  # noqa: E402  # after the set-up

MARK = "zzmark"
"""Stands in everything that is another's, or that no hall needs."""


def main() -> None:
    """Fill."""
    here = Membership.objects.select_related("user").get(role=Role.OFFICER)
    user, officer = here.user, Actor(here.organisation_id, Role.OFFICER, here.user_id)
    with acting_for(officer.tenant):
        _mission(officer)
        Authenticator.objects.create(user=user, type="totp", data={"secret": MARK})
        Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": MARK})
        Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key", "credential": {"public": "half"}})
        gone = User.objects.create_user(f"{MARK}-invited@example.org", name=MARK)
        Membership.objects.create(user=gone, organisation_id=officer.tenant, role=Role.OFFICER, pending=True)
    theirs = Organisation.objects.create(name=f"{MARK} Commerce Department (fictional)")
    user = User.objects.create_user(f"{MARK}@example.org", name=MARK)
    Membership.objects.create(user=user, organisation=theirs, role=Role.MANAGER)
    other = Actor(theirs.id, Role.MANAGER, user.id)
    with acting_for(theirs.id):
        _mission(other)
    print(json.dumps({"mark": MARK}))  # noqa: T201  # told to the test


def _mission(by: Actor) -> None:
    mission = make(by, example_mission())
    before = set(Company.objects.values_list("pk", flat=True))
    write_files(by, mission, example_files(Language.EN))
    new = Company.objects.exclude(pk__in=before)
    new.update(standing=Standing.CLEAR, name=f"{MARK} firm")
    links.make(by, mission, Role.EXPORTER, "E01")
    type(mission).objects.filter(pk=mission.pk).update(name=f"{MARK} mission")
    keep(by, name=f"{MARK}.txt", content=MARK.encode(), kind="import", media_type="text/plain")
    post(by, key="m", kind="test", to=f"{MARK}@example.org", language=Language.EN, subject=MARK, body=MARK)
    ledger.append(by, "test.kept", "mission", mission.pk, {"told": MARK}, {"user:1": {"name": MARK}})


main()
