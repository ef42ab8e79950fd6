"""The API: what the stages offer to other programs, under `/api/`, described in OpenAPI at `/api/openapi.json`.

What it changes it changes once: a program says by `Idempotency-Key` that it sends the same again, and by `If-Match`
what it read. No browser sends either for another site. Everything else is changed on a page, where a person sees what
it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from tearoad import __version__
from tearoad.companies.web.api import router as companies
from tearoad.errors import TearoadError
from tearoad.mission.web.api import router as missions
from tearoad.office.web.api import router as office
from tearoad.orders.web.api import router as orders
from tearoad.people import Policy
from tearoad.results.web.api import router as results
from tearoad.text import Text
from tearoad.timetable.web.api import router as plans
from tearoad.values import Language
from tearoad.web.errors import status_of, unreadable_cause
from tearoad.web.saving.stale import Stale
from tearoad.words import Words

PRECONDITION_FAILED = 412
_ANSWERED: Mapping[int, str] = {
    400: "The body is no JSON.",
    401: "Nobody is signed in, or the key opens nothing: it is none, has expired or was taken back.",
    403: "The role may not do this, or the key was not made for it.",
    404: "It is not there, or belongs to another organisation.",
    409: "The thing changed in the meantime, the rules do not allow it now, or the key was used for something else.",
    412: "Somebody saved since it was read: `If-Match` does not fit.",
    413: "More was sent than is read at all.",
    414: "The address is longer than is read.",
    422: "A value cannot be used; `fields` names which.",
    429: "Too many tries; `Retry-After` says when to come again.",
    503: "The machine lacks something.",
}
"""What any operation may answer beside its own."""
_SCHEMES = {
    "ProgramKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "tr_…",
        "description": "A key that an officer makes under Office → Keys. It may do what its maker may, of one mission"
        " or of all, reading alone or writing too. Never in an address. No cookie is needed, and none is made.",
    },
    "Session": {
        "type": "apiKey",
        "in": "cookie",
        "name": settings.SESSION_COOKIE_NAME,
        "description": "The session of somebody who signed in on the pages.",
    },
}
FOR_ANY_KEY = frozenset({"openapi-json", "api-root", "missions"})
"""Addresses of no mission that a key of one mission opens too: they show it nothing of another."""
_PROBLEM = {
    "type": "object",
    "required": ["code", "message", "hint"],
    "properties": {
        "code": {"type": "string"},
        "message": {"type": "string"},
        "hint": {"type": "string"},
        "problems": {"type": "array", "items": {"type": "string"}},
        "fields": {"type": "array", "items": {"type": "string"}},
    },
}


class DescribedAPI(NinjaAPI):
    """The API, whose description names every answer."""

    def get_openapi_schema(self, **options: Any) -> Any:  # noqa: ANN401  # the library's own form
        """Return the description with what any operation may answer."""
        schema = super().get_openapi_schema(**options)
        content = {"application/json": {"schema": _PROBLEM}}
        schema["components"]["securitySchemes"] = _SCHEMES
        schema["security"] = [{name: []} for name in _SCHEMES]
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, said in _ANSWERED.items():
                    operation["responses"].setdefault(status, {"description": said, "content": content})
        return schema


# No page of documentation: the one that comes with it would load its parts from elsewhere.
api = DescribedAPI(title="Tea Road", version=__version__, docs_url=None, urls_namespace="api")
for router in (missions, companies, plans, orders, results, office):
    api.add_router("", router)


@api.exception_handler(TearoadError)
def say_what_went_wrong(request: HttpRequest, error: TearoadError) -> HttpResponse:
    """Answer with code, sentence and hint, in the caller's language."""
    words = getattr(request, "words", None) or Words(Language.EN)
    cause = unreadable_cause(error, request)
    error = cause if isinstance(cause, TearoadError) else error
    answer = {"code": error.code, "message": words(error.text), "hint": words(error.hint) if error.hint else ""}
    status = PRECONDITION_FAILED if isinstance(error, Stale) else status_of(error)
    return api.create_response(request, answer, status=status)


@api.exception_handler(ValidationError)
def say_which_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields that cannot be used, each once."""
    fields = list(dict.fromkeys(map(_field, error.errors)))
    words = getattr(request, "words", None) or Words(Language.EN)
    text, hint = Text("web.api_fields", count=len(fields)), Text("web.api_fields_hint")
    answer = {"code": text.code, "message": words(text), "hint": words(hint), "fields": fields}
    return api.create_response(request, answer, status=422)


def _field(error: Mapping[str, Any]) -> str:
    """Return where a value stood: `body.amount`, `query.limit`."""
    where, *rest = map(str, error["loc"])
    return ".".join((where, *(rest[1:] if where == "body" else rest)))


@api.exception_handler(RawPostDataException)
def say_that_no_form_is_taken(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
    """Say that a body cannot be read: it came as a form, and was read as one."""
    return say_what_is_no_json(request, HttpError(400, str(error)))


@api.exception_handler(HttpError)
def say_what_is_no_json(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say that a body cannot be read."""
    words = getattr(request, "words", None) or Words(Language.EN)
    text, hint = Text("web.api_no_json"), Text("web.api_no_json_hint")
    answer = {"code": text.code, "message": words(text), "hint": words(hint)}
    return api.create_response(request, answer, status=error.status_code)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the API's addresses, each with the policy its operation declares; one without lets nobody in."""
    patterns, _app, _namespace = api.urls
    declared = {"openapi-json": Policy.SIGNED_IN, "api-root": Policy.SIGNED_IN}
    for name, policy in _declared():
        declared.setdefault(name, policy)  # the first of an address reads it; who changes it asks for more
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name in declared:
            pattern.callback.policy = declared[pattern.name]  # type: ignore[attr-defined]  # read by the gate
            pattern.callback.for_any_key = pattern.name in FOR_ANY_KEY  # type: ignore[attr-defined]  # by the gate too
    return patterns


def _declared() -> Iterator[tuple[str, Any]]:
    """Return each operation's address name and policy (see `web.routes.serves`)."""
    for router in (missions, companies, plans, orders, results, office):
        for view in router.path_operations.values():
            for operation in view.operations:
                policy = getattr(operation.view_func, "policy", None)
                name = getattr(operation, "url_name", None)
                if name and policy is not None:
                    yield name, policy
