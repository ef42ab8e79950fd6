"""The results of a mission, for other programs."""

from __future__ import annotations

from uuid import UUID

from ninja import Router

from tearoad.mission.web import queries
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.results import SCHEMA, figure_document, results_of
from tearoad.results.web.queries.records import record_of
from tearoad.results.web.schemas import ResultFigureOut, ResultsOut
from tearoad.values import Language
from tearoad.web.routes import serves

router = Router()


@router.get("/missions/{uuid:mission_id}/results", response=ResultsOut, url_name="results")
@serves(Policy.SEE_RESULTS)
def results(request: ActorRequest, mission_id: UUID) -> ResultsOut:
    """Return every figure with the ids of its rows; amounts of two rungs are never added together."""
    record = record_of(queries.mission(request.actor, mission_id), Language.EN)
    figures = [ResultFigureOut(**figure_document(one)) for one in results_of(record).figures]
    return ResultsOut(
        schema_version=SCHEMA, mission=record.mission, as_of=record.as_of, home=record.home, figures=figures
    )
