"""The worker: runs jobs, sends the outbox, asks for periodic jobs."""

from tearoad.office.web.tasks.worker import Kinds, run_waiting, work

__all__ = ["Kinds", "run_waiting", "work"]
