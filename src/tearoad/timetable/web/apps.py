"""The app `timetable`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Job, Panel, PanelPlace, add_job, add_panel


class TimetableConfig(AppConfig):
    """What `timetable` adds to the house."""

    name = "tearoad.timetable.web"
    label = "timetable"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the job known, and what the mission's page shows of the plan."""
        from tearoad.timetable.web.queries.planning import panels  # noqa: PLC0415  # models are there only now
        from tearoad.timetable.web.tasks.plan import plan  # noqa: PLC0415  # the same

        add_job(Job("timetable.plan", Text("timetable.plan"), plan, long=True))
        see = Policy.SEE_PLAN
        add_panel(Panel(PanelPlace.MISSION, "plan", 50, see, "timetable/mission_card.html", panels.plan_card))
        add_panel(Panel(PanelPlace.MISSION_TAB, "plan", 50, see, "timetable/mission_tab.html", panels.plan_tab))
