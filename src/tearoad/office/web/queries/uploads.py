"""What a form brings, looked at before the form is answered and anything is locked."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from tearoad.office.files.judging import look_inside


def look_ahead(request: HttpRequest, look: Callable[[bytes], None] = look_inside.ahead) -> None:
    """Look at every file of a form."""
    for _name, files in request.FILES.lists():
        for one in files:
            try:
                look(one.read())
            finally:
                one.seek(0)
