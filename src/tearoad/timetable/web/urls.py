"""The addresses of timetable."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_POST, require_safe

from tearoad.people import Policy
from tearoad.timetable.web.views import (
    answers_preview,
    board,
    days,
    difference,
    drafts,
    feeds,
    own_notices,
    papers,
    published,
    repairs,
    what_ifs,
)
from tearoad.web.routes import page

_PLAN = "missions/<uuid:mission_id>/plan/"
_BOARD = "missions/<uuid:mission_id>/drafts/<int:number>/board/"

_planning: list[URLPattern] = [
    page(_PLAN, require_safe(drafts.plan), policy=Policy.SEE_PLAN, name="timetable-plan"),
    page(f"{_PLAN}make/", require_POST(drafts.make), policy=Policy.PLAN, name="timetable-make"),
    page(f"{_PLAN}<int:number>/", require_safe(drafts.draft), policy=Policy.SEE_PLAN, name="timetable-draft"),
    page(
        f"{_PLAN}<int:number>/progress/",
        require_safe(drafts.progress),
        policy=Policy.SEE_PLAN,
        name="timetable-progress",
    ),
    page(f"{_PLAN}<int:number>/stop/", require_POST(drafts.stop), policy=Policy.PLAN, name="timetable-stop"),
    page(
        f"{_PLAN}<int:number>/what-if/", require_safe(what_ifs.page), policy=Policy.SEE_PLAN, name="timetable-what-if"
    ),
    page(
        f"{_PLAN}<int:number>/what-if/ask/",
        require_POST(what_ifs.ask),
        policy=Policy.PLAN,
        name="timetable-what-if-ask",
    ),
    page(
        f"{_PLAN}<int:number>/what-if/<uuid:what_if_id>/stop/",
        require_POST(what_ifs.stop),
        policy=Policy.PLAN,
        name="timetable-what-if-stop",
    ),
    page(
        f"{_PLAN}pins/<uuid:pin_id>/remove/",
        require_POST(drafts.remove_pin),
        policy=Policy.PLAN,
        name="timetable-pin-remove",
    ),
    page(
        "missions/<uuid:mission_id>/asking/live/preview/",
        require_POST(answers_preview.ask_preview),
        policy=Policy.PLAN,
        name="timetable-answers-preview",
    ),
    page(_BOARD, require_safe(board.board), policy=Policy.SEE_PLAN, name="timetable-board"),
    page(f"{_BOARD}meeting/", require_safe(board.meeting), policy=Policy.SEE_PLAN, name="timetable-meeting"),
    page(f"{_BOARD}options/", require_safe(board.targets), policy=Policy.SEE_PLAN, name="timetable-options"),
    page(f"{_BOARD}move/", require_POST(board.move), policy=Policy.PLAN, name="timetable-move"),
    page(f"{_BOARD}unplace/", require_POST(board.unplace), policy=Policy.PLAN, name="timetable-unplace"),
    page(f"{_BOARD}pin/", require_POST(board.pin), policy=Policy.PLAN, name="timetable-pin"),
    page(f"{_BOARD}undo/", require_POST(board.undo), policy=Policy.PLAN, name="timetable-undo"),
]

_MISSION = "missions/<uuid:mission_id>/"
_PUBLISHED = f"{_MISSION}published/<int:number>/"
_PERSON = f"{_MISSION}published/people/<str:role>/<path:party>/day/"
_OWN = "v/<str:token>/"

_publishing: list[URLPattern] = [
    page(
        f"{_MISSION}drafts/<int:number>/difference/",
        difference.draft_difference,
        policy=Policy.SEE_PLAN,
        name="timetable-difference",
    ),
    page(f"{_MISSION}published/", published.published_page, policy=Policy.SEE_PLAN, name="timetable-published"),
    page(f"{_MISSION}published/remind/", published.remind_page, policy=Policy.SEND_LINKS, name="timetable-remind"),
    page(f"{_PUBLISHED}again/", difference.again_difference, policy=Policy.SEE_PLAN, name="timetable-again"),
    page(f"{_PUBLISHED}changes/", published.changes_page, policy=Policy.SEE_PLAN, name="timetable-changes"),
    page(f"{_PUBLISHED}told/", published.record_notification, policy=Policy.SEND_LINKS, name="timetable-told"),
    page(f"{_MISSION}papers/", papers.papers, policy=Policy.SEE_PAPERS, name="timetable-papers"),
    page(f"{_MISSION}papers/<int:number>/", papers.papers, policy=Policy.SEE_PAPERS, name="timetable-papers-of"),
    page(
        f"{_MISSION}papers/<int:number>/again/",
        papers.papers_again,
        policy=Policy.PUBLISH,
        name="timetable-papers-again",
    ),
    page(
        f"{_MISSION}papers/<int:number>/printed/",
        papers.printed,
        policy=Policy.PUBLISH,
        name="timetable-papers-printed",
    ),
    page(
        f"{_MISSION}papers/<int:number>/changed.zip",
        papers.changed_sheets,
        policy=Policy.SEE_PAPERS,
        name="timetable-papers-changed",
    ),
    page(_PERSON, days.someones_day, policy=Policy.SEE_PLAN, name="timetable-day-of"),
    page(f"{_PERSON}feed/", feeds.someones_feed, policy=Policy.SEND_LINKS, name="timetable-feed-of"),
    page(f"{_OWN}day/", days.own_day, policy=Policy.SEE_OWN_DAY, name="timetable-own-day"),
    page(f"{_OWN}day/notice/", own_notices.own_notices, policy=Policy.TELL_OF_DAY, name="timetable-own-notices"),
    page(f"{_OWN}sheet.pdf", days.own_sheet, policy=Policy.SEE_OWN_DAY, name="timetable-own-sheet"),
    page(f"{_OWN}calendar.ics", days.own_calendar_file, policy=Policy.SEE_OWN_DAY, name="timetable-own-calendar"),
    page(f"{_OWN}feed/", days.own_feed, policy=Policy.SEE_OWN_DAY, name="timetable-own-feed"),
    page("feeds/<str:secret>.ics", feeds.feed, policy=Policy.ANYONE, name="timetable-feed"),
]

_REPAIR = f"{_MISSION}repairs/<int:repair>/"

_repairing: list[URLPattern] = [
    page(f"{_MISSION}repair/", require_safe(repairs.kinds), policy=Policy.PLAN, name="timetable-repair-kinds"),
    page(f"{_MISSION}repair/<str:trouble>/", repairs.trouble, policy=Policy.PLAN, name="timetable-repair-whom"),
    page(_REPAIR, require_safe(repairs.repair), policy=Policy.SEE_PLAN, name="timetable-repair"),
    page(f"{_REPAIR}publish/", require_POST(repairs.publish), policy=Policy.PUBLISH, name="timetable-repair-publish"),
    page(f"{_REPAIR}choose/", require_POST(repairs.choose), policy=Policy.PLAN, name="timetable-repair-choose"),
    page(f"{_REPAIR}discard/", require_POST(repairs.discard), policy=Policy.PLAN, name="timetable-repair-discard"),
    page(f"{_REPAIR}anew/", require_POST(repairs.anew), policy=Policy.PLAN, name="timetable-repair-anew"),
]

urlpatterns: list[URLPattern] = [*_planning, *_publishing, *_repairing]
