"""The results of a mission, for other programs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from ninja import Router

from tearoad.mission.web import queries
from tearoad.mission.web.actions.programs import policy_first
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.results import SCHEMA, figure_document
from tearoad.results.web.actions.counting import counted_soon
from tearoad.results.web.actions.editions import freeze
from tearoad.results.web.models import ResultsEdition
from tearoad.results.web.queries.current_figures import current_results
from tearoad.results.web.queries.editions import edition_of, editions
from tearoad.results.web.schemas import ResultFigureOut, ResultsEditionListOut, ResultsEditionOut, ResultsOut
from tearoad.values import Language
from tearoad.web.routes import serves
from tearoad.web.saving.programs import CREATED, IdempotencyKey, created

router = Router()
_EDITIONS = "/missions/{uuid:mission_id}/results/editions"


@router.get("/missions/{uuid:mission_id}/results", response=ResultsOut, url_name="results")
@serves(Policy.SEE_RESULTS)
def results(request: ActorRequest, mission_id: UUID) -> ResultsOut:
    """Return every figure with the ids of its rows; amounts of two rungs are never added together.

    Where so much changed that a worker has to count it first the answer is 409: ask again in a minute.
    """
    mission = queries.mission(request.actor, mission_id)
    with counted_soon(request.actor, mission):
        record, found, _appendix = current_results(mission, Language.EN)
    figures = [ResultFigureOut(**figure_document(figure.figure)) for figure in found]
    return ResultsOut(
        schema_version=SCHEMA, mission=record.mission, as_of=record.as_of, home=record.home, figures=figures
    )


@router.get(_EDITIONS, response=ResultsEditionListOut, url_name="results-editions")
@serves(Policy.SEE_RESULTS)
def edition_numbers(request: ActorRequest, mission_id: UUID) -> ResultsEditionListOut:
    """Return the numbers of the editions, the latest first."""
    return ResultsEditionListOut(
        numbers=[edition.number for edition in editions(queries.mission(request.actor, mission_id))]
    )


@router.post(
    _EDITIONS,
    response={CREATED: ResultsEditionOut},
    url_name="results-editions",
    auth=policy_first(Policy.FREEZE_RESULTS),
)
@serves(Policy.FREEZE_RESULTS)
def freeze_one(request: ActorRequest, mission_id: UUID, idempotency_key: IdempotencyKey) -> HttpResponseBase:
    """Freeze the figures as the next edition; where nothing changed since the last, that one is returned."""
    del idempotency_key  # read from the request itself
    return created(request, lambda: _edition(freeze(request.actor, queries.mission(request.actor, mission_id))))


@router.get(f"{_EDITIONS}/{{int:edition}}", response=ResultsEditionOut, url_name="results-edition-figures")
@serves(Policy.SEE_RESULTS)
def one_edition(request: ActorRequest, mission_id: UUID, edition: int) -> ResultsEditionOut:
    """Return an edition with its figures."""
    return _edition(edition_of(queries.mission(request.actor, mission_id), edition))


def _edition(row: ResultsEdition) -> ResultsEditionOut:
    return ResultsEditionOut(
        number=row.number,
        schema_version=row.schema,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by,
        home=row.document["home"],
        figures=[ResultFigureOut(**figure) for figure in row.document["figures"]],
    )
