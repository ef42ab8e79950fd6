"""The app `journey`."""

from __future__ import annotations

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """What `journey` adds to the house."""

    name = "tearoad.journey.web"
    label = "journey"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the next step and the tabs of imports and export, the job that reads sheets, what is kept of people."""
        from tearoad.journey.kinds import SHEETS  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web import tasks  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.actions import imports, personal  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.differences import named_by  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.progress import card  # noqa: PLC0415  # rows are ready only now
        from tearoad.journey.web.queries.tables.addresses import rows_to_change  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.queries.cards import tab  # noqa: PLC0415  # rows are ready only now
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
        for name, order, policy, label in (
            ("imports", 10, Policy.IMPORT_SHEETS, Text("journey_pages.imports")),
            ("export", 90, Policy.EXPORT_SHEETS, Text("journey_pages.export")),
        ):
            load = tab(f"journey-{name}", label)
            add_panel(Panel(PanelPlace.MISSION_MORE, name, order, policy, "web/parts/tab.html", load))
        tables_tab = tab("journey-tables", Text("tables.tables"))
        add_panel(Panel(PanelPlace.MISSION_TAB, "tables", 15, see, "web/parts/tab.html", tables_tab))
        for declared in personal.declared():
            add_personal_data(declared)
        provide("named_by", named_by)
        provide("sheets", lambda: SHEETS)
        provide("rows_to_change", rows_to_change)
