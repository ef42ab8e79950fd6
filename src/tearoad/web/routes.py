"""An endpoint is a route, a view and a policy; without a policy it answers nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path


def page(route: str, view: Callable[..., HttpResponseBase], *, policy: StrEnum, name: str) -> URLPattern:
    """Return the URL pattern of a page; the gate lets in only whom the policy allows."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  # the view's own
        return view(*args, **kwargs)

    guarded.policy = policy  # type: ignore[attr-defined]  # read by the gate and the isolation matrix
    return path(route, guarded, name=name)
