"""The addresses of the programme."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.people import Policy
from tearoad.programme.web import views as programme
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"

urlpatterns: list[URLPattern] = [
    page(f"{_ONE}programme/", programme.programme, policy=Policy.SEE_MISSIONS, name="mission-programme"),
    page(f"{_ONE}programme/new/", programme.new, policy=Policy.EDIT_MISSION, name="mission-item-new"),
    page(f"{_ONE}programme/<uuid:item_id>/", programme.edit, policy=Policy.EDIT_MISSION, name="mission-item"),
    page(f"{_ONE}programme/<uuid:item_id>/talk/", programme.talk, policy=Policy.SEE_MISSIONS, name="mission-talk"),
    page(
        f"{_ONE}programme/<uuid:item_id>/remove/",
        programme.remove,
        policy=Policy.EDIT_MISSION,
        name="mission-item-remove",
    ),
    page(f"{_ONE}programme/announce/", programme.announce, policy=Policy.PUBLISH, name="mission-programme-announce"),
    page(f"{_ONE}programme/told/", programme.notifications, policy=Policy.SEND_LINKS, name="mission-programme-told"),
]
