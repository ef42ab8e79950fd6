"""The addresses of missions, their people and links, and of visitors."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.mission.web.views import links, missions, people, portal
from tearoad.mission.web.views.call import applications, calls, campaigns, public
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
    page(f"{_ONE}call/", calls.call, policy=Policy.SEE_CALL, name="mission-call"),
    page(f"{_ONE}call/settings/", calls.settings, policy=Policy.RUN_CALL, name="mission-call-settings"),
    page(f"{_ONE}call/decide/", calls.deciding, policy=Policy.RUN_CALL, name="mission-call-decide"),
    page(
        f"{_ONE}call/<uuid:application_id>/",
        applications.application,
        policy=Policy.SEE_CALL,
        name="mission-application",
    ),
    page(
        f"{_ONE}call/<uuid:application_id>/change/",
        applications.change,
        policy=Policy.RUN_CALL,
        name="mission-application-change",
    ),
    page("campaigns/", campaigns.campaigns, policy=Policy.SEE_CALL, name="mission-campaigns"),
    page("campaigns/new/", campaigns.new, policy=Policy.RUN_CALL, name="mission-campaign-new"),
    page("campaigns/past/", campaigns.past, policy=Policy.RUN_CALL, name="mission-past"),
    page("campaigns/<uuid:campaign_id>/", campaigns.campaign, policy=Policy.SEE_CALL, name="mission-campaign"),
    page(
        "campaigns/<uuid:campaign_id>/change/",
        campaigns.change,
        policy=Policy.RUN_CALL,
        name="mission-campaign-change",
    ),
    page("call/confirm/<str:proof>/", public.confirm, policy=Policy.ANYONE, name="apply-confirm"),
    page("call/<slug:slug>/", public.apply, policy=Policy.ANYONE, name="apply"),
    page("call/<slug:slug>/thanks/", public.thanks, policy=Policy.ANYONE, name="apply-thanks"),
    page("v/<str:token>/", portal.portal, policy=Policy.SEE_OWN_DAY, name="mission-portal"),
]
