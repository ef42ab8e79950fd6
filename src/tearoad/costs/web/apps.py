"""The app `costs`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web import registry


class CostsConfig(AppConfig):
    """What `costs` adds to the house."""

    name = "tearoad.costs.web"
    label = "costs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the pages, the visitor's card, the job that puts a dossier together, kinds of file and of rows."""
        from tearoad.costs.web.actions import personal  # noqa: PLC0415  # models are there only now
        from tearoad.costs.web.queries.dossiers import ARCHIVE, JOB, PART  # noqa: PLC0415  # models are there only now
        from tearoad.costs.web.queries.navigation import add_pages  # noqa: PLC0415  # models are there only now
        from tearoad.costs.web.queries.panels import own_card  # noqa: PLC0415  # models are there only now
        from tearoad.costs.web.queries.stored_kinds import STORED_COSTS, STORED_RATES  # noqa: PLC0415  # models are there only now
        from tearoad.costs.web.tasks import make_dossier  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries.stored_kinds import add_stored_kinds  # noqa: PLC0415  # models are there only now
        from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models are there only now

        see, own, place = Policy.SEE_COSTS, Policy.ADD_TO_OWN_DOSSIER, registry.PanelPlace
        add_pages()
        registry.add_panel(registry.Panel(place.PORTAL_MORE, "dossier", 10, own, "costs/portal.html", own_card))
        add_file_kind(FileKind(PART, Text("costs_pages.file_part"), see))
        add_file_kind(FileKind(ARCHIVE, Text("costs_pages.file_dossier"), see, 1_000_000_000))
        add_stored_kinds(STORED_COSTS, STORED_RATES)
        registry.add_job(registry.Job(JOB, Text("mission.dossier"), make_dossier, long=True))
        registry.add_personal_data(personal.declared())
