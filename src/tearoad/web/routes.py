"""An endpoint is a route, a view and a policy; without a policy it answers nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from tearoad.web.limits.bodies import FORM, BodyLimit

_View = TypeVar("_View", bound=Callable[..., Any])


def page(
    route: str, view: Callable[..., HttpResponseBase], *, policy: StrEnum, name: str, body: BodyLimit = FORM
) -> URLPattern:
    """Return the URL pattern of a page; the gate lets in only whom the policy allows.

    `body` is what may be sent to it; what is more is refused before the page sees it.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  # the view's own
        return view(*args, **kwargs)

    guarded.policy = policy  # type: ignore[attr-defined]  # read by the gate and the isolation matrix
    guarded.body = body  # type: ignore[attr-defined]  # read by the front of the site
    return path(route, guarded, name=name)


def serves(policy: StrEnum) -> Callable[[_View], _View]:
    """Declare the policy of an API operation; written right above its function."""

    def declare(view: _View) -> _View:
        view.policy = policy  # type: ignore[attr-defined]  # read by `site.api`
        return view

    return declare
