"""Light or dark: as the device says, unless the reader chose."""

from __future__ import annotations

from enum import StrEnum

from django.http import HttpRequest

COOKIE = "theme"


class Theme(StrEnum):
    """How a page is lit."""

    AUTO = "auto"
    """As the reader's device says."""
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: HttpRequest) -> Theme:
    """Return the theme that the reader chose, else the device's."""
    chosen = request.COOKIES.get(COOKIE, "")
    return Theme(chosen) if chosen in set(Theme) else Theme.AUTO
