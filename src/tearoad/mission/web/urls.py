"""The addresses of missions, their people and links, and of visitors."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.companies.photos import MOST_BYTES as PHOTO_BYTES
from tearoad.mission.call.uploads import MOST_BYTES as SENT_BYTES
from tearoad.mission.call.uploads import MOST_FILES as SENT_FILES
from tearoad.mission.web.actions.checklist.tasks import MOST_BYTES as EVIDENCE_BYTES
from tearoad.mission.web.actions.costs.dossiers import MOST_AT_ONCE
from tearoad.mission.web.forms.call.past import MOST_BYTES as PAST_BYTES
from tearoad.mission.web.forms.travel_upload import MOST_BYTES as LIST_BYTES
from tearoad.mission.web.queries.stored_kinds import (
    STORED_POSTS,
    STORED_PRECEDENCES,
    STORED_QUOTAS,
    STORED_RATES,
    STORED_SAMPLES,
)
from tearoad.mission.web.views import links, missions, own_dossier, own_photo, people, plan_rules, portal, programme
from tearoad.mission.web.views.call import applications, calls, campaigns, public
from tearoad.mission.web.views.checklist import others, tasks
from tearoad.mission.web.views.costs import dossiers, hours, items, rates
from tearoad.mission.web.views.delegation import lodging, papers
from tearoad.mission.web.views.delegation import people as delegation
from tearoad.mission.web.views.rows import change_row, new_row, undo_change
from tearoad.people import Policy
from tearoad.web.limits.bodies import SHORT, files
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"
_PEOPLE = f"{_ONE}delegation/"
_LIST = f"{_PEOPLE}travel/<uuid:travel_id>/"
_SEE, _EDIT, _IN = Policy.SEE_MISSIONS, Policy.EDIT_MISSION, Policy.IMPORT_SHEETS

_delegation: list[URLPattern] = [
    page(_PEOPLE, delegation.delegation, policy=_SEE, name="mission-delegation"),
    page(f"{_PEOPLE}new/", delegation.new, policy=_EDIT, name="mission-delegate-new"),
    page(f"{_PEOPLE}<uuid:delegate_id>/", delegation.one, policy=_EDIT, name="mission-delegate"),
    page(f"{_PEOPLE}<uuid:delegate_id>/remove/", delegation.remove, policy=_EDIT, name="mission-delegate-remove"),
    page(f"{_PEOPLE}rooms/", lodging.rooms, policy=_SEE, name="mission-delegation-rooms"),
    page(f"{_PEOPLE}travel/", lodging.lists, policy=_IN, name="mission-travel-lists", body=files(LIST_BYTES)),
    page(_LIST, lodging.one_list, policy=_IN, name="mission-travel-list"),
    page(f"{_LIST}explain/", lodging.explain, policy=_IN, name="mission-travel-list-explain"),
    page(f"{_LIST}take-over/", lodging.take_over, policy=_IN, name="mission-travel-list-take-over"),
    page(f"{_LIST}put-aside/", lodging.put_aside, policy=_IN, name="mission-travel-list-put-aside"),
    page(f"{_PEOPLE}papers/", papers.papers, policy=Policy.SEE_PAPERS, name="mission-delegation-papers"),
    page(f"{_PEOPLE}papers/make/", papers.make, policy=_EDIT, name="mission-delegation-papers-make"),
]

_COSTS = f"{_ONE}costs/"
_DOSSIER = f"{_COSTS}dossiers/<str:firm>/"

_costs: list[URLPattern] = [
    page(_COSTS, items.costs, policy=Policy.SEE_COSTS, name="mission-costs"),
    page(f"{_COSTS}new/", items.new, policy=Policy.EDIT_COSTS, name="mission-cost-new"),
    page(f"{_ONE}rows/undo/", undo_change, policy=_EDIT, name="mission-row-undo"),
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
]

_CHECK = f"{_ONE}checklist/"
_TASK = f"{_CHECK}<uuid:task_id>/"

_checklists: list[URLPattern] = [
    page(_CHECK, tasks.checklist, policy=_SEE, name="mission-checklist"),
    page(f"{_CHECK}new/", tasks.new, policy=_EDIT, name="mission-checklist-new"),
    page(f"{_CHECK}several/", tasks.tick_several, policy=_EDIT, name="mission-checklist-several"),
    page(f"{_CHECK}templates/", others.templates, policy=_EDIT, name="mission-templates"),
    page(f"{_CHECK}templates/<slug:template>/", others.template, policy=_EDIT, name="mission-template"),
    page(f"{_CHECK}samples/", others.samples, policy=_SEE, name="mission-samples"),
    page(f"{_CHECK}samples/new/", new_row(STORED_SAMPLES), policy=_EDIT, name="mission-sample-new"),
    page(f"{_CHECK}samples/<uuid:sample_id>/change/", change_row(STORED_SAMPLES), policy=_EDIT, name="mission-sample"),
    page(f"{_CHECK}samples/<uuid:sample_id>/", others.sample_fate, policy=_EDIT, name="mission-sample-fate"),
    page(f"{_CHECK}posts/", others.posts, policy=_SEE, name="mission-posts"),
    page(f"{_CHECK}posts/new/", new_row(STORED_POSTS), policy=_EDIT, name="mission-post-new"),
    page(f"{_CHECK}posts/<uuid:post_id>/", change_row(STORED_POSTS), policy=_EDIT, name="mission-post"),
    page(f"{_CHECK}letters/", others.letters, policy=Policy.SEE_PAPERS, name="mission-letters"),
    page(f"{_CHECK}letters/make/", others.make_letters, policy=_EDIT, name="mission-letters-make"),
    page(_TASK, tasks.task, policy=_SEE, name="mission-checklist-task"),
    page(f"{_TASK}tick/", tasks.tick, policy=_EDIT, name="mission-checklist-tick", body=files(EVIDENCE_BYTES)),
    page(f"{_TASK}change/", tasks.change, policy=_EDIT, name="mission-checklist-change"),
]

_RULES = f"{_ONE}plan/rules/"

_plan_rules: list[URLPattern] = [
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
]

urlpatterns: list[URLPattern] = [
    *_plan_rules,
    *_checklists,
    *_delegation,
    *_costs,
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
    page(
        f"{_ONE}programme/removed/<uuid:removed_id>/",
        programme.put_back,
        policy=Policy.EDIT_MISSION,
        name="mission-item-put-back",
    ),
    page(f"{_ONE}programme/announce/", programme.announce, policy=Policy.PUBLISH, name="mission-programme-announce"),
    page(f"{_ONE}programme/told/", programme.told, policy=Policy.SEND_LINKS, name="mission-programme-told"),
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
    page(
        "v/<str:token>/dossier/",
        own_dossier.own,
        policy=Policy.ADD_TO_OWN_DOSSIER,
        name="mission-own-dossier",
        body=files(MOST_AT_ONCE),
    ),
]
