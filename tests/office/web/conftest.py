"""A real database for tests in which several workers, threads and processes meet; and workers that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings

from tearoad.office.timing import Timing
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.site.config import Config
from tearoad.site.databases import database
from tearoad.web import registry
from tests.suite import furnished
from tests.suite.places import Places
from tests.waiting import wait_for

WORKER = Path(__file__).parent / "worker_process.py"
SHORT = Timing(
    lease_s=2.5,
    heartbeat_s=0.3,
    cancel_poll_s=0.1,
    progress_s=0.2,
    poll_s=(0.02, 0.1),
    give_back_s=0.5,
    disk_wait_s=0.05,
    job_waits_s=(0.05, 0.1),
    mail_waits_s=(0.1, 0.2, 0.3),
    mail_lease_s=1.0,
)


@dataclass
class Site:
    """An installation of its own: a database that several processes may open, an organisation, an officer."""

    data: Path
    url: str
    officer: Actor
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def start_worker(self, *args: str, mail_url: str = "") -> subprocess.Popen[str]:
        """Start a worker in a process of its own, with short waits."""
        environment = os.environ | {
            "TEAROAD_DATA": str(self.data),
            "TEAROAD_DATABASE_URL": self.url,
            "TEAROAD_MAIL_URL": mail_url,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        made = subprocess.Popen([sys.executable, str(WORKER), *args], env=environment, text=True)
        self.workers.append(made)
        return made


@pytest.fixture
def site(tmp_path: Path, settings: Settings, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """An installation that this process and others share; SQLite in a file, or the PostgreSQL of the environment."""
    settings.OFFICE_TIMING = SHORT
    places = Places(tmp_path)
    place = places.copy(furnished.tables())
    data, url = Path(place["TEAROAD_DATA"]), place.get("TEAROAD_DATABASE_URL", "")
    settings.FILES = data / "files"
    with django_db_blocker.unblock(), _connected(database(Config(data, url))):
        organisation = Organisation.objects.create(name="Example Province Commerce Department (fictional)")
        user = User.objects.create_user("officer@example.org", name="Officer")
        Membership.objects.create(user=user, organisation=organisation, role=Role.OFFICER)
        made = Site(data, url, Actor(organisation.id, Role.OFFICER, user.id, name="Officer"))
        with acting_for(organisation.id):
            yield made
        for worker in made.workers:
            worker.kill()
            worker.wait()
    places.drop()


class _connected:  # noqa: N801  # reads as a verb
    """Let this process, whatever the thread, use another database."""

    def __init__(self, wanted: dict[str, Any]) -> None:
        self._wanted = wanted

    def __enter__(self) -> None:
        self._before, self._settings = connections["default"], connections.databases["default"]
        connections.databases["default"] = connections.configure_settings({"default": self._wanted})["default"]
        connections["default"] = connections.create_connection("default")

    def __exit__(self, *_: object) -> None:
        connections["default"].close()
        connections.databases["default"] = self._settings
        connections["default"] = self._before


@pytest.fixture
def until() -> Callable[..., None]:
    """Wait until something is so."""
    return wait_for


@pytest.fixture
def kind() -> Iterator[Callable[..., str]]:
    """Make a kind of job known for one test: `kind(handler)` returns its name."""
    before = dict(registry.jobs())

    def known(handler: Callable[[registry.JobRun], registry.Json], name: str = "probe", **how: Any) -> str:  # noqa: ANN401  # a job's own fields
        from tearoad.text import Text  # noqa: PLC0415  # beside its use

        registry.add_job(registry.Job(f"office.{name}", Text("office.job"), handler, **how))
        return f"office.{name}"

    yield known
    registry._jobs.clear()  # noqa: SLF001  # the test puts back what it found
    registry._jobs.update(before)  # noqa: SLF001  # the test puts back what it found


def kill(process: subprocess.Popen[str]) -> None:
    """End a process as a power failure would."""
    process.send_signal(signal.SIGKILL)
    process.wait()
