"""The app `journey`."""

from __future__ import annotations

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """What `journey` adds to the house."""

    name = "tearoad.journey.web"
    label = "journey"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the next step, tables, imports and export, the job that reads sheets, what is kept of people."""
        from django.db.backends.signals import connection_created  # noqa: PLC0415  # rows are ready only now

        from tearoad.journey.kinds import SHEETS  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web import tasks  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.actions import imports, personal  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.differences import named_by  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.progress import card  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.tables.addresses import rows_to_change  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.tables.text_holds import add_to_connection  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # rows are ready only now
            MissionPage,
            NavigationGroup,
            add_mission_page,
        )
        from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # rows are ready only now
        from tearoad.people import Policy  # noqa: PLC0415  # rows are ready only now
        from tearoad.text import Text  # noqa: PLC0415  # rows are ready only now
        from tearoad.web.registry import (  # noqa: PLC0415  # rows are ready only now
            Job,
            Panel,
            PanelPlace,
            add_job,
            add_panel,
            add_personal_data,
            provide,
        )

        add_job(Job(imports.READ, tasks.LABEL, tasks.read))
        add_file_kind(FileKind(imports.ROWS, Text("journey_pages.file_rows"), Policy.IMPORT_SHEETS, imports.MOST_BYTES))
        see = Policy.SEE_MISSIONS
        add_panel(Panel(PanelPlace.MISSION, "next", 5, see, "journey/cards/next.html", card))
        prepare = NavigationGroup.PREPARE
        add_mission_page(
            MissionPage(prepare, 20, "journey-tables", Text("tables.tables"), see, covers=("rows/",)),
            MissionPage(prepare, 30, "journey-imports", Text("journey_pages.imports"), Policy.IMPORT_SHEETS),
            MissionPage(prepare, 40, "journey-export", Text("journey_pages.export"), Policy.EXPORT_SHEETS),
        )
        for declared in personal.declared():
            add_personal_data(declared)
        connection_created.connect(add_to_connection, dispatch_uid="text_holds")
        provide("named_by", named_by)
        provide("sheets", lambda: SHEETS)
        provide("rows_to_change", rows_to_change)
