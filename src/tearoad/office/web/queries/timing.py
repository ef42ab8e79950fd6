"""The waits of this installation."""

from __future__ import annotations

from django.conf import settings

from tearoad.office.timing import Timing


def timing() -> Timing:
    """Return the setting `OFFICE_TIMING`, else the house's own waits."""
    found: Timing = getattr(settings, "OFFICE_TIMING", None) or Timing()
    return found
