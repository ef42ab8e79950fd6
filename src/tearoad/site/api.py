"""The API: what the stages offer to other programs, under `/api/`, described in OpenAPI at `/api/openapi.json`.

It reads; whoever wants to change something does it on a page, where a person sees what it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI

from tearoad import __version__
from tearoad.companies.web.api import router as companies
from tearoad.errors import TearoadError
from tearoad.mission.web.api import router as missions
from tearoad.office.web.api import router as office
from tearoad.orders.web.api import router as orders
from tearoad.people import Policy
from tearoad.results.web.api import router as results
from tearoad.timetable.web.api import router as plans
from tearoad.values import Language
from tearoad.web.errors import status_of, unreadable_cause
from tearoad.words import Words

# No page of documentation: the one that comes with it would load its parts from elsewhere.
api = NinjaAPI(title="Tea Road", version=__version__, docs_url=None, urls_namespace="api")
for router in (missions, companies, plans, orders, results, office):
    api.add_router("", router)


@api.exception_handler(TearoadError)
def say_what_went_wrong(request: HttpRequest, error: TearoadError) -> HttpResponse:
    """Answer with code, sentence and hint, in the caller's language."""
    words = getattr(request, "words", None) or Words(Language.EN)
    cause = unreadable_cause(error)
    error = cause if isinstance(cause, TearoadError) else error
    answer = {"code": error.code, "message": words(error.text), "hint": words(error.hint) if error.hint else ""}
    return api.create_response(request, answer, status=status_of(error))


def addresses() -> list[URLPattern | URLResolver]:
    """Return the API's addresses, each with the policy its operation declares; one without lets nobody in."""
    patterns, _app, _namespace = api.urls
    declared = dict(_declared()) | {"openapi-json": Policy.SIGNED_IN, "api-root": Policy.SIGNED_IN}
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name in declared:
            pattern.callback.policy = declared[pattern.name]  # type: ignore[attr-defined]  # read by the gate
    return patterns


def _declared() -> Iterator[tuple[str, Any]]:
    """Return each operation's address name and policy (see `web.routes.serves`)."""
    for router in (missions, companies, plans, orders, results, office):
        for view in router.path_operations.values():
            for operation in view.operations:
                policy = getattr(operation.view_func, "policy", None)
                if operation.url_name and policy is not None:
                    yield operation.url_name, policy
