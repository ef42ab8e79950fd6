"""The addresses of checklists, samples, posts and letters."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.checklist.web.actions.tasks import MOST_BYTES as EVIDENCE_BYTES
from tearoad.checklist.web.queries.stored_kinds import STORED_POSTS, STORED_SAMPLES
from tearoad.checklist.web.views import others, tasks
from tearoad.mission.web.views.rows import change_row, new_row
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_CHECK = "missions/<uuid:mission_id>/checklist/"
_TASK = f"{_CHECK}<uuid:task_id>/"
_SEE, _EDIT = Policy.SEE_MISSIONS, Policy.EDIT_MISSION

urlpatterns: list[URLPattern] = [
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
    page(f"{_TASK}remove/", tasks.remove, policy=_EDIT, name="mission-checklist-remove"),
    page(f"{_TASK}change/", tasks.change, policy=_EDIT, name="mission-checklist-change"),
]
