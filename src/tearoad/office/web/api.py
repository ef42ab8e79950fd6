"""Jobs, for other programs."""

from __future__ import annotations

from uuid import UUID

from ninja import Router

from tearoad.office.web.models import Job
from tearoad.office.web.queries import jobs as queries
from tearoad.office.web.schemas import JobOut
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.web.routes import serves

router = Router()


@router.get("/jobs/{uuid:job_id}", response=JobOut, url_name="job")
@serves(Policy.SEE_OFFICE)
def job(request: ActorRequest, job_id: UUID) -> Job:
    """Return a job of the organisation."""
    return queries.job(request.actor, job_id)
