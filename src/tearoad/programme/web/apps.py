"""The app `programme`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web import registry


class ProgrammeConfig(AppConfig):
    """What `programme` adds to the house."""

    name = "tearoad.programme.web"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the page its place, make the kind of rows known, declare personal data."""
        from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
            MissionPage,
            NavigationGroup,
            add_mission_page,
        )
        from tearoad.mission.web.queries.stored_kinds import add_stored_kinds  # noqa: PLC0415  # models are there only now
        from tearoad.programme.web.actions import personal  # noqa: PLC0415  # models are there only now
        from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS  # noqa: PLC0415  # models are there only now

        label, see = Text("mission_pages.programme"), Policy.SEE_MISSIONS
        add_mission_page(MissionPage(NavigationGroup.PREPARE, 50, "mission-programme", label, see))
        add_stored_kinds(STORED_ITEMS)
        registry.add_personal_data(personal.declared())
