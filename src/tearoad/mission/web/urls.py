"""The addresses of missions, their people and links, and of visitors."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.mission.web.views import links, missions, people, portal
from tearoad.mission.web.views.checklist import others, tasks
from tearoad.people import Policy
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"
_LIST = f"{_ONE}checklist/"
_TASK = f"{_LIST}<uuid:task_id>/"
_SEE, _EDIT = Policy.SEE_MISSIONS, Policy.EDIT_MISSION

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
    page("v/<str:token>/", portal.portal, policy=Policy.SEE_OWN_DAY, name="mission-portal"),
    page(_LIST, tasks.checklist, policy=_SEE, name="mission-checklist"),
    page(f"{_LIST}new/", tasks.new, policy=_EDIT, name="mission-checklist-new"),
    page(f"{_LIST}several/", tasks.tick_several, policy=_EDIT, name="mission-checklist-several"),
    page(f"{_LIST}templates/", others.templates, policy=_EDIT, name="mission-templates"),
    page(f"{_LIST}templates/<slug:template>/", others.template, policy=_EDIT, name="mission-template"),
    page(f"{_LIST}samples/", others.samples, policy=_SEE, name="mission-samples"),
    page(f"{_LIST}samples/<uuid:sample_id>/", others.sample_fate, policy=_EDIT, name="mission-sample-fate"),
    page(f"{_LIST}posts/", others.posts, policy=_SEE, name="mission-posts"),
    page(f"{_LIST}letters/", others.letters, policy=Policy.SEE_PAPERS, name="mission-letters"),
    page(f"{_LIST}letters/make/", others.make_letters, policy=_EDIT, name="mission-letters-make"),
    page(_TASK, tasks.task, policy=_SEE, name="mission-checklist-task"),
    page(f"{_TASK}tick/", tasks.tick, policy=_EDIT, name="mission-checklist-tick"),
    page(f"{_TASK}change/", tasks.change, policy=_EDIT, name="mission-checklist-change"),
]
