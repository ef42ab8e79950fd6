"""The addresses of the delegation, its lists and papers."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.delegation.web.forms.travel_upload import MOST_BYTES as LIST_BYTES
from tearoad.delegation.web.views import everyone, lodging, papers
from tearoad.delegation.web.views import people as delegation
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"
_PEOPLE = f"{_ONE}delegation/"
_LIST = f"{_PEOPLE}travel/<uuid:travel_id>/"
_SEE, _EDIT, _IN = Policy.SEE_MISSIONS, Policy.EDIT_MISSION, Policy.IMPORT_SHEETS

urlpatterns: list[URLPattern] = [
    page(f"{_ONE}people/", everyone.everyone, policy=Policy.SEE_MISSIONS, name="mission-people"),
    page(_PEOPLE, delegation.delegation, policy=_SEE, name="mission-delegation"),
    page(f"{_PEOPLE}new/", delegation.new, policy=_EDIT, name="mission-delegate-new"),
    page(f"{_PEOPLE}<uuid:delegate_id>/", delegation.delegate_page, policy=_EDIT, name="mission-delegate"),
    page(f"{_PEOPLE}rooms/", lodging.rooms, policy=_SEE, name="mission-delegation-rooms"),
    page(f"{_PEOPLE}travel/", lodging.lists, policy=_IN, name="mission-travel-lists", body=files(LIST_BYTES)),
    page(_LIST, lodging.one_list, policy=_IN, name="mission-travel-list"),
    page(f"{_LIST}explain/", lodging.explain, policy=_IN, name="mission-travel-list-explain"),
    page(f"{_LIST}take-over/", lodging.take_over, policy=_IN, name="mission-travel-list-take-over"),
    page(f"{_LIST}put-aside/", lodging.put_aside, policy=_IN, name="mission-travel-list-put-aside"),
    page(f"{_PEOPLE}papers/", papers.papers, policy=Policy.SEE_PAPERS, name="mission-delegation-papers"),
    page(f"{_PEOPLE}papers/make/", papers.make, policy=_EDIT, name="mission-delegation-papers-make"),
]
