"""The address of a table at the rows and columns that somebody should look at."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from tearoad.mission.web.models import Mission


def rows_to_change(mission: Mission, kind: str, wanted: str, columns: Sequence[str] = ()) -> str:
    """Return where the rows of a kind that name an id are changed, the columns in question first."""
    query = urlencode([("q", wanted), *(("col", column) for column in columns)])
    return f"{reverse('journey-table', args=[mission.pk, kind])}?{query}"
