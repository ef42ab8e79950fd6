"""The addresses of timetable."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_POST, require_safe

from tearoad.people import Policy
from tearoad.timetable.web.views import board, drafts
from tearoad.web.routes import page

_PLAN = "missions/<uuid:mission_id>/plan/"
_BOARD = "missions/<uuid:mission_id>/drafts/<int:number>/board/"

urlpatterns: list[URLPattern] = [
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
        f"{_PLAN}pins/<uuid:pin_id>/remove/",
        require_POST(drafts.remove_pin),
        policy=Policy.PLAN,
        name="timetable-pin-remove",
    ),
    page(_BOARD, require_safe(board.board), policy=Policy.SEE_PLAN, name="timetable-board"),
    page(f"{_BOARD}meeting/", require_safe(board.meeting), policy=Policy.SEE_PLAN, name="timetable-meeting"),
    page(f"{_BOARD}options/", require_safe(board.targets), policy=Policy.SEE_PLAN, name="timetable-options"),
    page(f"{_BOARD}move/", require_POST(board.move), policy=Policy.PLAN, name="timetable-move"),
    page(f"{_BOARD}unplace/", require_POST(board.unplace), policy=Policy.PLAN, name="timetable-unplace"),
    page(f"{_BOARD}pin/", require_POST(board.pin), policy=Policy.PLAN, name="timetable-pin"),
    page(f"{_BOARD}undo/", require_POST(board.undo), policy=Policy.PLAN, name="timetable-undo"),
]
