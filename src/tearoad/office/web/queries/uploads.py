"""What a form brings, looked at before the form is answered and anything is locked.

Whoever sends takes time of the site: one form of theirs at once, and few files that take too long or are not taken.
What one sends never keeps another out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from tearoad.errors import TooMany
from tearoad.office.files.judging import Flaw, look_inside
from tearoad.people.web.actions.limits import place_of, require_left, spend
from tearoad.text import Text

MOST_FILES = 20
"""Of one form: what is more is looked at, or refused, by the form itself."""
COME_AGAIN_S = 10
SLOW, REFUSED, PER_SECONDS = 3, 60, 600
"""Of one sender: files that took all the time a look may take, and files that were not taken for what is in them."""


class Places:
    """Where forms have their files looked into at once; a sender has one of them at most."""

    def __init__(self, most: int) -> None:
        """Keep how many there are."""
        self._most, self._lock = most, threading.Lock()
        self._senders: set[str] = set()

    @contextmanager
    def held_by(self, sender: str) -> Iterator[None]:
        """Hold a place for a sender.

        Raises:
            TooMany: they hold one already, or others hold all.

        """
        with self._lock:
            if sender in self._senders or len(self._senders) >= self._most:
                raise TooMany(Text("office.looking_many"), Text("office.looking_many_hint"), COME_AGAIN_S)
            self._senders.add(sender)
        try:
            yield
        finally:
            with self._lock:
                self._senders.remove(sender)


_PLACES = Places(3)
"""Of one process of the site: its other threads go on answering pages."""


def look_ahead(
    request: HttpRequest, look: Callable[[bytes], object] = look_inside.ahead, *, most: int = MOST_FILES
) -> None:
    """Look at the first files of a form.

    Raises:
        TooMany: another form of this sender, or those of others, are being looked into just now; or too many of their
            files took too long, or were not taken.

    """
    files = [uploaded_file for _name, several in request.FILES.lists() for uploaded_file in several][:most]
    if not files:
        return
    sender = _sender_of(request)
    with _PLACES.held_by(sender):
        for file in files:
            _look(file, look, sender)


def _look(file: UploadedFile[Any], look: Callable[[bytes], object], sender: str) -> None:
    """Look at one file, if its sender has time left; count it where it is not taken."""
    slow, refused = f"files-slow:{sender}", f"files-refused:{sender}"
    require_left(slow, SLOW, PER_SECONDS)
    require_left(refused, REFUSED, PER_SECONDS)
    try:
        flaw = look(file.read())
    finally:
        file.seek(0)
    if flaw == Flaw.TOO_MUCH:
        spend(slow, SLOW, PER_SECONDS)
    elif isinstance(flaw, Flaw):
        spend(refused, REFUSED, PER_SECONDS)


def _sender_of(request: HttpRequest) -> str:
    """Return by what a sender is counted: their account, else where they send from."""
    account = getattr(getattr(request, "actor", None), "user", None)
    return f"account:{account}" if account else f"place:{place_of(request)}"
