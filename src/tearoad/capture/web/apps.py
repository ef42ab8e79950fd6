"""The app `capture`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace, add_job, add_panel, add_personal_data


class CaptureConfig(AppConfig):
    """What `capture` adds to the house."""

    name = "tearoad.capture.web"
    label = "capture"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the extension points."""
        _phones()
        _officer()


def _phones() -> None:
    """What the phone's page adds: the way to it on one's own page."""
    from tearoad.capture.web.queries import panels  # noqa: PLC0415  # models are there only now

    add_panel(Panel(PanelPlace.PORTAL, "floor", 5, Policy.CARRY_PHONE, "capture/portal.html", panels.own_floor))


def _officer() -> None:
    """What the officer's pages add: pages of the fair, the floor's card, files, cards, jobs; what is kept on people."""
    from tearoad.capture.web.actions import personal  # noqa: PLC0415  # models are there only now
    from tearoad.capture.web.actions.files import RAW, SHOWN  # noqa: PLC0415  # models are there only now
    from tearoad.capture.web.actions.hubs.copies import FILE as COPY  # noqa: PLC0415  # models are there only now
    from tearoad.capture.web.queries import visitors  # noqa: PLC0415  # models are there only now
    from tearoad.capture.web.tasks import cards, copies, files  # noqa: PLC0415  # models are there only now
    from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
        MissionPage,
        NavigationGroup,
        add_mission_page,
    )
    from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models are there only now

    see, fair = Policy.SEE_CAPTURED, NavigationGroup.FAIR
    add_mission_page(
        MissionPage(fair, 10, "capture-running", Text("capture_pages.running"), see),
        MissionPage(fair, 20, "capture-floor", Text("capture_pages.floor"), see),
        MissionPage(fair, 40, "capture-fair-list", Text("fair_file.title"), Policy.IMPORT_SHEETS),
        MissionPage(fair, 50, "capture-hubs", Text("hub_pages.hubs"), Policy.SEND_LINKS),
    )
    add_panel(Panel(PanelPlace.MISSION, "floor", 70, see, "capture/card.html", visitors.card))
    for kind in (RAW, SHOWN):
        add_file_kind(FileKind(kind, Text(f"capture.{kind}"), see))
    add_file_kind(FileKind(COPY, Text("capture.hall_copy"), Policy.SEND_LINKS, 1_000_000_000))
    for job in (files.JOB, cards.JOB, copies.JOB):
        add_job(job)
    for data in personal.declared():
        add_personal_data(data)
