"""The addresses of costs, rates, hours and dossiers."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.costs.web.actions.dossiers import MOST_AT_ONCE
from tearoad.costs.web.queries.stored_kinds import STORED_RATES
from tearoad.costs.web.views import dossiers, hours, items, own_dossier, rates
from tearoad.mission.web.views.rows import change_row, new_row
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_COSTS = "missions/<uuid:mission_id>/costs/"
_DOSSIER = f"{_COSTS}dossiers/<str:firm>/"

urlpatterns: list[URLPattern] = [
    page(_COSTS, items.costs, policy=Policy.SEE_COSTS, name="mission-costs"),
    page(f"{_COSTS}new/", items.new, policy=Policy.EDIT_COSTS, name="mission-cost-new"),
    page(f"{_COSTS}items/<uuid:cost_id>/", items.item, policy=Policy.EDIT_COSTS, name="mission-cost"),
    page(f"{_COSTS}rates/", rates.rates, policy=Policy.SEE_COSTS, name="mission-rates"),
    page(f"{_COSTS}rates/new/", new_row(STORED_RATES), policy=Policy.EDIT_COSTS, name="mission-rate-new"),
    page(f"{_COSTS}rates/<uuid:rate_id>/", change_row(STORED_RATES), policy=Policy.EDIT_COSTS, name="mission-rate"),
    page(f"{_COSTS}interpreters/", hours.interpreters, policy=Policy.SEE_COSTS, name="mission-cost-interpreters"),
    page(f"{_COSTS}interpreters/hours/", hours.hours, policy=Policy.EDIT_COSTS, name="mission-cost-hours"),
    page(f"{_COSTS}dossiers/", dossiers.dossiers, policy=Policy.SEE_COSTS, name="mission-dossiers"),
    page(f"{_COSTS}dossier-parts/", dossiers.parts, policy=Policy.EDIT_COSTS, name="mission-dossier-parts"),
    page(_DOSSIER, dossiers.dossier, policy=Policy.SEE_COSTS, name="mission-dossier"),
    page(
        f"{_DOSSIER}files/",
        dossiers.upload,
        policy=Policy.EDIT_COSTS,
        name="mission-dossier-upload",
        body=files(MOST_AT_ONCE),
    ),
    page(f"{_DOSSIER}confirm/", dossiers.confirm, policy=Policy.EDIT_COSTS, name="mission-dossier-confirm"),
    page(f"{_DOSSIER}zip/", dossiers.archive, policy=Policy.EDIT_COSTS, name="mission-dossier-zip"),
    page(f"{_COSTS}files/<uuid:piece_id>/drop/", dossiers.drop, policy=Policy.EDIT_COSTS, name="mission-dossier-drop"),
    page(
        "v/<str:token>/dossier/",
        own_dossier.own,
        policy=Policy.ADD_TO_OWN_DOSSIER,
        name="mission-own-dossier",
        body=files(MOST_AT_ONCE),
    ),
]
