"""What was refused before anybody read it: counted for who has to know, and told in the log, now and then.

A flood of refusals costs neither a line nor a query each: both are made of what came in some seconds.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from http import HTTPStatus

from django.db import DatabaseError, close_old_connections
from django.urls import ResolverMatch

from tearoad.web.limits.bodies import BodyRefusal

TELL_S = 10.0
log = logging.getLogger("tearoad.front")
_Count = Callable[[int], None]


class Tally:
    """Counts refusals, and tells them together."""

    def __init__(self, executor: Executor, *, tell_s: float = TELL_S) -> None:
        """Tell in the threads of an executor."""
        self._executor, self._tell_s = executor, tell_s
        self._kinds: Counter[tuple[str, int]] = Counter()
        self._counts: dict[str, tuple[_Count, int]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def note(self, refusal: BodyRefusal, path: str, match: ResolverMatch | None) -> None:
        """Count one; to be called on the loop."""
        self._kinds[refusal.kind, refusal.status] += 1
        count = getattr(match.func, "count_refused", None) if match is not None else None
        if count is not None and match is not None and refusal.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            kwargs = match.kwargs
            counted, times = self._counts.get(path, (lambda times: count(times, **kwargs), 0))
            self._counts[path] = (counted, times + 1)
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._tell_s, lambda: loop.run_in_executor(self._executor, self.print_news))

    def print_news(self) -> None:
        """Tell what came since the last time; in a thread."""
        self._timer = None
        kinds, self._kinds = self._kinds, Counter()
        counts, self._counts = self._counts, {}
        for (kind, status), times in sorted(kinds.items()):
            log.info("bodies refused", extra={"code": f"web.{kind}", "status": status, "count": times})
        close_old_connections()
        try:
            for counted, times in counts.values():
                counted(times)
        except DatabaseError:
            log.warning("refused bodies could not be counted")
        finally:
            close_old_connections()
