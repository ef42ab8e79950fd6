"""The app `timetable`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import (
    Job,
    Panel,
    PanelPlace,
    PersonalData,
    add_job,
    add_panel,
    add_personal_data,
    on,
    provide,
)


class TimetableConfig(AppConfig):
    """What `timetable` adds to the house."""

    name = "tearoad.timetable.web"
    label = "timetable"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the extension points."""
        _planning()
        _publishing()


def _planning() -> None:
    """What planning adds: its jobs, its card and its pages."""
    from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
        MissionPage,
        NavigationGroup,
        add_mission_page,
    )
    from tearoad.timetable.web.actions.answers_preview import ANSWERS_PREVIEW  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.queries.planning import panels  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.tasks.answers_preview import preview  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.tasks.plan import plan  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.tasks.repair import mend  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.tasks.what_if import answer  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.views.answers_preview import answers_card  # noqa: PLC0415  # models are there only now

    add_job(Job("timetable.plan", Text("timetable.plan"), plan, long=True))
    add_job(Job("timetable.repair", Text("timetable.repair"), mend))
    add_job(Job("timetable.what_if", Text("timetable.what_if"), answer, long=True))
    add_job(Job(ANSWERS_PREVIEW, Text("timetable.answers_preview"), preview, long=True))
    see = Policy.SEE_PLAN
    add_panel(Panel(PanelPlace.ANSWERS, "preview", 10, see, "timetable/answers_preview.html", answers_card))
    add_panel(Panel(PanelPlace.MISSION, "plan", 50, see, "timetable/mission_card.html", panels.plan_card))
    meetings = NavigationGroup.MEETINGS
    published, papers = Text("publish_pages.tab_published"), Text("publish_pages.tab_papers")
    add_mission_page(
        MissionPage(meetings, 40, "timetable-plan", Text("board_pages.tab"), see, covers=("drafts/",)),
        MissionPage(meetings, 50, "timetable-published", published, see),
        MissionPage(meetings, 60, "timetable-papers", papers, Policy.SEE_PAPERS),
        MissionPage(
            NavigationGroup.FAIR,
            30,
            "timetable-repair-kinds",
            Text("repair_pages.went_wrong"),
            Policy.PLAN,
            covers=("repairs/",),
        ),
    )


def _publishing() -> None:
    """What publishing adds: the papers' job, cards, the visitor's day."""
    # Rows may be touched only once every app is ready.
    from tearoad.matching.web.actions.moves import MeetingCancelled, MeetingsReturned  # noqa: PLC0415  # models are there only now
    from tearoad.mission.web.actions.links import LinksStopped  # noqa: PLC0415  # models are there only now
    from tearoad.office.web.actions.delivery import MessageSettled  # noqa: PLC0415  # models are there only now
    from tearoad.programme.web.actions.announcing import ProgrammeAnnounced  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.actions.cancelling import (  # noqa: PLC0415  # models are there only now
        close_replanned,
        correct_cancellation_mails,
        write_cancellation_mails,
    )
    from tearoad.timetable.web.actions.erasing import erase_papers, find_papers  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.actions.feeds import stop_with_links  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.actions.following import follow_mail, follow_plan, follow_returned  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.actions.papers import after_programme  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.actions.publishing import PlanPublished  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.queries.publishing.displaced import displaced_plan  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.queries.publishing.in_force import booked_hours_of, planned_at  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.queries.publishing.own_calendars.mails import item_parts  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.queries.publishing.paper_lists import changed_sheets  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.tasks.papers import make_papers  # noqa: PLC0415  # models are there only now
    from tearoad.timetable.web.views import panels  # noqa: PLC0415  # models are there only now

    provide("booked_hours", booked_hours_of)
    provide("displaced_meetings", displaced_plan)
    provide("calendar_mails", item_parts)
    provide("changed_sheets", changed_sheets)
    provide("planned_at", planned_at)
    on(LinksStopped, stop_with_links)
    on(PlanPublished, follow_plan)
    on(MessageSettled, follow_mail)
    on(MeetingsReturned, follow_returned)
    on(MeetingCancelled, write_cancellation_mails)
    on(MeetingsReturned, correct_cancellation_mails)
    on(PlanPublished, close_replanned)
    on(ProgrammeAnnounced, after_programme)
    add_job(Job("timetable.papers", Text("timetable.papers"), make_papers, long=True))
    add_panel(Panel(PanelPlace.MISSION, "published", 60, Policy.SEE_PLAN, "timetable/card_published.html", panels.card))
    add_panel(Panel(PanelPlace.PORTAL, "day", 10, Policy.SEE_OWN_DAY, "timetable/day_panel.html", panels.day))
    add_personal_data(
        PersonalData("timetable.Paper", ("file",), Text("publish_pages.papers_purpose"), 730, find_papers, erase_papers)
    )
