"""The addresses of missions, their people and links, and of visitors."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.mission.web.views import links, missions, people, portal
from tearoad.mission.web.views.costs import dossiers, hours, items, rates
from tearoad.people import Policy
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"
_COSTS = f"{_ONE}costs/"
_DOSSIER = f"{_COSTS}dossiers/<str:firm>/"

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
    page(_COSTS, items.costs, policy=Policy.SEE_COSTS, name="mission-costs"),
    page(f"{_COSTS}new/", items.new, policy=Policy.EDIT_COSTS, name="mission-cost-new"),
    page(f"{_COSTS}undo/", items.undo, policy=Policy.EDIT_COSTS, name="mission-cost-undo"),
    page(f"{_COSTS}items/<uuid:cost_id>/", items.item, policy=Policy.EDIT_COSTS, name="mission-cost"),
    page(f"{_COSTS}rates/", rates.rates, policy=Policy.SEE_COSTS, name="mission-rates"),
    page(f"{_COSTS}rates/<uuid:rate_id>/", rates.rate, policy=Policy.EDIT_COSTS, name="mission-rate"),
    page(f"{_COSTS}interpreters/", hours.interpreters, policy=Policy.SEE_COSTS, name="mission-cost-interpreters"),
    page(f"{_COSTS}interpreters/hours/", hours.hours, policy=Policy.EDIT_COSTS, name="mission-cost-hours"),
    page(f"{_COSTS}dossiers/", dossiers.dossiers, policy=Policy.SEE_COSTS, name="mission-dossiers"),
    page(f"{_COSTS}dossier-parts/", dossiers.parts, policy=Policy.EDIT_COSTS, name="mission-dossier-parts"),
    page(_DOSSIER, dossiers.dossier, policy=Policy.SEE_COSTS, name="mission-dossier"),
    page(f"{_DOSSIER}files/", dossiers.upload, policy=Policy.EDIT_COSTS, name="mission-dossier-upload"),
    page(f"{_DOSSIER}confirm/", dossiers.confirm, policy=Policy.EDIT_COSTS, name="mission-dossier-confirm"),
    page(f"{_DOSSIER}zip/", dossiers.archive, policy=Policy.EDIT_COSTS, name="mission-dossier-zip"),
    page(f"{_COSTS}files/<uuid:piece_id>/drop/", dossiers.drop, policy=Policy.EDIT_COSTS, name="mission-dossier-drop"),
    page("v/<str:token>/", portal.portal, policy=Policy.SEE_OWN_DAY, name="mission-portal"),
]
