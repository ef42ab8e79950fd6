"""Jobs: what goes on, what failed, and one job's progress while it runs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from tearoad.office.web.actions import jobs as actions
from tearoad.office.web.queries import jobs as queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest

STOP_POLLING = 286
"""htmx: take this and ask no more."""


@require_safe
def office(request: ActorRequest) -> HttpResponse:
    """Show the organisation's jobs."""
    context = {
        "page": queries.jobs_page(request.actor),
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE),
        "tab": "jobs",
    }
    return render(request, "office/jobs.html", context)


@require_safe
def job(request: ActorRequest, job_id: UUID) -> HttpResponse:
    """Show one job: a page, or only the part of a page that follows it.

    The part that is asked for with `seen`, what the asker already shows, is not sent again; at the job's end the asker
    is told to stop asking, and with `reload` to load its page anew, which now shows the result.
    """
    card = queries.card(queries.job(request.actor, job_id))
    is_part = "HX-Request" in request.headers
    if is_part and request.GET.get("seen") == f"{card.seen}-{card.every_s}" and not card.is_over:
        return HttpResponse(status=204)
    may_run, reloads = allowed(request.actor.role, Policy.RUN_OFFICE), "reload" in request.GET
    etag = f'"{card.seen}-{card.every_s}-{request.language}-{int(is_part)}{int(may_run)}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    context = {"job": card, "may_run": may_run, "reloads": reloads, "tab": "jobs"}
    response = render(request, "office/job.html" if is_part else "office/job_page.html", context)
    if is_part and card.is_over:
        response.status_code = STOP_POLLING
        if reloads:
            response.headers["HX-Refresh"] = "true"
    response["ETag"], response["Cache-Control"], response["Vary"] = etag, "private, no-cache", "HX-Request, Cookie"
    return response


@require_POST
def cancel(request: ActorRequest, job_id: UUID) -> HttpResponse:
    """Cancel a job."""
    actions.cancel(request.actor, queries.job(request.actor, job_id))
    return _back(request, job_id)


@require_POST
def again(request: ActorRequest, job_id: UUID) -> HttpResponse:
    """Try a job again."""
    actions.again(request.actor, queries.job(request.actor, job_id))
    return _back(request, job_id)


def _back(request: ActorRequest, job_id: UUID) -> HttpResponse:
    """Go back to the page on which the button stood: a stage's own, or the job's."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return redirect(came_from) if ours else redirect("office-job", job_id)
