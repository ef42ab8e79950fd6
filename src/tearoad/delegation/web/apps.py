"""The app `delegation`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.text import Text
from tearoad.web import registry


class DelegationConfig(AppConfig):
    """What `delegation` adds to the house."""

    name = "tearoad.delegation.web"
    label = "delegation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the pages, the kind of rows, the job that makes the papers, personal data."""
        from tearoad.delegation.web.actions import personal  # noqa: PLC0415  # models are there only now
        from tearoad.delegation.web.actions.delegates import STORED_DELEGATES  # noqa: PLC0415  # models are there only now
        from tearoad.delegation.web.actions.papers import PAPERS  # noqa: PLC0415  # models are there only now
        from tearoad.delegation.web.queries.navigation import add_pages  # noqa: PLC0415  # models are there only now
        from tearoad.delegation.web.tasks import make_papers  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries.stored_kinds import add_stored_kinds  # noqa: PLC0415  # models are there only now

        add_pages()
        add_stored_kinds(STORED_DELEGATES)
        registry.add_job(registry.Job(PAPERS, Text("mission.papers"), make_papers, long=True))
        for data in personal.declared():
            registry.add_personal_data(data)
