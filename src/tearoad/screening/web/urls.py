"""The addresses of screening."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.people import Policy
from tearoad.screening.web.actions.lists import MOST_BYTES
from tearoad.screening.web.views import lists, queue
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_SEE, _DECIDE = Policy.SEE_SCREENING, Policy.DECIDE_SCREENING
urlpatterns: list[URLPattern] = [
    page("screening/", queue.queue, policy=_SEE, name="screening-queue"),
    page("screening/decided/", queue.decided, policy=_SEE, name="screening-decided"),
    page("screening/hits/<uuid:hit_id>/", queue.hit_page, policy=_SEE, name="screening-hit"),
    page("screening/hits/<uuid:hit_id>/decide/", queue.decide, policy=_DECIDE, name="screening-decide"),
    page("screening/lists/", lists.lists, policy=_SEE, name="screening-lists"),
    page("screening/lists/add/", lists.add, policy=_DECIDE, name="screening-add-list", body=files(MOST_BYTES)),
    page("screening/lists/none/", lists.none, policy=_DECIDE, name="screening-no-lists"),
    page("screening/lists/<uuid:list_id>/remove/", lists.remove, policy=_DECIDE, name="screening-remove-list"),
]
