"""How long the office waits: leases, heartbeats, polls, and the growing waits before something is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Timing:
    """Every wait of the office, in seconds; a test shortens them, nobody else needs to."""

    lease_s: float = 15
    """A running job whose worker was not heard of for so long is another worker's."""
    heartbeat_s: float = 3
    cancel_poll_s: float = 0.3
    """How soon a running job sees that somebody wishes it to stop."""
    progress_s: float = 0.5
    """Progress is written at most once in so long."""
    poll_s: tuple[float, float] = (0.2, 0.5)
    """How often a worker looks for work: just after it had some, and when it has been idle."""
    give_back_s: float = 4
    """How long a job may take to stop when its worker ends; then it is given back without asking it."""
    job_waits_s: tuple[float, ...] = (2, 10, 60, 300)
    """Before a failed job is tried again; after the last of them it is given up."""
    disk_wait_s: float = 30
    """Before a job is tried again that found the disk full; how often a worker looks whether there is room."""
    mail_waits_s: tuple[float, ...] = (20, 60, 300, 900, 1800, *(3600,) * 23)
    """Before a message is tried again: about a day in all."""
    mail_lease_s: float = 240
    """A message that a worker began to send and did not settle for so long is another worker's."""
    workers_lost: int = 12
    """A job that so many workers began and died over is given up: it may be what kills them."""

    def job_wait(self, attempts: int) -> timedelta | None:
        """Return how long a job waits after its n-th failed attempt; None: it is given up."""
        return _wait(self.job_waits_s, attempts)

    def mail_wait(self, attempts: int) -> timedelta | None:
        """Return how long a message waits after its n-th attempt that came to nothing; None: it is given up."""
        return _wait(self.mail_waits_s, attempts)


def _wait(waits: tuple[float, ...], attempts: int) -> timedelta | None:
    return timedelta(seconds=waits[max(attempts, 1) - 1]) if attempts <= len(waits) else None
