"""The addresses of the page kit. Who "anyone" is, the site says: policies belong to a later stage."""

from __future__ import annotations

from enum import StrEnum

from django.urls import URLPattern

from tearoad.web.limits.bodies import SHORT
from tearoad.web.pages import choices, design
from tearoad.web.routes import page
from tearoad.web.saving.once import Repeat


def addresses(anyone: StrEnum) -> list[URLPattern]:
    """Return the kit's addresses, open to whom the given policy lets in."""
    return [
        page("language/", choices.choose_language, policy=anyone, name="language", body=SHORT, repeat=Repeat.RUNS),
        page("theme/", choices.choose_theme, policy=anyone, name="theme", body=SHORT, repeat=Repeat.RUNS),
        page("design/", design.show, policy=anyone, name="design"),
        page("design/<str:kind>/", design.fail, policy=anyone, name="design-error"),
    ]
