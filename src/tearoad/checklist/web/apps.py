"""The app `checklist`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web import registry


class ChecklistConfig(AppConfig):
    """What `checklist` adds to the house."""

    name = "tearoad.checklist.web"
    label = "checklist"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the pages and the card, reminders and letters, kinds of file and of rows, personal data."""
        from tearoad.checklist.web.actions import letters, personal, tasks  # noqa: PLC0415  # models are there only now
        from tearoad.checklist.web.queries.market_card import market_card  # noqa: PLC0415  # models are there only now
        from tearoad.checklist.web.queries.navigation import add_pages  # noqa: PLC0415  # models are there only now
        from tearoad.checklist.web.queries.stored_kinds import STORED_POSTS, STORED_SAMPLES, STORED_TASKS  # noqa: PLC0415  # models are there only now
        from tearoad.checklist.web.queries.tasks import card  # noqa: PLC0415  # models are there only now
        from tearoad.checklist.web.tasks import JOBS  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries.stored_kinds import add_stored_kinds  # noqa: PLC0415  # models are there only now
        from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models are there only now

        see, place = Policy.SEE_MISSIONS, registry.PanelPlace
        add_pages()
        registry.add_panel(registry.Panel(place.MISSION, "checklist", 20, see, "checklist/card.html", card))
        registry.add_panel(registry.Panel(place.BRIEF, "checklist", 20, see, "checklist/market_card.html", market_card))
        add_file_kind(FileKind(tasks.EVIDENCE, Text("checklist_pages.file_evidence"), see, tasks.MOST_BYTES))
        letter = FileKind(letters.LETTER, Text("checklist_pages.file_letter"), Policy.SEE_PAPERS, letters.MOST_BYTES)
        add_file_kind(letter)
        add_stored_kinds(STORED_TASKS, STORED_SAMPLES, STORED_POSTS)
        for job in JOBS:
            registry.add_job(job)
        for data in personal.declared():
            registry.add_personal_data(data)
