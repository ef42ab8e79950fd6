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
        """Add the tab, declare personal data."""
        from tearoad.mission.web.queries.cards import tab  # noqa: PLC0415  # models are there only now
        from tearoad.programme.web.actions import personal  # noqa: PLC0415  # models are there only now

        see, place = Policy.SEE_MISSIONS, registry.PanelPlace
        open_tab = tab("mission-programme", Text("mission_pages.programme"))
        registry.add_panel(registry.Panel(place.MISSION_TAB, "programme", 25, see, "web/parts/tab.html", open_tab))
        registry.add_personal_data(personal.declared())
