"""The mission in which phones are tried: two firms of a made-up delegation, in a database of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command

from tearoad.capture.web.actions.hubs import pairing
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.values import Language

FIRMS = ("E01", "E02")


@dataclass(frozen=True, slots=True)
class House:
    """An officer and their mission."""

    officer: Actor
    mission: Mission


def built() -> tuple[House, str]:
    """Return a house in an empty database, and the key of its server in a hall."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable")
    organisation = Organisation.objects.create(name="Example Province Commerce Department (fictional)")
    user = User.objects.create_user("officer@example.org", name="Officer")
    Membership.objects.create(user=user, organisation=organisation, role=Role.OFFICER)
    officer = Actor(organisation.id, Role.OFFICER, user.id, name="Officer")
    with acting_for(organisation.id):
        mission = make(officer, example_mission())
        write_files(officer, mission, example_files(Language.EN))
        Company.objects.update(standing=Standing.CLEAR)
        key = pairing.make(officer, mission, "Hall 7").key
    return House(officer, mission), key


def copied() -> House:
    """Return the house of which this place is a hall's copy."""
    (membership,) = Membership.objects.select_related("user", "organisation")
    officer = Actor(membership.organisation.pk, Role.OFFICER, membership.user.pk, name="Officer")
    with acting_for(officer.tenant):
        return House(officer, Mission.objects.get())
