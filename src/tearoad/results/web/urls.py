"""The addresses of results."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_POST, require_safe

from tearoad.people import Policy
from tearoad.results.web.views import pages, survey
from tearoad.web.routes import page

_RESULTS = "missions/<uuid:mission_id>/results/"

urlpatterns: list[URLPattern] = [
    page("results/", require_safe(pages.missions), policy=Policy.SEE_RESULTS, name="results-missions"),
    page(_RESULTS, require_safe(pages.results), policy=Policy.SEE_RESULTS, name="results"),
    page(f"{_RESULTS}rows/<slug:figure>/", require_safe(pages.rows), policy=Policy.SEE_RESULTS, name="results-rows"),
    page(f"{_RESULTS}results.json", require_safe(pages.as_json), policy=Policy.SEE_RESULTS, name="results-json"),
    page(f"{_RESULTS}results.xlsx", require_safe(pages.as_xlsx), policy=Policy.SEE_RESULTS, name="results-xlsx"),
    page(f"{_RESULTS}results.pdf", require_safe(pages.as_pdf), policy=Policy.SEE_RESULTS, name="results-pdf"),
    page(f"{_RESULTS}survey/", require_safe(survey.survey), policy=Policy.SEE_RESULTS, name="results-survey"),
    page(f"{_RESULTS}survey/send/", require_POST(survey.send), policy=Policy.SEND_LINKS, name="results-survey-send"),
    page("v/<str:token>/survey/", survey.own_survey, policy=Policy.ANSWER_SURVEY, name="results-own-survey"),
    page(f"{_RESULTS}freeze/", require_POST(pages.freeze), policy=Policy.FREEZE_RESULTS, name="results-freeze"),
    page(
        f"{_RESULTS}editions/<int:edition>/",
        require_safe(pages.edition),
        policy=Policy.SEE_RESULTS,
        name="results-edition",
    ),
]
