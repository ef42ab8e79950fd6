"""The addresses of missions, their rules and links, and of visitors."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.companies.photos import MOST_BYTES as PHOTO_BYTES
from tearoad.mission.web.queries.stored_kinds import STORED_PRECEDENCES, STORED_QUOTAS
from tearoad.mission.web.views import links, missions, own_photo, plan_rules, portal
from tearoad.mission.web.views.rows import change_row, new_row, undo_change
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"
_RULES = f"{_ONE}plan/rules/"
_SEE, _EDIT = Policy.SEE_MISSIONS, Policy.EDIT_MISSION

urlpatterns: list[URLPattern] = [
    page(_RULES, plan_rules.plan_rules, policy=_SEE, name="mission-plan-rules"),
    page(f"{_RULES}quotas/new/", new_row(STORED_QUOTAS), policy=_EDIT, name="mission-quota-new"),
    page(f"{_RULES}quotas/<uuid:quota_id>/", change_row(STORED_QUOTAS), policy=_EDIT, name="mission-quota"),
    page(f"{_RULES}precedences/new/", new_row(STORED_PRECEDENCES), policy=_EDIT, name="mission-precedence-new"),
    page(
        f"{_RULES}precedences/<uuid:precedence_id>/",
        change_row(STORED_PRECEDENCES),
        policy=_EDIT,
        name="mission-precedence",
    ),
    page(f"{_ONE}rows/undo/", undo_change, policy=_EDIT, name="mission-row-undo"),
    page("missions/new/", missions.new, policy=Policy.EDIT_MISSION, name="mission-new"),
    page(_ONE, missions.page, policy=Policy.SEE_MISSIONS, name="mission-page"),
    page(f"{_ONE}settings/", missions.settings, policy=Policy.EDIT_MISSION, name="mission-settings"),
    page(f"{_ONE}settings/mission.toml", missions.toml, policy=Policy.EXPORT_SHEETS, name="mission-toml"),
    page(f"{_ONE}archive/", missions.archive, policy=Policy.EDIT_MISSION, name="mission-archive"),
    page(f"{_ONE}links/", links.links, policy=Policy.SEND_LINKS, name="mission-links"),
    page(f"{_ONE}links/one/", links.link_page, policy=Policy.SEND_LINKS, name="mission-link-one"),
    page(f"{_ONE}links/send/", links.send, policy=Policy.SEND_LINKS, name="mission-links-send"),
    page("v/<str:token>/", portal.portal, policy=Policy.SEE_OWN_DAY, name="mission-portal"),
    page(
        "v/<str:token>/photo/",
        own_photo.own,
        policy=Policy.ADD_TO_OWN_DOSSIER,
        name="mission-own-photo",
        body=files(PHOTO_BYTES),
    ),
    page(
        "v/<str:token>/photo/picture/",
        own_photo.picture,
        policy=Policy.ADD_TO_OWN_DOSSIER,
        name="mission-own-photo-picture",
    ),
]
