"""The addresses of matching."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_POST

from tearoad.matching.web.views import (
    answering,
    answers_live,
    asking,
    catalogue,
    coming_times,
    companies,
    matches,
    meetings,
    office_catalogue,
    profiles,
    requests,
)
from tearoad.people import Policy
from tearoad.web.limits.bodies import SHORT
from tearoad.web.routes import page

_ONE, _LINK = "missions/<uuid:mission_id>/", "a/<str:token>/"
_ASKING = f"{_ONE}asking/"
urlpatterns: list[URLPattern] = [
    page(f"{_ONE}companies/", companies.companies, policy=Policy.SEE_COMPANIES, name="matching-companies"),
    page(
        f"{_ONE}companies/<uuid:company_id>/",
        companies.company,
        policy=Policy.SEE_COMPANIES,
        name="matching-company",
    ),
    page(f"{_ONE}requests/", requests.requests, policy=Policy.SEE_MATCHES, name="matching-requests"),
    page(f"{_ONE}matches/", matches.matches, policy=Policy.SEE_MATCHES, name="matching-matches"),
    page(f"{_ONE}matches/refusals/", matches.refusals, policy=Policy.SEE_MATCHES, name="matching-refusals"),
    page(f"{_ONE}matches/decide/", matches.decide, policy=Policy.PLAN, name="matching-decide"),
    page(f"{_ONE}matches/again/", matches.again, policy=Policy.PLAN, name="matching-again"),
    page(_ASKING, asking.asking, policy=Policy.SEE_MATCHES, name="asking-overview"),
    page(f"{_ASKING}prepare/", asking.prepare, policy=Policy.PLAN, name="asking-prepare"),
    page(f"{_ASKING}send/", asking.send, policy=Policy.SEND_LINKS, name="asking-send"),
    page(f"{_ASKING}nudge/", asking.nudge, policy=Policy.SEND_LINKS, name="asking-nudge"),
    page(f"{_ASKING}link/", asking.hand_over, policy=Policy.SEND_LINKS, name="asking-hand-over"),
    page(
        f"{_ASKING}cancelled/<uuid:step_id>/done/",
        require_POST(asking.close_cancelled),
        policy=Policy.PLAN,
        name="asking-cancellation-close",
    ),
    page(f"{_ASKING}calls/", asking.calls, policy=Policy.PLAN, name="asking-calls"),
    page(f"{_ASKING}rules/", asking.rules, policy=Policy.PLAN, name="asking-rules"),
    page(f"{_ASKING}corrections/", profiles.corrections, policy=Policy.IMPORT_SHEETS, name="asking-corrections"),
    page(f"{_ASKING}meetings/", meetings.meetings, policy=Policy.SEE_MATCHES, name="asking-meetings"),
    page(
        f"{_ASKING}catalogue/",
        office_catalogue.office_catalogue,
        policy=Policy.SEE_MATCHES,
        name="asking-office-catalogue",
    ),
    page(
        f"{_ASKING}catalogue.pdf",
        office_catalogue.office_catalogue_pdf,
        policy=Policy.SEE_MATCHES,
        name="asking-office-catalogue-pdf",
    ),
    page(f"{_ASKING}live/", answers_live.live, policy=Policy.SEE_MATCHES, name="asking-live"),
    page(f"{_ASKING}meeting/", meetings.meeting, policy=Policy.PLAN, name="asking-meeting"),
    page(_LINK, answering.answers, policy=Policy.ANSWER_REQUESTS, name="asking-answers"),
    page(f"{_LINK}firms/", answering.firms, policy=Policy.ANSWER_REQUESTS, name="asking-firms"),
    page(f"{_LINK}firms/catalogue.pdf", catalogue.as_pdf, policy=Policy.ANSWER_REQUESTS, name="asking-catalogue-pdf"),
    page(f"{_LINK}firms/<str:party>/picture/", catalogue.picture, policy=Policy.ANSWER_REQUESTS, name="asking-picture"),
    page(f"{_LINK}profile/", profiles.own_profile, policy=Policy.ANSWER_REQUESTS, name="asking-profile"),
    page(f"{_LINK}colleagues/", profiles.colleagues, policy=Policy.ANSWER_REQUESTS, name="asking-colleagues"),
    page(f"{_LINK}times/", coming_times.times, policy=Policy.ANSWER_REQUESTS, name="asking-times"),
    page(f"{_LINK}order/", answering.order, policy=Policy.ANSWER_REQUESTS, name="asking-order"),
    page(f"{_LINK}end/", answering.end, policy=Policy.ANSWER_REQUESTS, name="asking-end"),
    page(
        f"{_LINK}end/now/", answering.end_at_once, policy=Policy.ANSWER_REQUESTS, name="asking-end-at-once", body=SHORT
    ),
    page(f"{_LINK}with/<str:party>/", answering.single_request, policy=Policy.ANSWER_REQUESTS, name="asking-one"),
]
