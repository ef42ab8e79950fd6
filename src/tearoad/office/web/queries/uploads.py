"""What a form brings, looked at before the form is answered and anything is locked."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.http import HttpRequest

from tearoad.errors import TooMany
from tearoad.office.files.judging import look_inside
from tearoad.text import Text

MOST_FILES = 20
"""Of one form: what is more is looked at, or refused, by the form itself."""
COME_AGAIN_S = 10
_AT_ONCE = threading.BoundedSemaphore(3)
"""So many forms have their files looked into at once: the other threads of the site go on answering pages."""


def look_ahead(
    request: HttpRequest, look: Callable[[bytes], None] = look_inside.ahead, *, most: int = MOST_FILES
) -> None:
    """Look at the first files of a form.

    Raises:
        TooMany: other forms' files are being looked into just now.

    """
    files = [one for _name, several in request.FILES.lists() for one in several][:most]
    if not files:
        return
    if not _AT_ONCE.acquire(blocking=False):
        raise TooMany(Text("office.looking_many"), Text("office.looking_many_hint"), COME_AGAIN_S)
    try:
        for one in files:
            try:
                look(one.read())
            finally:
                one.seek(0)
    finally:
        _AT_ONCE.release()
