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
    count_refused: Callable[..., None] | None = None,
) -> URLPattern:
    """Return the URL pattern of a page; the gate lets in only whom the policy allows.

    `body` is what may be sent to it; what is more is refused before the page sees it. What its form does is done once,
    however often it is sent; `repeat` says where that is otherwise. A view that reads its form late asks for this
    itself. `count_refused` is told how many bodies were too large, with what the address holds.
    """
    reads_late = getattr(view, "reads_late", False)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  # the view's own
        answer = partial(view, request, *args, **kwargs)
        return answer() if reads_late else answer_once(request, answer, repeat)

    guarded.policy = policy  # type: ignore[attr-defined]  # read by the gate and the isolation matrix
    guarded.body = body  # type: ignore[attr-defined]  # read by the front of the site
    guarded.count_refused = count_refused  # type: ignore[attr-defined]  # called by the front of the site
    guarded.repeat = repeat  # type: ignore[attr-defined]  # read by the test of all addresses
    return path(route, guarded, name=name)


def serves(policy: StrEnum) -> Callable[[_View], _View]:
    """Declare the policy of an API operation; written right above its function."""

    def declare(view: _View) -> _View:
        view.policy = policy  # type: ignore[attr-defined]  # read by `site.api`
        return view

    return declare
