"""The addresses of calls, applications and campaigns."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.call.uploads import MOST_BYTES as SENT_BYTES
from tearoad.call.uploads import MOST_FILES as SENT_FILES
from tearoad.call.web.forms.past import MOST_BYTES as PAST_BYTES
from tearoad.call.web.views import applications, calls, campaigns, public
from tearoad.people import Policy
from tearoad.web.limits.bodies import SHORT, files
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"

urlpatterns: list[URLPattern] = [
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
    page("campaigns/past/", campaigns.past, policy=Policy.RUN_CALL, name="mission-past", body=files(PAST_BYTES)),
    page("campaigns/past/remove/", campaigns.remove_past, policy=Policy.RUN_CALL, name="mission-past-remove"),
    page("campaigns/<uuid:campaign_id>/", campaigns.campaign, policy=Policy.SEE_CALL, name="mission-campaign"),
    page(
        "campaigns/<uuid:campaign_id>/change/",
        campaigns.change,
        policy=Policy.RUN_CALL,
        name="mission-campaign-change",
    ),
    page("call/confirm/<str:proof>/", public.confirm, policy=Policy.ANYONE, name="apply-confirm", body=SHORT),
    page(
        "call/<slug:slug>/",
        public.apply,
        policy=Policy.ANYONE,
        name="apply",
        body=files(SENT_FILES * SENT_BYTES),
    ),
    page("call/<slug:slug>/thanks/", public.thanks, policy=Policy.ANYONE, name="apply-thanks"),
]
