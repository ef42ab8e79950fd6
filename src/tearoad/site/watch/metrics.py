"""Figures for Prometheus: requests of every web process, jobs and messages by their rows."""

from __future__ import annotations

import os
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

_REQUESTS = Counter("tearoad_requests", "Requests answered.", ("route", "method", "status"))
_SECONDS = Histogram(
    "tearoad_request_seconds",
    "How long answering took.",
    ("route",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


def count_request(route: str, method: str, status: int, took_s: float) -> None:
    """Count an answered request."""
    _REQUESTS.labels(route, method, str(status)).inc()
    _SECONDS.labels(route).observe(took_s)


class Rows(Collector):
    """Gauges that are read from the database: the same whichever process is asked."""

    def collect(self) -> Iterable[Metric]:
        """Return the gauges."""
        from tearoad.site.watch.state import seen  # noqa: PLC0415  # needs Django's models

        now = seen()
        jobs = GaugeMetricFamily("tearoad_jobs", "Jobs by state.", labels=("state",))
        for state, number in now.jobs.items():
            jobs.add_metric((state,), number)
        messages = GaugeMetricFamily("tearoad_messages", "Messages by state.", labels=("state",))
        for state, number in now.messages.items():
            messages.add_metric((state,), number)
        yield jobs
        yield messages
        yield GaugeMetricFamily(
            "tearoad_oldest_waiting_job_seconds", "How long the oldest job that could run has waited.", now.waiting_s
        )
        if now.heartbeat_s is not None:
            yield GaugeMetricFamily(
                "tearoad_worker_heartbeat_seconds", "How long ago a worker was last heard of.", now.heartbeat_s
            )


def page() -> bytes:
    """Return every figure as text."""
    registry = CollectorRegistry()
    registry.register(Rows())
    rows = generate_latest(registry)
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        every = CollectorRegistry()
        MultiProcessCollector(every)  # type: ignore[no-untyped-call]  # the package's own
        return rows + generate_latest(every)
    return rows + generate_latest(REGISTRY)
