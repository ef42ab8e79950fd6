"""The app `mission`."""

from __future__ import annotations

from django.apps import AppConfig


class MissionConfig(AppConfig):
    """What `mission` adds to the house."""

    name = "tearoad.mission.web"
    label = "mission"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the mission's own cards and tabs, tell who a link belongs to, declare personal data."""
        from tearoad.mission.web.actions import personal, visits  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.actions.call import declaring  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.actions.costs import personal as dossiers  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.actions.delegation import personal as delegation_data  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.actions.delegation.papers import PAPERS  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.queries import cards  # noqa: PLC0415  # rows are ready only now
        from tearoad.mission.web.tasks.papers import make_papers  # noqa: PLC0415  # rows are ready only now
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

        see, tab = Policy.SEE_MISSIONS, "web/parts/tab.html"
        for place, name, order, policy, template, load in (
            (PanelPlace.NAVIGATION, "missions", 10, see, tab, cards.missions_link),
            (PanelPlace.MISSION, "facts", 10, see, "mission/cards/facts.html", cards.facts),
            (PanelPlace.MISSION, "people", 15, see, "mission/cards/people.html", cards.counts),
        ):
            add_panel(Panel(place, name, order, policy, template, load))
        for name, order, policy, label in (
            ("page", 0, see, Text("mission_pages.overview")),
            ("costs", 80, Policy.SEE_COSTS, Text("costs_pages.costs")),
            ("delegation", 22, see, Text("delegation_pages.delegation")),
            ("programme", 25, see, Text("mission_pages.programme")),
        ):
            open_tab = cards.tab(f"mission-{name}", label)
            add_panel(Panel(PanelPlace.MISSION_TAB, name, order, policy, tab, open_tab))
        for name, order, policy, label in (
            ("people", 20, see, Text("mission_pages.people")),
            ("links", 85, Policy.SEND_LINKS, Text("portal_pages.links")),
            ("settings", 95, Policy.EDIT_MISSION, Text("mission_pages.settings")),
        ):
            open_tab = cards.tab(f"mission-{name}", label)
            add_panel(Panel(PanelPlace.MISSION_MORE, name, order, policy, tab, open_tab))
        declaring.declare()
        for data in (*delegation_data.declared(), *personal.declared(), dossiers.declared()):
            add_personal_data(data)
        add_job(Job(PAPERS, Text("mission.papers"), make_papers, long=True))
        _costs()
        provide("visitor", visits.visitor)
        provide("link_language", visits.link_language)
        provide("link_home", visits.link_home)
        _checklists()


def _checklists() -> None:
    """What checklists add: their tab and card, the reminders and letters, the files that show what is done."""
    from tearoad.mission.web.actions.checklist import letters, personal, tasks  # noqa: PLC0415  # models are there only now
    from tearoad.mission.web.queries import cards  # noqa: PLC0415  # models are there only now
    from tearoad.mission.web.queries.checklist.tasks import card  # noqa: PLC0415  # models are there only now
    from tearoad.mission.web.tasks.checklist import JOBS  # noqa: PLC0415  # models are there only now
    from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models are there only now
    from tearoad.people import Policy  # noqa: PLC0415  # models are there only now
    from tearoad.text import Text  # noqa: PLC0415  # models are there only now
    from tearoad.web import registry  # noqa: PLC0415  # models are there only now

    see, place = Policy.SEE_MISSIONS, registry.PanelPlace
    open_tab = cards.tab("mission-checklist", Text("checklist_pages.checklists"))
    registry.add_panel(registry.Panel(place.MISSION_TAB, "checklist", 25, see, "web/parts/tab.html", open_tab))
    registry.add_panel(registry.Panel(place.MISSION, "checklist", 20, see, "mission/cards/checklist.html", card))
    add_file_kind(FileKind(tasks.EVIDENCE, Text("checklist_pages.file_evidence"), see, tasks.MOST_BYTES))
    letter = FileKind(letters.LETTER, Text("checklist_pages.file_letter"), Policy.SEE_PAPERS, letters.MOST_BYTES)
    add_file_kind(letter)
    for job in JOBS:
        registry.add_job(job)
    for data in personal.declared():
        registry.add_personal_data(data)


def _costs() -> None:
    """What costs add: the job that puts a dossier together, and the kinds of its files."""
    from tearoad.mission.web.queries.costs.dossiers import ARCHIVE, JOB, PART  # noqa: PLC0415  # rows are ready only now
    from tearoad.mission.web.tasks.dossier import make_dossier  # noqa: PLC0415  # rows are ready only now
    from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # rows are ready only now
    from tearoad.people import Policy  # noqa: PLC0415  # rows are ready only now
    from tearoad.text import Text  # noqa: PLC0415  # rows are ready only now
    from tearoad.web.registry import Job, add_job  # noqa: PLC0415  # rows are ready only now

    add_file_kind(FileKind(PART, Text("costs_pages.file_part"), Policy.SEE_COSTS))
    add_file_kind(FileKind(ARCHIVE, Text("costs_pages.file_dossier"), Policy.SEE_COSTS, 1_000_000_000))
    add_job(Job(JOB, Text("mission.dossier"), make_dossier, long=True))
