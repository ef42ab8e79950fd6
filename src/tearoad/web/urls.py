"""The addresses of the page kit. Who "anyone" is, the site says: policies belong to a later stage."""

from __future__ import annotations

from enum import StrEnum

from django.urls import URLPattern

from tearoad.web import views
from tearoad.web.routes import page


def addresses(anyone: StrEnum) -> list[URLPattern]:
    """Return the kit's addresses, open to whom the given policy lets in."""
    return [
        page("language/", views.choose_language, policy=anyone, name="language"),
        page("theme/", views.choose_theme, policy=anyone, name="theme"),
    ]
