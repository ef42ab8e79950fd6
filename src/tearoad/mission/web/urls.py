"""The addresses of missions, their people and links, and of visitors."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.mission.web.views import links, missions, people, portal, programme
from tearoad.people import Policy
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"

urlpatterns: list[URLPattern] = [
    page("missions/new/", missions.new, policy=Policy.EDIT_MISSION, name="mission-new"),
    page(_ONE, missions.page, policy=Policy.SEE_MISSIONS, name="mission-page"),
    page(f"{_ONE}people/", people.people, policy=Policy.SEE_MISSIONS, name="mission-people"),
    page(f"{_ONE}settings/", missions.settings, policy=Policy.EDIT_MISSION, name="mission-settings"),
    page(f"{_ONE}settings/mission.toml", missions.toml, policy=Policy.EXPORT_SHEETS, name="mission-toml"),
    page(f"{_ONE}archive/", missions.archive, policy=Policy.EDIT_MISSION, name="mission-archive"),
    page(f"{_ONE}links/", links.links, policy=Policy.SEND_LINKS, name="mission-links"),
    page(f"{_ONE}links/one/", links.one, policy=Policy.SEND_LINKS, name="mission-link-one"),
    page(f"{_ONE}links/send/", links.send, policy=Policy.SEND_LINKS, name="mission-links-send"),
    page(f"{_ONE}programme/", programme.programme, policy=Policy.SEE_MISSIONS, name="mission-programme"),
    page(f"{_ONE}programme/new/", programme.new, policy=Policy.EDIT_MISSION, name="mission-item-new"),
    page(f"{_ONE}programme/<uuid:item_id>/", programme.edit, policy=Policy.EDIT_MISSION, name="mission-item"),
    page(
        f"{_ONE}programme/<uuid:item_id>/remove/",
        programme.remove,
        policy=Policy.EDIT_MISSION,
        name="mission-item-remove",
    ),
    page(
        f"{_ONE}programme/removed/<uuid:removed_id>/",
        programme.put_back,
        policy=Policy.EDIT_MISSION,
        name="mission-item-put-back",
    ),
    page(f"{_ONE}programme/announce/", programme.announce, policy=Policy.PUBLISH, name="mission-programme-announce"),
    page(f"{_ONE}programme/told/", programme.told, policy=Policy.SEND_LINKS, name="mission-programme-told"),
    page("v/<str:token>/", portal.portal, policy=Policy.SEE_OWN_DAY, name="mission-portal"),
]
