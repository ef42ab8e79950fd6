"""An endpoint is a route, a view and a policy; without a policy it answers nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial, wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from tearoad.web.limits.bodies import FORM, BodyLimit
from tearoad.web.saving.once import Repeat, answer_once

_View = TypeVar("_View", bound=Callable[..., Any])


def page(
    route: str,
    view: Callable[..., HttpResponseBase],
    *,
    policy: StrEnum,
    name: str,
    body: BodyLimit = FORM,
    repeat: Repeat = Repeat.ANSWERED,
) -> URLPattern:
    """Return the URL pattern of a page; the gate lets in only whom the policy allows.

    `body` is what may be sent to it; what is more is refused before the page sees it. What its form does is done once,
    however often it is sent; `repeat` says where that is otherwise. A view that reads its form late asks for this
    itself.
    """
    reads_late, first = getattr(view, "reads_late", False), getattr(view, "first", None)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if first is not None and request.method == "POST":
            first(request)
        answer = partial(view, request, *args, **kwargs)
        return answer() if reads_late else answer_once(request, answer, repeat)

    guarded.policy = policy  # type: ignore[attr-defined]  # read by the gate and the isolation matrix
    guarded.body = body  # type: ignore[attr-defined]  # read by the front of the site
    guarded.repeat = repeat  # type: ignore[attr-defined]  # read by the test of all addresses
    return path(route, guarded, name=name)


def first(work: Callable[[HttpRequest], None]) -> Callable[[_View], _View]:
    """Do slow work that writes nothing before a form is answered: then the form has the database to itself."""

    def declare(view: _View) -> _View:
        view.first = work  # type: ignore[attr-defined]  # read by `page`
        return view

    return declare


def counts_refused(count: Callable[..., None]) -> Callable[[_View], _View]:
    """Tell `count` how many bodies were too large for a view, with what its address holds; nobody else sees them."""

    def declare(view: _View) -> _View:
        view.count_refused = count  # type: ignore[attr-defined]  # read by the front of the site
        return view

    return declare


def serves(policy: StrEnum) -> Callable[[_View], _View]:
    """Declare the policy of an API operation; written right above its function."""

    def declare(view: _View) -> _View:
        view.policy = policy  # type: ignore[attr-defined]  # read by `site.api`
        return view

    return declare
